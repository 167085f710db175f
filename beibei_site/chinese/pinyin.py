"""Names in pinyin without tones: in addresses, in the order of an index, as readers type them."""

from __future__ import annotations

from functools import lru_cache

from beibei_site.domain.text import slug

_LONGEST = 120  # characters of a part of an address that is made from a name


def pinyin(text: str, between: str = "") -> str:
    """`text` in pinyin, its syllables with `between` them.

    >>> pinyin("周旭"), pinyin("周旭 A", " ")
    ('zhouxu', 'zhou xu  a')
    """
    return between.join(_syllables(text)).lower()


def initials(text: str) -> str:
    """The first letters of its syllables.

    >>> initials("周旭")
    'zx'
    """
    return "".join(_syllables(text, first_letters=True)).lower()


def in_letters(name: str) -> str:
    """A name in the letters of an address, cut if it is very long; empty if nothing is left.

    >>> in_letters("副刊"), in_letters("○")
    ('fu-kan', '')
    """
    return slug(pinyin(name, "-"))[:_LONGEST].strip("-")


@lru_cache(maxsize=65536)  # a name is sought, sorted and addressed by them
def _syllables(text: str, *, first_letters: bool = False) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(text, style=Style.FIRST_LETTER if first_letters else Style.NORMAL))
