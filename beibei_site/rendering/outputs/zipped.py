"""ZIP archives whose bytes depend on nothing but the files in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows
_UNIX = 3  # the system that made the archive: whatever it is, the bytes are the same
_READABLE = 0o100644 << 16


def zipped(files: Iterable[tuple[str, str]], first: tuple[str, str] | None = None) -> bytes:
    """An archive of texts by their names, in this order; `first` stands before them and is not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if first:
            _add(archive, *first, zipfile.ZIP_STORED)
        for name, text in files:
            _add(archive, name, text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, method
    archive.writestr(entry, text.encode())
