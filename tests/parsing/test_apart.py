"""Files that explode: each costs itself, with a message for people."""

from __future__ import annotations

import io
import os
import time
import zipfile

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.parsing.sources.apart import call_apart
from beibei_site.parsing.sources.seeds import read_pages


def fall_over(data: bytes) -> bytes:
    os.abort()


def work_on(data: bytes) -> bytes:
    while True:
        time.process_time()


def grow(data: bytes) -> bytes:
    return b"x" * (2**40)


def answer(data: bytes) -> bytes:
    return data.upper()


def refuse(data: bytes) -> bytes:
    raise ValueError("it is a scan")


@pytest.mark.parametrize(
    ("function", "seconds", "words"),
    [
        (fall_over, 60, "the reader fell over"),
        (work_on, 2, r"went beyond its limits \(2 s, 1024 MiB\)"),
        (grow, 60, "MemoryError"),
        (refuse, 60, "it is a scan"),
    ],
)
def test_what_a_reader_does_costs_its_file_only(function: object, seconds: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call_apart(function, b"", seconds=seconds, size=2**30)  # type: ignore[arg-type]
    assert call_apart(answer, b"abc") == b"ABC"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_fork_of_a_process_that_has_read_something() -> None:
    """It inherits the server of its parent, which is not its to use."""
    assert call_apart(answer, b"parent") == b"PARENT"
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if call_apart(answer, b"child") == b"CHILD" else 1
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_pdf_of_too_many_pages_or_characters() -> None:
    many = pymupdf.open()
    for _ in range(501):
        many.new_page()
    with pytest.raises(ValueError, match="501 pages"):
        read_pages("a.pdf", many.tobytes())
    full = pymupdf.open()
    page = full.new_page()
    for row in range(1030):
        page.insert_text((row % 10 * 55, 5 + row // 10 * 8), "a" * 100, fontsize=1)
    with pytest.raises(ValueError, match="characters; it may have 100,000"):
        read_pages("a.pdf", full.tobytes())


def test_a_word_file_that_unfolds() -> None:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(257):
            part.write(bytes(2**20))
    with pytest.raises(ValueError, match="unfolds to more than 256 MiB"):
        read_pages("a.docx", held.getvalue())


def test_a_web_page_of_elements_inside_one_another() -> None:
    def nested(depth: int) -> bytes:
        return f"<html><body>{'<div>' * depth}渡口{'</div>' * depth}".encode()

    assert "渡口" in read_pages("a.html", nested(400))[0].text
    with pytest.raises(ValueError, match="cannot be read"):
        read_pages("a.html", nested(20_000))


PDF = pymupdf.open()
PDF.new_page().insert_text((72, 72), "A school in the town has opened its doors.")
WHOLE = PDF.tobytes()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_pdf_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    try:
        assert read_pages("a.pdf", bytes(data))
    except ValueError as error:
        assert str(error)
