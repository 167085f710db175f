"""What somebody else has put into the folder of the site: it goes along when the site is exchanged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from beibei_site.content.disk.paths import show
from beibei_site.content.site.listing import Listing, above, folders_of, list_folder, outermost
from beibei_site.content.site.mark import NAME, TEMPORARY, mark_whole, read_mark
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import SetupError

_NAMED = 5  # files of others, in one message


def find_others(listing: Listing, own: Set[str]) -> set[str]:
    """The paths of all that is neither one of `own` nor the mark."""
    return ({*listing.files} | listing.links) - own - {NAME, TEMPORARY}


def why_blocked(path: str, others: Set[str], folders: Set[str]) -> str:
    """Why a file of the site cannot lie at `path`, for people; empty if it can.

    `folders` are those of `others`.
    """
    if path in folders:
        return "a folder lies there that holds files of others"
    if any(folder in others for folder in above(path)):
        return "it lies behind a link, or a file lies where its folder is to be"
    return ""


def link_others(output: Path, new: Path, listing: Listing, others: Iterable[str]) -> None:
    """Give single files of others a second name in the `new` site, so that they are never missing.

    What cannot be linked, as a folder, moves with `bring_back` after the exchange.
    """
    for path in others:
        if path in listing.files:
            with suppress(OSError):
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                os.link(output / path, new / path)


def bring_back(beside: Path, output: Path) -> None:
    """Move what is not the program's from the folder `beside` into the site, and say that all else there is.

    That is after an exchange, or at the next start if the build was killed then.
    """
    mark = read_mark(beside)
    if mark.is_whole or not beside.is_dir():
        return
    if not mark.paths:
        if any(beside.iterdir()):
            raise SetupError(
                "this folder is where the next site is made, but holds files that are not the program's",
                file=beside,
                remedy="Move it away.",
            )
        return
    listing = list_folder(beside)
    folders = folders_of(mark.paths | read_mark(output).paths)
    for item in {outermost(p, folders) for p in find_others(listing, mark.paths) | listing.empty}:
        _move(beside / item, output / item)
    mark_whole(beside)


def _move(source: Path, target: Path) -> None:
    """Move a file or folder; of two files the one that was changed last stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(target):
        source.rename(target)
    elif _is_folder(source) and _is_folder(target):
        for inner in sorted(source.iterdir()):
            _move(inner, target / inner.name)
        source.rmdir()
    elif _is_folder(source) or _is_folder(target):
        raise SetupError(
            f"lies in the way of {source}, which is not the program's",
            file=target,
            remedy="Move one of the two away.",
        )
    elif source.lstat().st_mtime_ns > target.lstat().st_mtime_ns:
        source.replace(target)
    else:
        source.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def tell_others(output: Path, others: Iterable[str], own: Iterable[str]) -> Iterator[Problem]:
    """That something else lies in the folder of the site; a folder of only such files counts as one."""
    folders = folders_of(own)
    named = sorted({outermost(path, folders) for path in others})
    if named:
        more = f" and {len(named) - _NAMED} more" if named[_NAMED:] else ""
        shown = show(", ".join(named[:_NAMED])) + more
        yield Problem("foreign-file", "note", f"{output}: left alone, not made by this program: {shown}")
