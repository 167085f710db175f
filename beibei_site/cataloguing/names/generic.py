"""Places in full and in short, and words that name a kind of place and none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_LARGE_UNITS = ("自治区", "自治州", "自治县")
_UNITS = (*_LARGE_UNITS, "街道", "省", "市", "州", "县", "区", "镇", "乡", "村")


def full_forms(names: Iterable[str]) -> dict[str, str]:
    """A place without its unit → the one place of the archive that has it: 绵阳 → 绵阳市."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        units = [u for u in _UNITS if (u in _LARGE_UNITS) == name.endswith(_LARGE_UNITS)]
        for unit in units:
            stem = name.removesuffix(unit)
            if stem != name and len(stem) >= 2:
                forms[stem].add(name)
    return {stem: next(iter(full)) for stem, full in forms.items() if len(full) == 1}
