"""A table that is too large for one script, spread over several: each key has its place by its hash (FNV-1a),
which `static/search/spread.mjs` computes too."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from beibei_site.content.output import OutputFile
from beibei_site.search.browser.scripts import script

_PRIME, _BASIS, _BITS = 0x01000193, 0x811C9DC5, 0xFFFFFFFF


def place_of(key: str, count: int) -> int:
    """Which of `count` scripts holds a key.

    >>> place_of("周旭", 1), place_of("周旭", 64), place_of("zhouxu", 64)
    (0, 61, 37)
    """
    value = _BASIS
    for char in key:
        value = (value ^ ord(char)) * _PRIME & _BITS
    return (value ^ value >> 16) % count


def spread(name: str, table: Mapping[str, Sequence[object]], typical: int) -> list[OutputFile]:
    """The scripts `search/<name>/0.js` and so on, a power of two of them, so that their number seldom
    changes, and on average of two thirds to four thirds of `typical` bytes."""
    size = sum(len(json.dumps([key, row], ensure_ascii=False).encode()) for key, row in table.items())
    count = 1 << max(0, (3 * size // (2 * typical)).bit_length() - 1)
    parts: list[dict[str, Sequence[object]]] = [{} for _ in range(count)]
    for key, row in sorted(table.items()):
        parts[place_of(key, count)][key] = row
    return [script(f"{name}/{at}", "table", f"{name}/{at}", part) for at, part in enumerate(parts)]
