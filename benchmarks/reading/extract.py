"""A PDF → page text, from the usual tools."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2

from benchmarks.reading.transcript import transcribe


def by_pdfminer(path: Path) -> str:
    return str(pdfminer.high_level.extract_text(str(path)))


def by_pdfium(path: Path) -> str:
    return "\n\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(str(path)))


def by_pymupdf(path: Path) -> str:
    return "\n\n".join(page.get_text() for page in pymupdf.open(str(path)))


def by_pypdf(path: Path) -> str:
    return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(str(path)).pages)


def _poppler(*options: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        command = ("pdftotext", *options, "-enc", "UTF-8", str(path), "-")
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    return run


EXTRACTORS: dict[str, Callable[[Path], str]] = {
    "pdftotext": _poppler(),
    "pdftotext-raw": _poppler("-raw"),
    "pdftotext-layout": _poppler("-layout"),
    "pdfminer": by_pdfminer,
    "pymupdf": by_pymupdf,
    "pypdf": by_pypdf,
    "pdfium": by_pdfium,
    "ocr-md": transcribe,
}


def write_texts(path: Path) -> dict[str, Path]:
    """The text of a PDF from every tool, in `texts` beside it; tool → file."""
    folder = path.parent / "texts"
    folder.mkdir(exist_ok=True)
    files = {tool: folder / f"{path.stem}.{tool}.txt" for tool in EXTRACTORS}
    for tool, extract in EXTRACTORS.items():
        files[tool].write_text(extract(path), "utf-8")
    return files
