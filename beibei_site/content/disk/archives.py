"""Zip files, read as if they were folders: nothing is unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from beibei_site.content.disk.paths import PAGE_KINDS, PathError, check_part, is_litter, show

_LARGEST = 256 * 2**20  # bytes of one file, unpacked: more is no page
_WHOLE = 2**30  # bytes of all of them
_UP = (".", "..")  # not hidden: refused
_MOST = 20_000  # pages


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of an archive by their paths in it; what was refused there with the reason; the files of
    other kinds."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def unpack(data: bytes) -> Unpacked:
    """The pages in a zip file, in the order of their names.

    Hidden files and litter do not count. Raises ValueError if it is no zip file.
    """
    found, size = Unpacked(), 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = list(_files(archive))
            found.others.extend(name for name, _ in listed if not _is_page(name))
            pages = sorted((pair for pair in listed if _is_page(pair[0])), key=lambda pair: pair[0])
            for name, info in pages[:_MOST]:
                size += _read(archive, name, info, found, size)
            if len(pages) > _MOST:
                why = f"an archive may hold {_MOST} pages: this one and all after it are left out"
                found.refused[show(pages[_MOST][0])] = why
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise ValueError(f"this zip file cannot be read ({error}); is it damaged?") from None
    return found


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for info in archive.infolist():
        name = _name(info)
        if not info.is_dir() and not any(is_litter(part) and part not in _UP for part in name.split("/")):
            yield name, info


def _is_page(name: str) -> bool:
    return name.lower().endswith(PAGE_KINDS)


def _name(info: zipfile.ZipInfo) -> str:
    """The path of a file; one that says no encoding is UTF-8, else that of Chinese Windows."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _read(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, found: Unpacked, size: int) -> int:
    """Read or refuse a file; returns its size. `size` is that of the files before it."""
    try:
        for part in name.split("/"):
            check_part(part)
    except PathError as error:
        found.refused[show(name)] = str(error)
        return 0
    if info.flag_bits & 0x1:
        found.refused[name] = "it is encrypted"
    elif info.file_size + size > _WHOLE:
        found.refused[name] = f"the archive unfolds to more than {_WHOLE >> 20} MiB: make several of it"
    elif info.file_size > _LARGEST:
        found.refused[name] = "it is too large"
    elif name in found.files:
        found.refused[name] = "another file there has the same name"
    else:
        try:
            with archive.open(info) as file:
                found.files[name] = file.read(_LARGEST)
            return len(found.files[name])
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
            found.refused[name] = f"it is damaged ({error})"
    return 0
