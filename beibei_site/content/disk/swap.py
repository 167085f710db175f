"""Two folders change places: whoever looks finds the one or the other, never a mixture."""

from __future__ import annotations

from pathlib import Path

from beibei_site.content.disk import files


def swap_in(new: Path, place: Path) -> None:
    """Let the folder `new` lie at `place`; what lay there, if anything, lies at `new` afterwards.

    One step where the system can exchange two names. Elsewhere two renames: a kill between them leaves no
    folder at `place` until `mend_swap`. Raises OSError, and has changed nothing, if `place` cannot be moved.
    """
    if not place.exists():
        new.rename(place)
    elif not files.exchange(new, place):
        away = _away(place)
        place.rename(away)
        try:
            new.rename(place)
        except OSError:
            away.rename(place)
            raise
        away.rename(new)


def mend_swap(new: Path, place: Path) -> None:
    """Complete what a kill has left of the renames of `swap_in`, so that a folder lies at `place` again."""
    away = _away(place)
    if away.is_dir() and not place.exists():
        away.rename(place)
    elif away.is_dir() and not new.exists():
        away.rename(new)


def _away(place: Path) -> Path:
    return place.with_name(f".{place.name}.away")
