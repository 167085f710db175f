"""The body of an article: its parts, the Markdown that holds them, and the way back.

    text                a paragraph
    ## text             a crosshead
    > 图：text          a caption
    > text              a note: a line of credits, a source line
    〔…〕               a passage that the source has lost
    〔text〕[^1]        a passage restored from the article that the footnote names

Parts are plain text. Whatever else a person writes in Markdown (a list, emphasis, a footnote of their own)
is shown on the site; here it is part of a paragraph, and its marks are part of the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PartKind = Literal["paragraph", "crosshead", "caption", "note"]

LACUNA_MARK = "〔…〕"
# A restored passage as it stands in Markdown, before its footnote mark.
RESTORED = r"〔(?P<restored>(?:\\.|[^〔〕\\])+)〕(?=\[\^)"
CAPTION_LABEL = "图："
_FOOTNOTE = "[^{}]: 〔 〕内的文字原版面已失，据 {} 补。"
_FOOTNOTES = re.compile(r"^\[\^(?P<mark>[^\]\n]+)\]:[ \t]*(?P<text>.*(?:\n[ \t]+.*)*)", re.M)
_FOOTNOTE_SOURCE = re.compile(r"据 (\S+) 补。$")
_BLOCK = re.compile(
    r"""
    ^\#{1,6}[ \t]+ (?P<crosshead>.+) $
  | ^> (?P<quote> .*(?:\n(?!\#{1,6}[ \t]).*\S.*)* )         # with the lines that follow without a blank one
  | ^ (?P<paragraph> .*\S.*(?:\n(?!\#{1,6}[ \t]|>).*\S.*)* )
    """,
    re.M | re.X,
)
_INLINE = re.compile(
    rf"""
    \\(?P<sign>[\\`*_{{}}\[\]()\#+\-.!>|~])             # a sign that stands for itself
  | &(?:[A-Za-z0-9]+|\#[0-9]+|\#x[0-9A-Fa-f]+);        # a character by its name or number
  | {RESTORED} \[\^(?P<mark>[^\]\n]+)\]
  | {LACUNA_MARK}
  | \[\^[^\]\n]+\]                                     # the mark of a person's own footnote
    """,
    re.X,
)
_MARKUP = re.compile(r"[#>\\&〔\[]")  # without any of these a body is plain already, but for blanks
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_REFERENCE = re.compile(r"&(?=[A-Za-z0-9]+;|#[0-9]+;|#x[0-9A-Fa-f]+;)")
_LINE_START = re.compile(
    r"""
    ^ (?P<digits>\d*)
    (?P<sign> (?<!\d) (?: [#>] | [-+](?=\s) | -(?=-{2,}$) )   # a heading, a quote, a list, a rule
            | (?<=\d) [.)](?=\s) )                            # a numbered list
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A passage that the source has lost."""

    def __str__(self) -> str:
        return LACUNA_MARK


@dataclass(frozen=True, slots=True)
class Restored:
    """A passage that the page has lost, as the article with the id `source` prints it."""

    text: str
    source: str

    def __str__(self) -> str:
        return f"〔{self.text}〕"


Passage = str | Lacuna | Restored


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a body: passages as printed, lost and restored, in the order of the text."""

    kind: PartKind
    passages: tuple[Passage, ...]

    @property
    def printed(self) -> str:
        """What the article's own page prints."""
        return "".join(p for p in self.passages if isinstance(p, str))

    @property
    def text(self) -> str:
        """What a reader sees: the label of a caption and the editor's brackets included."""
        label = CAPTION_LABEL if self.kind == "caption" else ""
        return label + "".join(map(str, self.passages))


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an article's text in their order."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The plain words of all parts, one part a line."""
        return "\n".join(part.text for part in self.parts)

    def of(self, *kinds: PartKind) -> tuple[Part, ...]:
        """The parts of these kinds."""
        return tuple(part for part in self.parts if part.kind in kinds)

    @property
    def lacunae(self) -> int:
        """How many passages are lost."""
        return sum(isinstance(p, Lacuna) for part in self.parts for p in part.passages)

    @property
    def restored(self) -> tuple[Restored, ...]:
        """The passages restored from other articles."""
        return tuple(p for part in self.parts for p in part.passages if isinstance(p, Restored))


@lru_cache(maxsize=16384)  # every step of a build asks for it
def plain(markdown: str) -> str:
    """The words of an article's body without its markup, one part a line.

    Footnotes (which name the source of a restored passage) go; the editor's brackets 〔 〕 stay.

    >>> plain("## 一\\n\\n文旅〔新亮点〕[^1]\\n\\n> 图：会场\\n\\n[^1]: 据 001")
    '一\\n文旅〔新亮点〕\\n图：会场'
    """
    if _MARKUP.search(markdown):
        return parse_body(markdown).text
    return "\n".join(filter(None, map(str.strip, markdown.split("\n"))))


def parse_body(markdown: str) -> Body:
    """The body that `markdown` holds; any text is one, nothing is an error.

    A line break that a person made inside a paragraph stays in its text.
    """
    sources = {m["mark"]: _source(m["text"]) for m in _FOOTNOTES.finditer(markdown)}
    blocks = _BLOCK.finditer(_FOOTNOTES.sub("", markdown).replace("\\\n", "\n"))
    return Body(tuple(part for block in blocks if (part := _parse_block(block, sources)).passages))


def _source(footnote: str) -> str:
    """The article that a footnote names; the whole footnote if it is a person's own."""
    found = _FOOTNOTE_SOURCE.search(footnote)
    return found[1] if found else " ".join(footnote.split())


def _parse_block(block: re.Match[str], sources: Mapping[str, str]) -> Part:
    kind: PartKind = "crosshead" if block["crosshead"] else "paragraph"
    text = block["crosshead"] or block["paragraph"]
    if block["quote"] is not None:
        text = re.sub(r"^>[ \t]?", "", block["quote"], flags=re.M).lstrip()
        kind = "caption" if text.startswith(CAPTION_LABEL) else "note"
        text = text.removeprefix(CAPTION_LABEL)
    lines = filter(None, map(str.strip, text.split("\n")))
    return Part(kind, _parse_inline("\n".join(lines), sources))


def _parse_inline(text: str, sources: Mapping[str, str]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    printed, end = "", 0
    for found in _INLINE.finditer(text):
        printed += text[end : found.start()]
        end = found.end()
        passage = _passage(found, sources)
        if isinstance(passage, str):
            printed += passage
        else:
            passages += [printed, passage]
            printed = ""
    return tuple(filter(None, [*passages, printed + text[end:]]))


def _passage(found: re.Match[str], sources: Mapping[str, str]) -> Passage:
    if found["restored"]:
        inside = "".join(map(str, _parse_inline(found["restored"], {})))
        return Restored(inside, sources.get(found["mark"], ""))
    if found[0] == LACUNA_MARK:
        return Lacuna()
    return html.unescape(found[0]) if found[0].startswith("&") else found["sign"] or ""


def render_body(body: Body) -> str:
    """The Markdown of a body, from which `parse_body` makes the same body again.

    Each text must be of one line, without blanks at the ends of its part, and stand beside no other text.
    """
    numbers = {source: at for at, source in enumerate(dict.fromkeys(r.source for r in body.restored), 1)}
    blocks = [_render_part(part, numbers) for part in body.parts]
    return "\n\n".join([*blocks, *(_FOOTNOTE.format(at, source) for source, at in numbers.items())])


def _render_part(part: Part, numbers: Mapping[str, int]) -> str:
    text = "".join(_render_passage(passage, numbers) for passage in part.passages)
    if part.kind == "crosshead":
        return "## " + re.sub(r"#(?=#*$)", r"\\#", text)
    if part.kind == "caption":
        return f"> {CAPTION_LABEL}{text}"
    text = _LINE_START.sub(r"\g<digits>\\\g<sign>", text)
    if part.kind == "note":
        return "> " + re.sub(f"^{CAPTION_LABEL}", "图&#65306;", text)
    return text


def _render_passage(passage: Passage, numbers: Mapping[str, int]) -> str:
    if isinstance(passage, Lacuna):
        return LACUNA_MARK
    if isinstance(passage, Restored):
        text = _escape(passage.text).replace("〔", "&#12308;").replace("〕", "&#12309;")
        return f"〔{text}〕[^{numbers[passage.source]}]"
    return _escape(passage).replace(LACUNA_MARK, LACUNA_MARK.replace("〔", "&#12308;"))


def _escape(text: str) -> str:
    """`text` so that Markdown shows it as it stands, wherever it stands in a line."""
    return _SPECIAL.sub(r"\\\g<0>", _REFERENCE.sub("&amp;", text)).replace("<", "&lt;")
