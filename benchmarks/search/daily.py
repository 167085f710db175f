"""An archive of any size with the words of a real newspaper: a month of the People's Daily (January 1998; see
`benchmarks.reading.compose.newspaper`), its articles cut to some 500 characters.

The month has some 2,000 articles: these come first and are what is sought. All others, among which they are
to be found, take their sentences from a page or so of the month, and half of the nouns, names, verbs and
adjectives in them have been exchanged for others of the same kind, by their frequency. So words, their
frequencies, what stands beside what, and what stands in one article with what, are those of real news.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from benchmarks.reading.compose.newspaper import Words, is_heading, read_newspaper, read_words

_LONG = 500  # characters of an article
_OPEN = re.compile("n|v|a|j|i|l|t$")  # parts of speech of which there is no end
_STRANGE = 0.5  # of their words are exchanged
_SUBJECT = 60  # sentences in a row, of which an article takes its own
_REAL, _OTHER = "daily", "other"  # how ids begin
_STOP = re.compile("[。！？]$")


def real_articles() -> list[Article]:
    """The articles of the month, cut after the paragraph with which they are long enough."""
    found = [*read_newspaper(), *read_newspaper(held_out=True)]
    return [
        Article(
            id=f"{_REAL}{number:05}-1",
            title=a.headline,
            deck=tuple(filter(None, a.deck.split("\n"))),
            body="\n\n".join(_cut(a.body)),
        )
        for number, a in enumerate(found)
    ]


def is_real(article: Article) -> bool:
    """Whether an article is one of the month."""
    return article.id.startswith(_REAL)


def make_daily(count: int, seed: int = 1) -> Archive:
    """`count` articles, the real ones first."""
    real, chance = real_articles(), random.Random(seed)
    month = _Month.read()
    others = (month.article(number, chance) for number in range(len(real), count))
    return Archive([*real[:count], *others])


def _cut(paragraphs: Sequence[str]) -> Iterator[str]:
    length = 0
    for text in paragraphs:
        if length < _LONG:
            yield text.removeprefix("## ")
        length += len(text)


@dataclass(frozen=True)
class _Month:
    """Sentences and headings, and all words by their part of speech."""

    sentences: list[Words]
    headings: list[Words]
    kinds: dict[str, list[str]]

    @staticmethod
    def read() -> _Month:
        sentences, headings = list[Words](), list[Words]()
        kinds = defaultdict[str, list[str]](list)
        for words in read_words():
            for word, part in words:
                kinds[part].append(word)
            if is_heading("".join(word for word, _ in words)):
                headings.append(words)
            else:
                sentences += _sentences(words)
        return _Month(sentences, headings, kinds)

    def article(self, number: int, chance: random.Random) -> Article:
        text, wanted = list[str](), chance.randint(_LONG // 2, 3 * _LONG // 2)
        about = chance.randrange(len(self.sentences) - _SUBJECT)
        while sum(map(len, text)) < wanted:
            text.append(self._altered(self.sentences[about + chance.randrange(_SUBJECT)], chance))
        return Article(
            id=f"{_OTHER}{number:05}-1",
            title=self._altered(chance.choice(self.headings), chance),
            body="\n\n".join("".join(text[at : at + 4]) for at in range(0, len(text), 4)),
        )

    def _altered(self, words: Words, chance: random.Random) -> str:
        return "".join(
            chance.choice(self.kinds[part]) if _OPEN.match(part) and chance.random() < _STRANGE else word
            for word, part in words
        )


def _sentences(words: Words) -> Iterator[Words]:
    begin = 0
    for at, (word, _) in enumerate(words, 1):
        if _STOP.search(word):
            yield words[begin:at]
            begin = at
