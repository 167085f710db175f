"""Seals what the program keeps for itself: bytes that another user has planted are not taken for its own.

The key lies in the user's own folder for such things (`$XDG_STATE_HOME`, usually `~/.local/state`), not in
the archive, so that a copied or shared cache is worth nothing and harms nobody.
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from beibei_site.unchanged import KEY_SIZE, key_path


def seal(*parts: bytes) -> bytes:
    """The HMAC-SHA256 of `parts`, kept apart from each other, by this user's key."""
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(_key(), message, "sha256")


def is_sealed(mark: object, *parts: bytes) -> bool:
    """Whether `mark` is the seal of `parts`."""
    return isinstance(mark, bytes) and hmac.compare_digest(mark, seal(*parts))


@cache
def _key() -> bytes:
    """This user's key, made when it is first needed; one for this run alone if it cannot be kept."""
    new = secrets.token_bytes(KEY_SIZE)
    with suppress(OSError):  # no such folder, or not to be written to
        path = Path(key_path())
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists() or path.stat().st_size != KEY_SIZE:
            _write(path, new)
        kept = path.read_bytes()
        return kept if len(kept) == KEY_SIZE else new
    return new


def _write(path: Path, key: bytes) -> None:
    """Another build that makes one at the same time finds a whole key, and uses it too."""
    beside = path.with_name(f"key.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        file.write(key)
    if path.exists():
        beside.replace(path)  # a damaged one
    else:
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
