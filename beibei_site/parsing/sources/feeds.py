"""The pages of a text: what reads PDFs and pictures puts a form feed behind each."""

from __future__ import annotations

from beibei_site.domain.issue import FileKind
from beibei_site.parsing.documents.kinds import find_kind
from beibei_site.parsing.documents.rows import read_rows
from beibei_site.parsing.folio.issue import folio_lines


def part_pages(text: str, kind: FileKind | None) -> list[str]:
    """The texts of the pages that form feeds part, or one text if it is an article or a collection, though it
    stands on several. `kind` is the one set by its curator (None: detect it)."""
    pages = [page for page in text.split("\f") if page.strip()]
    whole = without_feeds(text)
    if len(pages) < 2 or kind in ("article", "collection"):
        return [whole]
    return [whole] if kind is None and _flows(whole) else pages


def without_feeds(text: str) -> str:
    """A text with a blank line for each form feed."""
    return text.replace("\f", "\n\n")


def _flows(text: str) -> bool:
    lines = text.split("\n")
    return find_kind(lines, read_rows(text), folio_lines(lines)) != "page"
