"""Pinyin suggestions for names and topics: `zhouxu` or `zx` for a name of two characters."""

from __future__ import annotations

from pypinyin import lazy_pinyin

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Facet

_OFFERED: tuple[Facet, ...] = ("people", "topics", "places")


def find_offers(archive: Archive) -> list[list[str]]:
    """For each entry with an article: facet, preferred form, pinyin, pinyin initials."""
    names = {
        (facet, r.preferred)
        for facet in _OFFERED
        for r in archive.entries(facet)
        if archive.with_entry(facet, r.id)
    }
    return [[facet, name, *_pinyin(name)] for facet, name in sorted(names)]


def _pinyin(name: str) -> tuple[str, str]:
    syllables = lazy_pinyin(name)
    return "".join(syllables).lower(), "".join(s[:1] for s in syllables).lower()
