"""ZIP archives whose bytes depend on nothing but the files in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

import msgspec

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows
_UNIX = 3  # the system that made the archive: whatever it is, the bytes are the same
_READABLE = 0o100644 << 16


class Packed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A text as it lies in an archive: the sum that proves it, its size, its bytes, compressed."""

    crc: int
    size: int
    data: bytes


def pack(text: str) -> Packed:
    data = text.encode()
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Packed(zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def zipped(files: Iterable[tuple[str, Packed]], first: tuple[str, str] | None = None) -> bytes:
    """An archive of texts by their names, in this order; `first` stands before them and is not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if first:
            archive.writestr(_entry(first[0], zipfile.ZIP_STORED), first[1].encode())
        for name, packed in files:
            entry = _entry(name, zipfile.ZIP_DEFLATED)
            entry.CRC, entry.file_size, entry.compress_size = packed.crc, packed.size, len(packed.data)
            entry.header_offset = made.tell()
            made.write(entry.FileHeader() + packed.data)
            archive.filelist.append(entry)
            archive.start_dir = made.tell()  # the table of all goes behind the last
    return made.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, method
    return entry
