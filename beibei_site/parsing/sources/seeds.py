"""Seeds → pages: a web page or Word file is one page; a PDF has as many as it contains, a text as many as
form feeds part, unless a single column of text runs through all of them.

What opens web pages, Word files and PDFs takes a third of the start of a build, and most builds open none: so
it is imported with the first file that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk.paths import PAGE
from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData
from beibei_site.domain.model import Problem
from beibei_site.domain.text import NO_TEXT
from beibei_site.parsing.sheet.model import PdfText, Sheet
from beibei_site.parsing.sources.decode import Decoded, decode
from beibei_site.parsing.text.places import Places

_MOST_BYTES = 64 * 2**20  # of a text
_MOST, _MOST_LINES, _LONGEST = 5_000_000, 200_000, 200_000  # characters, lines, characters of a line
_CERTAIN = 0.8  # that an encoding is what it was taken for


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of one page: the name of its seed (`paper.pdf`; from its second page on, `paper.pdf#2`).

    `sheet` is set for the page of a PDF: its lines are those of `text`, in order. `places` says where the
    lines of a text stood whose columns have been put in order. `flowing` text is not set
    in newspaper columns; `furniture` are line numbers that its source knows to be outside any article;
    `issue` comes from the metadata; `problems` are what a curator should know of the reading of the file.
    """

    name: str
    text: str
    encoding: str
    sheet: Sheet | None = None
    flowing: bool = False
    furniture: frozenset[int] = frozenset()
    issue: IssueData = NO_ISSUE
    places: Places | None = None
    problems: tuple[Problem, ...] = ()


def read_pages(
    name: str, data: bytes, cache: Cache | None = None, kind: FileKind | None = None
) -> tuple[PageText, ...]:
    """The pages of the seed `name`; raises ValueError with a message for users if it cannot be read, or if
    its text is too long to be one of a newspaper.

    `kind` is the one set by its curator (None: detect it); it decides whether a PDF or a text is one.
    """
    return tuple(map(_checked, _read(name, data, cache, kind)))


def _checked(page: PageText) -> PageText:
    """A page without characters that no text has; raises ValueError if it is too long to be read."""
    lines = page.text.split("\n")
    longest, number = max((len(line), number) for number, line in enumerate(lines, 1))
    if len(page.text) > _MOST or len(lines) > _MOST_LINES:
        raise ValueError(
            f"{len(lines):,} lines and {len(page.text):,} characters; a file may have {_MOST_LINES:,} and"
            f" {_MOST:,}: cut it into several"
        )
    if longest > _LONGEST:
        raise ValueError(f"line {number} has {longest:,} characters; it may have {_LONGEST:,}")
    found = NO_TEXT.findall(page.text) if page.sheet is None else ()
    if not found:
        return page
    message = f"{page.name}: {len(found)} control characters such as U+{ord(found[0]):04X} are left out"
    problem = Problem("control-character", "warning", message, "Look at the file; is it damaged?")
    return replace(page, text=NO_TEXT.sub("", page.text), problems=(*page.problems, problem))


def _read(name: str, data: bytes, cache: Cache | None, kind: FileKind | None) -> tuple[PageText, ...]:
    suffix = name.lower().rsplit(".", 1)[-1]
    if len(data) > _MOST_BYTES and suffix != "pdf":
        raise ValueError(f"a file of over {_MOST_BYTES >> 20} MiB: cut it into several")
    if suffix in ("html", "htm"):
        return (_web_page(name, data),)
    if suffix == "docx":
        return (_word_file(name, data),)
    if suffix == "pdf":
        return _pdf_pages(name, data, cache, kind)
    return _text_pages(name, decode(data), kind)


def _text_pages(name: str, decoded: Decoded, kind: FileKind | None) -> tuple[PageText, ...]:
    from beibei_site.parsing.sources.feeds import part_pages, without_feeds
    from beibei_site.parsing.sources.layout import order_columns

    may_have_several = name.lower().endswith(".txt") and len(decoded.text) <= _MOST
    parts = part_pages(decoded.text, kind) if may_have_several else [without_feeds(decoded.text)]
    found = []
    for at, part in enumerate(parts, 1):
        text, places = order_columns(part) if len(part) <= _MOST else (part, None)
        found.append(PageText(name=_page_name(name, at), text=text, encoding=decoded.encoding, places=places))
    return replace(found[0], problems=tuple(_guessed(name, decoded))), *found[1:]


def _pdf_pages(name: str, data: bytes, cache: Cache | None, kind: FileKind | None) -> tuple[PageText, ...]:
    from beibei_site.parsing.folio.names import issue_in_words
    from beibei_site.parsing.sheet.reading import to_text
    from beibei_site.parsing.sources.flow import is_flowing, to_flow

    read = partial(_pdf, data)
    pdf = cache.remember("pdf", digest(data), PdfText, read) if cache else read()
    page = partial(PageText, encoding="pdf", issue=issue_in_words(pdf.title, "metadata"))
    problems = tuple(_untold(name, pdf))
    if kind in ("article", "collection") or (kind is None and is_flowing(pdf.sheets)):
        text, furniture = to_flow(pdf.sheets)
        return (page(name=name, text=text, flowing=True, furniture=furniture, problems=problems),)
    order = partial(_in_order, pdf)
    sheets = cache.remember("sheets", digest(data), tuple[Sheet, ...], order) if cache else order()
    return tuple(
        page(name=_page_name(name, at), text=to_text(sheet), sheet=sheet, problems=() if at > 1 else problems)
        for at, sheet in enumerate(sheets, 1)
    )


def _untold(name: str, pdf: PdfText) -> Iterator[Problem]:
    """A problem for a PDF whose fonts do not say what all of their signs stand for."""
    if pdf.untold:
        whole = sum(len(line.text.replace(" ", "")) for sheet in pdf.sheets for line in sheet.lines)
        message = f"{name}: its fonts do not tell {pdf.untold:,} of its {whole:,} characters"
        remedy = "Look at its articles; if many are wrong, run OCR on it, or use text from elsewhere."
        yield Problem("untold-characters", "warning", message, remedy)


def open_pdf(data: bytes) -> tuple[PdfText, tuple[Sheet, ...] | None] | None:
    """The type of a PDF, and, unless it looks like one text that flows, its pages in reading order; None if
    it cannot be read. This is what takes long in `read_pages`."""
    from beibei_site.parsing.sources.flow import is_flowing

    try:
        pdf = _pdf(data)
    except ValueError:
        return None
    return pdf, None if is_flowing(pdf.sheets) else _in_order(pdf)


def unopened(files: Iterable[tuple[str, bytes]], cache: Cache) -> list[bytes]:
    """The PDFs among files (name and bytes) that no build has opened yet."""
    pdfs = (data for name, data in files if name.lower().endswith(".pdf"))
    return [data for data in pdfs if not cache.has("pdf", digest(data))]


def keep_opened(data: bytes, opened: tuple[PdfText, tuple[Sheet, ...] | None] | None, cache: Cache) -> None:
    """Let `read_pages` find what `open_pdf` has returned."""
    for kind, value in zip(("pdf", "sheets"), opened or (), strict=False):
        if value is not None:
            cache.put(kind, digest(data), value)


def _guessed(name: str, decoded: Decoded) -> Iterator[Problem]:
    """A problem for a text whose encoding is uncertain."""
    if decoded.certainty < _CERTAIN:
        message = f"{name}: read as {decoded.encoding}, which is {decoded.certainty:.0%} certain"
        yield Problem("guessed-encoding", "warning", message, "Save the file as UTF-8 if its text is wrong.")


def _web_page(name: str, data: bytes) -> PageText:
    from beibei_site.parsing.sources.html import read_html

    web = read_html(data)
    return PageText(
        name=name,
        text=web.text,
        encoding=web.encoding,
        flowing=True,
        furniture=web.furniture,
        issue=web.issue,
    )


def _word_file(name: str, data: bytes) -> PageText:
    from beibei_site.parsing.sources.word import read_word

    return PageText(name=name, text=read_word(data), encoding="docx", flowing=True)


def _pdf(data: bytes) -> PdfText:
    from beibei_site.parsing.pdf.pdfium import read_pdf
    from beibei_site.parsing.sources.apart import call_apart

    return call_apart(read_pdf, data)


def _in_order(pdf: PdfText) -> tuple[Sheet, ...]:
    from beibei_site.parsing.sheet.reading import in_order

    return tuple(in_order(sheet) for sheet in pdf.sheets)


def _page_name(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{PAGE}{number}"
