"""A PDF → page text, as the tools of the trade give it."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2

from beibei_site.parsing.sources.seeds import PageText, read_pages


def pdftotext(path: Path) -> str:
    """Poppler, in the order of the page's columns."""
    return _run("pdftotext", "-enc", "UTF-8", str(path), "-")


def pdftotext_raw(path: Path) -> str:
    """Poppler, in the order of the content stream."""
    return _run("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-")


def pdftotext_layout(path: Path) -> str:
    """Poppler, keeping the picture of the page: columns stand side by side in one line."""
    return _run("pdftotext", "-layout", "-enc", "UTF-8", str(path), "-")


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def by_pdfminer(path: Path) -> str:
    return str(pdfminer.high_level.extract_text(str(path)))


def by_pdfium(path: Path) -> str:
    return "\n\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(str(path)))


def by_pymupdf(path: Path) -> str:
    return "\n\n".join(page.get_text() for page in pymupdf.open(str(path)))


def by_pypdf(path: Path) -> str:
    return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(str(path)).pages)


def own_pages(path: Path) -> tuple[PageText, ...]:
    """The pages as this program reads a PDF: lines of type with their boxes."""
    return read_pages(path.name, path.read_bytes())


def markdown(path: Path) -> str:
    """As OCR to Markdown gives it: paragraphs on one line, half-width commas, headings marked by size."""
    return str(path.with_suffix(".md").read_text("utf-8"))


EXTRACTORS: dict[str, Callable[[Path], str]] = {
    "pdftotext": pdftotext,
    "pdftotext -raw": pdftotext_raw,
    "pdftotext -layout": pdftotext_layout,
    "pdfminer": by_pdfminer,
    "pymupdf": by_pymupdf,
    "pypdf": by_pypdf,
    "pdfium": by_pdfium,
    "ocr markdown": markdown,
}


def to_markdown(page: str) -> str:
    """The composed HTML as OCR to Markdown would write it."""
    body = page[page.index("<body>") + 6 :]
    body = re.sub(r"<h1>(.*?)</h1>", r"\n\n# \1\n\n", body)
    body = re.sub(r'<p class="(?:kicker|deck)">(.*?)</p>', r"\n\n### \1\n\n", body)
    body = re.sub(r"<h3>(.*?)</h3>", r"\n\n#### \1\n\n", body)
    body = re.sub(r"<p[^>]*>(.*?)</p>", r"\n\n\1\n\n", body)
    body = (
        html.unescape(re.sub(r"<[^>]+>", "", body))
        .replace("，", ",")
        .replace("：", ":")
        .replace("（", "(")
        .replace("）", ")")
    )
    return re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
