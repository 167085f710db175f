"""How heavy each line of type is: its ink beside that of the page's usual type.

Strokes differ more from character to character than from regular to bold. So each character is compared with
the same one in the usual type of the page, and only a character that does not occur there with all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from beibei_site.parsing.sheet.model import Char, TypeLine

SCALE = 1.5  # pixels per point: enough to tell bold from regular
_USUAL = 0.03  # of the size: what differs by less is type of the same size
_FAINT = 0.1  # of the contrast of black on white: with less, no ink can be told from its ground

Pixels = NDArray[np.uint8]  # a page in grey, 0 black to 255 white
Numbers = NDArray[np.float64]


def weigh(lines: Sequence[TypeLine], chars: Sequence[Char], pixels: Pixels) -> list[TypeLine]:
    """`lines`, which are made of `chars`, with their ink and that of their openings.

    `pixels` shows the page with `SCALE` pixels per point.
    """
    if not chars:
        return list(lines)
    ink = np.array([_coverage(char, pixels) for char in chars])
    usual = _usual(chars, ink)
    centres = np.array([char.box.centre for char in chars])
    sizes = np.array([char.size for char in chars])
    found = []
    for line in lines:
        box = line.box
        x, y = centres[:, 0], centres[:, 1]
        inside = (box.x0 <= x) & (x <= box.x1) & (box.y0 <= y) & (y <= box.y1)
        own = np.flatnonzero(inside & (sizes > 0.5 * line.size))
        own = own[np.argsort(centres[own, int(line.vertical)], kind="stable")]
        cut = len(line.opening)
        opening, rest = (_share(ink[part], usual[part]) for part in (own[:cut], own[cut:]))
        found.append(
            replace(
                line,
                ink=_share(ink[own], usual[own]),
                opening_ink=opening / rest if cut and rest else 1.0,
            )
        )
    return found


def _coverage(char: Char, pixels: Pixels) -> float:
    """The share of a character's square that is inked."""
    box = char.box
    part = pixels[
        max(0, int(box.y0 * SCALE)) : int(box.y1 * SCALE) + 1,
        max(0, int(box.x0 * SCALE)) : int(box.x1 * SCALE) + 1,
    ]
    if not part.size:
        return 0.0
    lightest, darkest = float(part.max()) / 255, float(part.min()) / 255
    ground = lightest if lightest - char.light >= char.light - darkest else darkest
    contrast = ground - char.light
    mean = float(part.sum()) / part.size / 255
    return (ground - mean) / contrast if abs(contrast) > _FAINT else 0.0


def _usual(chars: Sequence[Char], ink: Numbers) -> Numbers:
    """What each character would have in the usual type."""
    size = Counter(round(char.size * 4) / 4 for char in chars).most_common(1)[0][0]
    plain = [at for at, char in enumerate(chars) if abs(char.size - size) <= _USUAL * size]
    known: defaultdict[str, list[float]] = defaultdict(list)
    for at in plain:
        known[chars[at].text].append(ink[at])
    whole = float(np.mean(ink[plain]))
    of = {text: (sum(values) + whole) / (len(values) + 1) for text, values in known.items()}
    return np.array([of.get(char.text, whole) for char in chars])


def _share(ink: Numbers, usual: Numbers) -> float:
    whole = float(usual.sum())
    return float(ink.sum()) / whole if whole else 1.0
