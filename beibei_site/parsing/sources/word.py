"""A Word file (.docx) → its lines: paragraphs and table rows, with Markdown marks for headings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from beibei_site.parsing.text.grammar import is_closed

_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_TITLE = re.compile(r"title|标题", re.I)
_CROSSHEAD = 40  # characters of a bold line that is a heading
_LARGEST = 256 * 2**20  # bytes of all its parts
_TOP = 6  # paragraphs from the top in which the headline is expected


@dataclass(frozen=True, slots=True)
class WordLine:
    """One paragraph: its heading level (0: none), whether it is the file's title, all bold, indented."""

    text: str
    level: int = 0
    title: bool = False
    bold: bool = False
    set_in: bool = False


def read_word(data: bytes) -> str:
    """The text of a Word file; raises ValueError with a message for users if it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST:
                raise ValueError(f"it unfolds to more than {_LARGEST >> 20} MiB")
        lines = list(_lines(Document(io.BytesIO(data))))
    except Exception as error:  # the library may raise anything on a damaged package
        raise ValueError(f"this Word file cannot be read ({error})") from None
    if not any(line.level for line in lines):
        lines = _bold_headline(lines)
    if any(line.title for line in lines):
        lines = [
            line if line.title or not line.level else replace(line, level=line.level + 1) for line in lines
        ]
    return "".join(f"{_mark(line)}{line.text}\n" for line in lines)


def _lines(document: WordDocument) -> Iterator[WordLine]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield WordLine(" | ".join(cell.text.replace("\n", " ") for cell in row.cells))
        else:
            for text in part.text.split("\n"):
                yield _line(part, text)


def _line(paragraph: Paragraph, text: str) -> WordLine:
    name = (paragraph.style.name if paragraph.style is not None else None) or ""
    style, title = _STYLE.search(name), bool(_TITLE.fullmatch(name))
    level = int(style[1]) if style else int(title)
    return WordLine(text, level, title, _is_bold(paragraph), _is_set_in(paragraph))


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _is_set_in(paragraph: Paragraph) -> bool:
    indent = paragraph.paragraph_format.first_line_indent
    return indent is not None and indent > 0


def _bold_headline(lines: list[WordLine]) -> list[WordLine]:
    """The lines, with the first bold one near the top as the headline if no style says which it is."""
    shown = [at for at, line in enumerate(lines) if line.text.strip()][:_TOP]
    first = next((at for at in shown if lines[at].bold), None)
    return [replace(line, level=1) if at == first else line for at, line in enumerate(lines)]


def _mark(line: WordLine) -> str:
    if not line.text.strip():
        return ""
    if line.level:
        return "#" * min(line.level, 6) + " "
    if line.bold and len(line.text) <= _CROSSHEAD and not is_closed(line.text):
        return "## "
    return "　　" if line.set_in and not line.text.startswith(("　", " ")) else ""
