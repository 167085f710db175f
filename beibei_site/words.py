"""jieba's dictionary, loaded once, when first needed, without its shared cache file.

jieba keeps its prefix dictionary in a file of predictable name in the shared temporary folder and loads
it with marshal; here it is filled from the dictionary in memory instead, in one pass.
"""

from __future__ import annotations

import importlib
import logging
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Dictionary:
    """jieba's words: `frequency` (0 for what is only the beginning of a word), `tags` (part of speech),
    and a tokenizer that uses just these."""

    frequency: dict[str, int]
    tags: dict[str, str]
    total: int
    tokenizer: Any


@cache
def dictionary() -> Dictionary:
    """The dictionary; the first call takes about a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources, on newer Pythons
        jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.ERROR)
    path = Path(str(jieba.__file__)).with_name("dict.txt")
    frequency, tags, total = _load(path)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequency, total, True
    return Dictionary(frequency, tags, total, tokenizer)


def _load(path: Path) -> tuple[dict[str, int], dict[str, str], int]:
    frequency: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        frequency[word] = number = int(count)
        tags[word] = tag
        total += number
    for word in tags:
        for end in range(1, len(word)):
            frequency.setdefault(word[:end], 0)
    return frequency, tags, total
