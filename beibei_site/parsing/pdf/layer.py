"""The invisible type that OCR lays over a picture: set evenly in lines.

OCR knows its lines well and its characters badly: words are pressed into the boxes where their ink was seen,
in a size as high as what is beside them. Chinese type is set solid, so the length of a line tells where its
characters are, and how large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from beibei_site.parsing.pdf.glyphs import Glyph
from beibei_site.parsing.sheet.model import Box, Char

_PRESSED = 0.2  # of the size: how far half of the signs are from a square
_LEVEL = 0.3  # of the size: baselines of one line differ by less from sign to sign
_APART = 1.5  # of the size: signs of one line are not farther apart, nor farther back
_ENOUGH = 4.0  # squares: the shortest line that tells its size
_NARROW = 0.5  # of a square: a Latin letter


def is_pressed(glyphs: Iterable[Glyph]) -> bool:
    """Whether signs that should fill a square are wider or narrower."""
    wide = [glyph.width / glyph.size for glyph in glyphs if glyph.is_square]
    return bool(wide) and median(abs(width - 1) for width in wide) > _PRESSED


def even_out(chars: Sequence[Char], rise: float) -> list[Char]:
    """`chars` of a page in the order of the file, each as wide as the file says, set evenly in their lines;
    `rise`: how far a square stands above its baseline, of its size."""
    lines = list(_lines(chars))
    told = [_pitch(line) / _size(line) for line in lines if _squares(line) >= _ENOUGH]
    usual = median(told) if told else 1.0
    return [char for line in lines for char in _set(line, usual, rise)]


def _lines(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Signs that follow each other in the file and on a line."""
    line: list[Char] = []
    for char in chars:
        if line and not _follows(line[-1], char):
            yield line
            line = []
        line.append(char)
    if line:
        yield line


def _follows(before: Char, char: Char) -> bool:
    size = min(before.size, char.size)
    return (
        abs(before.base - char.base) <= _LEVEL * size
        and -_APART * size <= char.box.x0 - before.box.x1 <= _APART * size
    )


def _squares(line: Sequence[Char]) -> float:
    return sum(_NARROW if char.narrow else 1.0 for char in line)


def _size(line: Sequence[Char]) -> float:
    """The size that the file gives."""
    return median(char.size for char in line)


def _pitch(line: Sequence[Char]) -> float:
    """The width of a square, in points."""
    return (max(char.box.x1 for char in line) - min(char.box.x0 for char in line)) / _squares(line)


def _set(line: Sequence[Char], usual: float, rise: float) -> Iterator[Char]:
    pitch = _pitch(line)
    size = pitch if _squares(line) >= _ENOUGH else usual * _size(line)
    x = min(char.box.x0 for char in line)
    for char in line:
        wide = (_NARROW if char.narrow else 1.0) * pitch
        box = Box(x, char.base - rise * size, x + wide, char.base + (1 - rise) * size)
        yield replace(char, box=box, size=size)
        x += wide
