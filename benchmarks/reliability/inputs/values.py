"""Values that do not belong where they stand: `values.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import get_args

from benchmarks.reliability.inputs.archive import Case, Expected
from benchmarks.reliability.inputs.damage import edit

_CASES = Path(__file__).with_name("values.txt")
_LINE = re.compile(rf"(.+?)(?:  # ({'|'.join(get_args(Expected))}))?")


def cases() -> Iterator[Case]:
    """Every line of the file."""
    _, *sections = re.split(r"^== ", _CASES.read_text("utf-8"), flags=re.MULTILINE)
    for section in sections:
        file, *lines = section.strip("\n").split("\n")
        for line in lines:
            found = _LINE.fullmatch(line)
            assert found, line
            yield Case(f"{file}: {found[1]}", file, edit(partial(_with, found[1])), found[2] or "error")


def _with(line: str, data: bytes) -> bytes:
    """YAML, or an article, in which `line` stands in the place of the first with its key, or is added."""
    key = line.partition(": ")[0]
    written = re.compile(rf"^( *){re.escape(key)}:.*(?:\n\1 +.*)*$", re.MULTILINE)
    text, count = written.subn(lambda found: found[1] + line, data.decode(), count=1)
    if not count:
        head = "---\n" if text.startswith("---\n") else ""
        text = f"{head}{line}\n{text.removeprefix(head)}"
    return text.encode()
