"""Full and short forms of place names, and words that are a kind of place rather than a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_LARGE_UNITS = ("自治区", "自治州", "自治县")
_UNITS = (*_LARGE_UNITS, "街道", "省", "市", "州", "县", "区", "镇", "乡", "村")

_GENERIC = re.compile(
    """
    (?: [全各我该本此两多每某老新旧主大小] | 贫困 | 示范 | 中心 | 高新 )*
    (?: [城市县景园山校社地郊港牧林灾库矿片]区 | 新[区城] | 城市 | [城乡街村古重]镇 | [农山渔乡]村
      | 省 | 市 | 州 | 县 | 区 | 镇 | 乡 | 村 )
  | [来赴返离抵驻] [^ ]
    """,
    re.X,
)


def is_generic(form: str) -> bool:
    """Whether a string is a kind of place rather than a name: 老城区, 我市.

    >>> is_generic("贫困村"), is_generic("柳荫镇")
    (True, False)
    """
    return bool(_GENERIC.fullmatch(form))


def full_forms(names: Iterable[str]) -> dict[str, str]:
    """A short form → the only place in the archive with that name in full: 绵阳 → 绵阳市."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        units = [u for u in _UNITS if (u in _LARGE_UNITS) == name.endswith(_LARGE_UNITS)]
        for unit in units:
            stem = name.removesuffix(unit)
            if stem != name and len(stem) >= 2:
                forms[stem].add(name)
    return {stem: next(iter(full)) for stem, full in forms.items() if len(full) == 1}
