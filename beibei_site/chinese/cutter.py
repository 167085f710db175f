"""What cuts a text into words: rjieba if it is installed, jieba otherwise.

rjieba is jieba's algorithm and dictionary in Rust, some twenty times as fast. Two words in ten thousand
differ, all of the kind of F-16 or 2024-2025. So an index says what cut it, and a query of its words is cut by
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from beibei_site.chinese.segmenter import dictionary


@dataclass(frozen=True, slots=True)
class Cutter:
    """`name`: with the version."""

    name: str
    cut: Callable[[str], Iterable[str]]


@cache
def cutters() -> tuple[Cutter, ...]:
    """Those that are installed, the fastest first."""
    slow = Cutter(f"jieba {metadata.version('jieba')}", lambda text: dictionary().cut(text))
    try:
        import rjieba
    except ImportError:
        return (slow,)
    return Cutter(f"rjieba {metadata.version('rjieba')}", rjieba.cut), slow


def cutter_named(name: str) -> Cutter | None:
    """None if it is not installed."""
    return next((cutter for cutter in cutters() if cutter.name == name), None)
