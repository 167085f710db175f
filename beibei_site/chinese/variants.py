"""Traditional characters and the simplified ones they are matched as, from OpenCC's tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from opencc import OpenCC


@cache
def variants() -> dict[str, str]:
    """Traditional → simplified, one character each. Characters also used in simplified text are left
    out, so that a search in simplified text finds exactly what is printed.

    >>> variants()["經"], "著" in variants()
    ('经', False)
    """
    simplified = {line[0] for line in _table("STCharacters")}
    found = {line[0]: line[1].split(" ")[0] for line in _table("TSCharacters")}
    folded = {a: b for a, b in found.items() if a not in simplified and a != b and len(a) == len(b) == 1}
    return folded | {"○": "〇"}  # a common newspaper form of the zero in 二〇二〇年


def simplify(text: str) -> str:
    """`text`, at the same length, with traditional characters replaced by simplified ones.

    >>> simplify("國務院總理")
    '国务院总理'
    """
    return text.translate(_by_number())


def to_traditional(text: str) -> str:
    """`text` in the traditional characters and the words of Taiwan.

    >>> to_traditional("检索全文，下载数据")
    '檢索全文，下載資料'
    """
    converted: str = _traditional().convert(text)
    return converted


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2twp")


@cache
def _by_number() -> dict[int, str]:
    return str.maketrans(variants())


def _table(name: str) -> list[list[str]]:
    text = resources.files("opencc").joinpath(f"dictionary/{name}.txt").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if "\t" in line]


def variants_among(chars: Iterable[str]) -> dict[str, str]:
    """Those of `chars` that are themselves variants."""
    return {c: variants()[c] for c in sorted(variants().keys() & set(chars))}
