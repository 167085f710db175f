"""What a reader would type who knows an article and looks for it (known items)."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from beibei_site.chinese.cutter import cutters
from beibei_site.chinese.segmenter import dictionary
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.document import body_text, searched_text

_WORD = re.compile("[一-龥]{2,}")
_TELLING = ("n", "v", "a", "j", "i", "l", "s")  # parts of speech of words that one would search for
_EIGHT = 8

Make = Callable[[Article, random.Random], str]


def kinds_of_queries(archive: Archive) -> dict[str, Make]:
    """Each kind, and what makes such a query for an article. Words are nouns, names, verbs and adjectives of
    two characters or more."""
    pairs = WordPairs.of(archive)
    return {
        "eight characters in a row of the title": title_part,
        "two words, one of the title, one of the text": pairs.of_title_and_text,
        "two words of one sentence": pairs.of_one_sentence,
        "two words of title and text": pairs.of_both,
        "two words from anywhere, also those that tell nothing": pairs.from_anywhere,
    }


def is_asked_for(article: Article) -> bool:
    """Whether each kind of query can be made for an article."""
    return (
        len(article.title) >= _EIGHT
        and bool(telling_words(article.title))
        and any(len(set(words)) > 1 for words in _sentences(article))
    )


def reciprocal(wanted: Article, ranked: Sequence[str], archive: Archive) -> float:
    """1 / rank of the first article with the title of `wanted`, since no query can tell two such apart; 0 if
    there is none."""
    titles = [archive.by_id[i].title for i in ranked]
    return 1 / (titles.index(wanted.title) + 1) if wanted.title in titles else 0.0


def title_part(article: Article, chance: random.Random) -> str:
    at = chance.randint(0, len(article.title) - _EIGHT)
    return article.title[at : at + _EIGHT]


@dataclass(frozen=True)
class WordPairs:
    """Makes queries of two different words; `holding` tells in how many articles each word stands.

    A word is the likelier the more often it stands in the article and, unless said otherwise, the rarer it is
    (idf): readers ask for what tells most.
    """

    articles: int
    holding: Mapping[str, int]

    @staticmethod
    def of(archive: Archive) -> WordPairs:
        texts = map(searched_text, archive.articles)
        return WordPairs(len(archive.articles), Counter(w for text in texts for w in {*telling_words(text)}))

    def of_title_and_text(self, article: Article, chance: random.Random) -> str:
        first = self._draw(telling_words(article.title), chance)
        return self._with_another(first, telling_words(body_text(article)), chance)

    def of_one_sentence(self, article: Article, chance: random.Random) -> str:
        return self._draw_two(chance.choice([w for w in _sentences(article) if len(set(w)) > 1]), chance)

    def of_both(self, article: Article, chance: random.Random) -> str:
        return self._draw_two(telling_words(searched_text(article)), chance)

    def from_anywhere(self, article: Article, chance: random.Random) -> str:
        words = telling_words(searched_text(article))
        first = chance.choice(words)
        return f"{first} {chance.choice([word for word in words if word != first])}"

    def _draw_two(self, words: Sequence[str], chance: random.Random) -> str:
        return self._with_another(self._draw(words, chance), words, chance)

    def _with_another(self, first: str, words: Sequence[str], chance: random.Random) -> str:
        return f"{first} {self._draw([word for word in words if word != first], chance)}"

    def _draw(self, words: Sequence[str], chance: random.Random) -> str:
        weights = [log((self.articles + 1) / (self.holding[word] + 0.5)) for word in words]
        return chance.choices(words, weights)[0]


def telling_words(text: str) -> list[str]:
    """Nouns, names, verbs and adjectives of two characters or more, as jieba cuts and tags them."""
    words = [word for word in cutters()[0].cut(fold(text)) if _WORD.fullmatch(word)]
    tags = dictionary().tags("".join(words))
    return [word for word in words if tags.get(word, "n").startswith(_TELLING)]


def _sentences(article: Article) -> Iterator[list[str]]:
    return map(telling_words, re.split("[。！？\n]", body_text(article)))
