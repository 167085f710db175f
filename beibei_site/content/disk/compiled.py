"""Code that the program compiles from files of its own which are no modules. It lies where Python keeps that
of modules: in a `__pycache__`, or below PYTHONPYCACHEPREFIX, and is as safe there.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path


def read_compiled(name: str, key: str) -> bytes | None:
    """What was last kept under this name (of letters and digits), if it was with this key."""
    try:
        data = _path(name).read_bytes()
    except OSError:
        return None
    kept = key.encode()
    return data[len(kept) :] if data.startswith(kept) else None


def keep_compiled(name: str, key: str, data: bytes) -> None:
    """Keep it, if Python may keep such things here; `key`: a digest of what it was made from."""
    if sys.dont_write_bytecode:
        return
    path = _path(name)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(key.encode() + data)
        beside.replace(path)


def _path(name: str) -> Path:
    return Path(cache_from_source(__file__, optimization=name))
