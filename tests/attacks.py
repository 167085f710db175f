"""The strings of `tests/cases/attacks.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_CASES = Path(__file__).parent / "cases" / "attacks.txt"


def attacks(*, controls: bool = False) -> list[str]:
    """All of them; those with control characters, which no field may have, only if asked for."""
    _, *sections = re.split(r"^== .*\n", _CASES.read_text("utf-8"), flags=re.MULTILINE)
    lines = [
        line for section in sections[: None if controls else -1] for line in section.strip("\n").split("\n")
    ]
    return [line.encode().decode("unicode_escape") for line in lines]


def batched(strings: Iterable[str], most: int) -> Iterator[list[str]]:
    """The strings in lists of up to `most` characters, with a blank between two of them."""
    some: list[str] = []
    for string in strings:
        if some and len(" ".join([*some, string])) > most:
            yield some
            some = []
        some.append(string)
    yield some
