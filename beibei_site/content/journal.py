"""Changes to `content/` that are made whole or not at all, even if the program is killed among them.

They are first written down in one file, then made, then the file goes. If it is still there at the next
start, what is missing is made up for; a file that a person has changed since is theirs and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from beibei_site.content import store

_PLAN = ".changes.json"


@dataclass(frozen=True, slots=True)
class _Change:
    """A file below `content/`: the digest of what it held (None: it was not there), and what it is to hold
    (None: nothing, it goes)."""

    path: str
    before: str | None
    after: str | None


def change_content(content: Path, written: Mapping[str, bytes], removed: Iterable[str]) -> int:
    """Write and remove files below `content`, by their paths; how many were written anew."""
    held = {path: _digest(content / path) for path in written}
    changes = [
        _Change(path, held[path], data.decode())
        for path, data in written.items()
        if held[path] != store.sha256(data)
    ]
    count = len(changes)
    changes += [_Change(path, _digest(content / path), None) for path in removed]
    if changes:
        store.write_if_changed(content / _PLAN, msgspec.json.encode(changes))
        finish_changes(content)
    return count


def finish_changes(content: Path) -> None:
    """Make those planned changes that have not been made, if there are any."""
    plan = content / _PLAN
    try:
        changes = msgspec.json.decode(plan.read_bytes(), type=list[_Change])
    except FileNotFoundError:
        return
    for change in changes:
        path = content / change.path
        if _digest(path) != change.before:
            continue
        if change.after is None:
            store.remove(path)
        else:
            store.write_if_changed(path, change.after.encode())
    plan.unlink()


def _digest(path: Path) -> str | None:
    try:
        return store.sha256(path.read_bytes())
    except FileNotFoundError:
        return None
