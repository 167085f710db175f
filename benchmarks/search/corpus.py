"""A corpus of any size with a news vocabulary: words from jieba's dictionary, by their frequencies there.

Words are joined into phrases, and phrases are drawn by Zipf's law, so that bigrams repeat as in real text:
10,000 articles have some 400,000 distinct ones. An article shares people, places, words and phrases with
others on its subject, and has a few rarer words of its own in title and text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from beibei_site.chinese.segmenter import dictionary
from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article

_OWN = re.compile(r"\b(\w{3})在\w+?谈到(\w+?)一事")  # see `_article`
_LENGTHS = (2, 3, 4) * 6_666  # the number of words in each phrase
_RARE = 2000  # words less frequent in the dictionary can belong to one subject or article
_COMMAS, _ENDS = "，，，，，，、、；：", "。。。。。。。！？"
_LATIN = "AI GDP 5G APEC Wi-Fi CPI VR AOS LED DNA C919 G7 App PM2.5 ISO9001 e-mail".split()
_UNITS = "% 亿元 万人 公里 个 吨 多名 平方米 小时 倍".split()


class _Weighted:
    """Strings to draw from, with weights."""

    def __init__(self, strings: Sequence[str], weights: Sequence[float]) -> None:
        self._strings, self._sums = strings, list(accumulate(weights))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._strings, cum_weights=self._sums, k=count)


@dataclass(frozen=True, slots=True)
class _Language:
    phrases: _Weighted
    rare: _Weighted
    names: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Subject:
    people: Sequence[str]
    places: Sequence[str]
    words: Sequence[str]
    phrases: Sequence[str]


def make_archive(count: int, seed: int = 1) -> Archive:
    """`count` articles of 300 to 800 characters, the same for the same arguments."""
    chance, language = random.Random(seed), _language()
    subjects = [_subject(language, chance) for _ in range(count // 30 + 10)]
    return Archive(_article(number, language, chance.choice(subjects), chance) for number in range(count))


def title_query(article: Article, chance: random.Random) -> str:
    """The first eight characters of the title, without blanks and punctuation."""
    return re.sub(r"\W", "", article.title)[:8]


def pair_query(article: Article, chance: random.Random) -> str:
    """A person and a thing from one sentence; other articles on the subject may contain both, too."""
    return " ".join(chance.choice(_OWN.findall(plain(article.body))))


def reciprocal(wanted: str, ranked: Sequence[str]) -> float:
    """1 / rank of `wanted`; 0 if it is missing."""
    return 1 / (ranked.index(wanted) + 1) if wanted in ranked else 0.0


@cache
def _language() -> _Language:
    chance, count = random.Random(0), dictionary().frequency
    tags = dictionary().tags(dictionary().lexicon.first)
    words = [word for word, tag in tags.items() if not tag.startswith(("nr", "x", "g"))]
    every = _Weighted(words, [count[word] for word in words])
    phrases = ["".join(every.draw(chance, length)) for length in _LENGTHS]
    rare = [word for word in words if len(word) > 1 and count[word] < _RARE]
    return _Language(
        _Weighted(phrases, [(10 + rank) ** -0.8 for rank in range(len(phrases))]),
        _Weighted(rare, [count[word] for word in rare]),
        names=[word for word, tag in tags.items() if tag == "nr" and len(word) == 3],
        places=[word for word, tag in tags.items() if tag == "ns"],
    )


def _subject(language: _Language, chance: random.Random) -> _Subject:
    people, places = chance.sample(language.names, 12), chance.sample(language.places, 6)
    return _Subject(people, places, language.rare.draw(chance, 12), language.phrases.draw(chance, 60))


def _article(number: int, language: _Language, subject: _Subject, chance: random.Random) -> Article:
    own, shared = language.rare.draw(chance, 6), chance.sample(subject.words, 3)
    people, place = chance.sample(subject.people, chance.randint(1, 4)), chance.choice(subject.places)
    text = [f"{name}在{chance.choice(subject.places)}谈到{chance.choice(shared)}一事。" for name in people]
    length = chance.randint(300, 700)
    while sum(map(len, text)) < length:
        text.append(_sentence(language, subject, own + shared, chance))
    chance.shuffle(text)
    return Article(
        id=f"b{number:05}-1",
        title=f"{place}{own[0]}{chance.choice(subject.phrases)} {own[1]}",
        date=f"{chance.randint(2000, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        people=tuple(people),
        places=(place,),
        body="\n\n".join("".join(text[at : at + 4]) for at in range(0, len(text), 4)),
    )


def _sentence(language: _Language, subject: _Subject, words: Sequence[str], chance: random.Random) -> str:
    parts: list[str] = []
    for phrase in language.phrases.draw(chance, chance.randint(4, 12)):
        kinds = (phrase, chance.choice(subject.phrases), chance.choice(words), _figure(chance))
        parts += chance.choices(kinds, weights=(60, 20, 14, 6))
        parts.append(chance.choice(_COMMAS) if chance.random() < 0.35 else "")
    return "".join(parts[:-1]) + chance.choice(_ENDS)


def _figure(chance: random.Random) -> str:
    """A number, a day, or a word in Latin letters."""
    day, year = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日", f"{chance.randint(1978, 2025)}年"
    number = f"{chance.choice(('', '3.', '12'))}{chance.randint(2, 999)}{chance.choice(_UNITS)}"
    return chance.choice((day, year, year + day, number, number, chance.choice(_LATIN)))
