"""A saved web page → its lines, with those outside the article identified.

Every visible block of the page becomes a line, so that nothing is lost; `trafilatura` identifies the main
text, lxml its position. Headings get Markdown marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import trafilatura
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from beibei_site.domain.issue import NO_ISSUE, IssueData, Printed
from beibei_site.domain.text import fold_width, letters
from beibei_site.parsing.folio.days import find_days
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.text.grammar import is_closed

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HIDDEN = frozenset("script style noscript template iframe svg select textarea object head title".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data dfn em font i img ins kbd label mark q ruby rb rt rp s samp small"
    " span strong sub sup time tt u var wbr".split()
)
_APART = frozenset("aside footer form header nav".split())
_BOLD = ("b", "strong")
_LEVEL = re.compile(r"h([1-6])")
_DAY_META = re.compile(
    r"(?:article:)?publish(?:ed)?(?:_?time|date)?|pubdate|publish-?date|datepublished|date|release_?date|og:release_date"
    r"|weibo:article:create_at|dc\.date(?:\.issued)?",
    re.I,
)
_LINKS = 0.6  # of the characters of a block are in links: a list of links
_CROSSHEAD = 26  # characters of a bold line that is a heading
_KICKER = 40  # characters of the line above a headline
_KNOWN = 6  # characters that a block shares with the main text


@dataclass(frozen=True, slots=True)
class WebBlock:
    """A block of a page as displayed: its element, heading level (0: none), and how much of it is links."""

    text: str
    place: HtmlElement
    level: int
    bold: bool
    links: float


@dataclass(frozen=True, slots=True)
class WebText:
    """A web page as text: its encoding, the lines outside the article, and its metadata."""

    text: str
    encoding: str
    furniture: frozenset[int]
    issue: IssueData


def read_html(data: bytes) -> WebText:
    """The lines of a web page; raises ValueError with a message for users if there are none."""
    source, encoding = _decode(data)
    try:
        page = document_fromstring(
            re.sub(r"<\?xml[^>]*\?>", "", source),
            parser=HTMLParser(huge_tree=True),  # deep ones are no less whole
        )
        blocks = list(_blocks(page))
    except Exception as error:  # the parser may raise anything on a damaged page, and nesting has an end
        raise ValueError(f"this web page cannot be read ({error})") from None
    first, last = _article(blocks, _main_text(source), _title(page))
    rows: list[str] = []
    furniture: set[int] = set()
    for at, block in enumerate(blocks):
        rows += [_mark(block) + block.text, ""]
        if not first <= at <= last or (block.links > _LINKS and not block.level):
            furniture.add(len(rows) - 1)
    return WebText("\n".join(rows), encoding, frozenset(furniture), _issue(page))


def _decode(data: bytes) -> tuple[str, str]:
    """The text of the page in its declared encoding, if that is valid."""
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode().lower() if declared else ""
    name = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8"}.get(name, name)
    try:
        if name not in ("", "utf-8"):
            return data.decode(name), name
    except (LookupError, UnicodeDecodeError):
        pass
    decoded = decode(data)
    return decoded.text.replace("\f", "\n"), decoded.encoding


def _blocks(page: HtmlElement) -> Iterator[WebBlock]:
    """The blocks of a page in file order."""
    run: list[tuple[str, HtmlElement, bool, bool]] = []  # text, element, in a link, bold

    def flush() -> Iterator[WebBlock]:
        raw = "".join(text for text, *_ in run)
        text = re.sub(r"[ \t\r\n\xa0]+", " ", raw).strip(" ")
        if letters(text):
            own = max(len(letters(raw)), 1)
            place = next(element for words, element, *_ in run if words.strip())
            level = next(
                (int(m[1]) for e in (place, *place.iterancestors()) if (m := _LEVEL.fullmatch(str(e.tag)))), 0
            )
            yield WebBlock(
                text, place, level, all(bold for words, _, _, bold in run if words.strip()),
                sum(len(letters(words)) for words, _, link, _ in run if link) / own,
            )  # fmt: skip
        run.clear()

    def walk(element: HtmlElement, holder: HtmlElement, link: bool, bold: bool) -> Iterator[WebBlock]:
        tag = element.tag
        if not isinstance(tag, str) or tag in _HIDDEN:
            return
        inline = tag in _INLINE
        if not inline:
            yield from flush()
            holder = element
        link, bold = link or tag == "a", bold or tag in _BOLD
        run.append((element.text or "", holder, link, bold))
        for child in element:
            yield from walk(child, holder, link, bold)
            run.append((child.tail or "", holder, link, bold))
        if not inline:
            yield from flush()

    yield from walk(page, page, False, False)
    yield from flush()


def _title(page: HtmlElement) -> str:
    found = page.find(".//title")
    return letters(found.text_content()) if found is not None else ""


def _main_text(source: str) -> str:
    """The characters of the page's main text."""
    try:
        found = trafilatura.extract(source, include_comments=False, favor_recall=True)
    except Exception:  # a page it cannot read has no main text
        return ""
    return letters(found or "")


def _article(blocks: Sequence[WebBlock], main: str, title: str) -> tuple[int, int]:
    """The first and last block of the article: from its headline, or the kicker above it, to the end of its
    main text."""
    heads = [
        at
        for at, b in enumerate(blocks)
        if b.links <= _LINKS and (words := letters(b.text)) and title.startswith(words)
    ]
    level = {at: blocks[at].level or 9 for at in heads if len(letters(blocks[at].text)) >= _KNOWN}
    first = min(
        level,
        key=lambda at: (level[at], at),
        default=next((at for at, b in enumerate(blocks) if b.level == 1), -1),
    )
    body = [at for at, b in enumerate(blocks) if at > first and _is_main(b, main)]
    if not body:
        return (max(first, 0), len(blocks) - 1)
    first = body[0] if first < 0 else first
    return first - _has_kicker(blocks, first), _last(blocks, body)


def _last(blocks: Sequence[WebBlock], body: Sequence[int]) -> int:
    """The last block of the article whose main text is `body`: what stands below it in the same element is
    its own, lists and tables included, down to the first links; their heading goes with them."""
    holder = _holder([blocks[at].place for at in body])
    last = body[-1]
    while last + 1 < len(blocks) and blocks[last + 1].links <= _LINKS:
        place = blocks[last + 1].place
        beside = place.getparent() is blocks[last].place.getparent()
        if not beside and not _lies_in(place, holder):
            break
        last += 1
    while last > body[-1] and _mark(blocks[last]):
        last -= 1
    return last


def _holder(places: Sequence[HtmlElement]) -> HtmlElement:
    """The smallest element that holds all of a text; a paragraph holds no lists, so it is none."""
    others = [set(place.iterancestors()) | {place} for place in places]
    around = (e for e in (places[0], *places[0].iterancestors()) if e.tag != "p")
    return next(element for element in around if all(element in other for other in others))


def _lies_in(place: HtmlElement, holder: HtmlElement) -> bool:
    """Whether an element is part of what a text stands in, and not set apart in it. The page holds all there
    is, so to lie in it says nothing."""
    between = [place, *takewhile(lambda element: element is not holder, place.iterancestors())]
    is_inside = between[-1].getparent() is holder and holder.tag not in ("body", "html")
    return is_inside and _APART.isdisjoint(element.tag for element in between)


def _is_main(block: WebBlock, main: str) -> bool:
    words = letters(block.text)
    return (len(words) >= _KNOWN and words in main and is_closed(block.text.rstrip("）)"))) or (
        len(words) > 40 and words in main
    )


def _has_kicker(blocks: Sequence[WebBlock], first: int) -> bool:
    """Whether the block above the headline is its kicker: short, and in the same element."""
    if first <= 0:
        return False
    over, head = blocks[first - 1], blocks[first]
    beside = over.place.getparent() is head.place.getparent()
    return beside and over.links == 0 and len(over.text) <= _KICKER and not re.search(r"[>»|]", over.text)


def _mark(block: WebBlock) -> str:
    if block.level:
        return "#" * block.level + " "
    heading = block.bold and len(block.text) <= _CROSSHEAD and not is_closed(block.text)
    return "## " if heading else ""


def _issue(page: HtmlElement) -> IssueData:
    """The date of publication in the page's metadata."""
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found = find_days(fold_width(meta.get("content") or "")) if _DAY_META.fullmatch(name) else []
        if found:
            return IssueData(issued=Printed(found[0].value, "metadata"))
    return NO_ISSUE
