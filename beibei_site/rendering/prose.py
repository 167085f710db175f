"""Markdown bodies → HTML, with the editor's brackets set apart (lacunae and restorations) and an anchor for
every paragraph."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from beibei_site.chinese.typography import widen
from beibei_site.content.body import LACUNA_MARK, RESTORED
from beibei_site.domain.text import letters

_LAST = -10  # of the treatments of the finished tree
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th")
_AFTER_ESCAPES = 178  # between the inline patterns `escape` (180) and `footnote` (175) of Python-Markdown
_AFTER_ALL = -1  # after the last tree processor of Python-Markdown, `unescape` (0)
# What Python-Markdown reads as more than words, or writes otherwise: its signs, and blanks other than the
# empty line between two paragraphs of one line each.
_MARKED = re.compile(
    r"""[\\`*_\[\]<>&〔〕\x00-\x09\x0b-\x1f] | ^(?:[-+#=:|]|\d+[.)]) | ^[^\S\n] | [^\S\n]$
      | (?<!\n)\n(?!\n) | \n{3} | \A\n | \n\Z | \A\Z""",
    re.M | re.X,
)
_SCHEMES = (None, "http", "https", "mailto")  # of links; None: within the site
_MOST_LINKS, _MOST_BESIDE = 3000, 300  # brackets in a text, in a paragraph
_LIVE_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)\[")  # one that no backslash takes for a sign
_DEEP_INDENT = re.compile(r"^((?: {4}|\t){10})[ \t]+", re.M)
_DEEP_MARKS = re.compile(r"^([ \t]*)((?:(?:\d+\.|[-*+>])[ \t]*){11})", re.M)
_LENGTH = 6  # of an anchor's digest: two of a thousand paragraphs share one with a probability of 0.0005


class _Brackets(InlineProcessor):
    """Puts what `pattern` matches into an element of its own."""

    def __init__(self, pattern: str, tag: str, name: str) -> None:
        super().__init__(pattern)
        self._tag, self._name = tag, name

    # The types are those of Python-Markdown.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element(self._tag, {"class": self._name})
        element.text = m[0]
        return element, m.start(0), m.end(0)


class _Anchors(Treeprocessor):
    """Gives every paragraph but those of footnotes its anchor, and a link to it, called `label` with the
    paragraph's number.

    The link is empty (the style sheet draws ¶), so that no search and no copied text meets the sign.
    """

    def __init__(self, converter: Markdown, label: str) -> None:
        super().__init__(converter)
        self._label = label

    def run(self, root: Element) -> None:
        paragraphs = list(_paragraphs(root))
        for number, paragraph, anchor in zip(count(1), paragraphs, anchors(map(self._text, paragraphs))):
            paragraph.set("id", anchor)
            link = {"class": "here", "href": f"#{anchor}", "aria-label": self._label.format(number)}
            SubElement(paragraph, "a", link)

    def _text(self, paragraph: Element) -> str:
        """The words of a paragraph, without the numbers of footnotes."""
        stash = self.md.htmlStash.rawHtmlBlocks  # of characters written as &#12308;
        text = HTML_PLACEHOLDER_RE.sub(lambda found: str(stash[int(found[1])]), "".join(_words(paragraph)))
        return unescape(text)


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "p":
            yield child
        elif child.get("class") != "footnote":
            yield from _paragraphs(child)


def _words(element: Element) -> Iterator[str]:
    if element.tag != "sup":
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def anchors(paragraphs: Iterable[str]) -> Iterator[str]:
    """An id for each paragraph of an article, made of its letters and digits alone, so that no edit of
    another paragraph, of punctuation or width changes it; equal ones are numbered.

    >>> list(anchors(["4月1日，开工。", "完工。", "4月1日,开工."]))
    ['p-nwenrv', 'p-awlayx', 'p-nwenrv-2']
    """
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        digest = hashlib.sha256((letters(paragraph) or paragraph).encode(errors="surrogatepass")).digest()
        name = b32encode(digest).decode().lower()[:_LENGTH]
        seen[name] += 1
        yield f"p-{name}" if seen[name] == 1 else f"p-{name}-{seen[name]}"


class _Links(Treeprocessor):
    """Leaves only links that no reader can be hurt by, and turns pictures from elsewhere into links to them:
    a page of the site asks no other host for anything."""

    def run(self, root: Element) -> None:
        linked = {picture for link in root.iter("a") for picture in link.iter("img")}
        for element in root.iter():
            if element.tag == "img" and _scheme(element.get("src", "")) is not None:
                _to_link(element, "span" if element in linked else "a")
            if element.tag == "a" and _scheme(element.get("href", "")) not in _SCHEMES:
                del element.attrib["href"]


def _to_link(picture: Element, tag: str) -> None:
    address = picture.get("src", "")
    picture.tag, picture.text = tag, picture.get("alt") or address
    picture.attrib = {"href": address} if tag == "a" else {}


def _scheme(address: str) -> str | None:
    """The scheme of an address as a browser reads it; None if it is relative, empty for another host.

    >>> _scheme("a/b#c:d"), _scheme("https://a.b"), _scheme(" java\\tscript&colon;x"), _scheme("\\\\/a.b")
    (None, 'https', 'javascript', '')
    """
    whole = unescape(address.replace(AMP_SUBSTITUTE, "&"))
    seen = re.sub(r"[\x00-\x20\x7f-\xa0]", "", whole).replace("\\", "/").lower()
    if seen.startswith("//"):
        return ""
    before, colon, _ = seen.partition(":")
    return before if colon and not re.search("[/?#]", before) else None


class _Punctuation(Treeprocessor):
    """Full-width punctuation in every block, seen whole: a lacuna may stand inside a quotation."""

    def run(self, root: Element) -> None:
        for block in root.iter():
            inside = {part.tag for child in block for part in child.iter()}
            if block.tag in _BLOCKS and inside.isdisjoint(_BLOCKS):
                _widen(block)


def _widen(block: Element) -> None:
    """`widen` for the text of a block; each character stays in the node that it stands in."""
    rest = widen("".join(block.itertext()))
    for element, place in _places(block):
        own = getattr(element, place) or ""
        setattr(element, place, rest[: len(own)])
        rest = rest[len(own) :]


def _places(element: Element) -> Iterator[tuple[Element, str]]:
    """Where the text inside an element stands, in its order."""
    yield element, "text"
    for child in element:
        yield from _places(child)
        yield child, "tail"


@cache
def _converter(label: str, wide: bool) -> Markdown:
    converter = Markdown(
        extensions=["footnotes"],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "[{}]"}},  # in no language
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")  # what looks like a tag in a newspaper is its text
    converter.inlinePatterns.deregister("html")
    for pattern, tag, name in ((RESTORED, "ins", "restored"), (LACUNA_MARK, "span", "lacuna")):
        converter.inlinePatterns.register(_Brackets(pattern, tag, name), name, _AFTER_ESCAPES)
    converter.treeprocessors.register(_Links(converter), "links", _AFTER_ALL)
    if label:
        converter.treeprocessors.register(_Anchors(converter, label), "anchors", _AFTER_ALL)
    if wide:
        converter.treeprocessors.register(_Punctuation(converter), "punctuation", _LAST)
    return converter


def to_html(markdown: str, label: str = "", *, wide: bool = False) -> str:
    """The HTML of a body; the page's legend explains the editorial brackets. `wide`: with full-width
    punctuation in what is Chinese.

    With a `label` (`第{}段`; no markup) every paragraph has an anchor and a link to it: for a page of one
    article.
    """
    if _MARKED.search(markdown):
        return marked_html(markdown, label, wide)
    return _plain_html(markdown.split("\n\n"), label, wide)


def marked_html(markdown: str, label: str, wide: bool) -> str:
    """The same by Python-Markdown, whatever the body holds."""
    converter = _converter(label, wide)
    converter.reset()
    html: str = converter.convert(_tamed(markdown))
    return html


def _plain_html(paragraphs: Sequence[str], label: str, wide: bool) -> str:
    """What Python-Markdown makes of paragraphs of nothing but words, some twenty times as fast."""
    shown = map(widen, paragraphs) if wide else paragraphs
    if not label:
        return "\n".join(f"<p>{text}</p>" for text in shown)
    return "\n".join(
        f'<p id="{anchor}">{text}'
        f'<a aria-label="{label.format(number)}" class="here" href="#{anchor}"></a></p>'
        for number, text, anchor in zip(count(1), shown, anchors(paragraphs))
    )


def _tamed(markdown: str) -> str:
    """`markdown`, with marks that no writer sets shown as they stand: Python-Markdown takes the square of
    their number in time, and the depth of its lists in stack.

    >>> _tamed("[一](a.html)\\n- 二"), _tamed("- " * 11 + "三")
    ('[一](a.html)\\n- 二', '\\\\- - - - - - - - - - - 三')
    >>> _tamed(r"\\[[" * 301) == r"\\[\\[" * 301
    True
    """
    if markdown.count("[") > _MOST_LINKS or any(p.count("[") > _MOST_BESIDE for p in markdown.split("\n\n")):
        markdown = _LIVE_BRACKET.sub(r"\1\\[", markdown)
    return _DEEP_MARKS.sub(r"\1\\\2", _DEEP_INDENT.sub(r"\1", markdown))
