"""Bytes that are made early and written late: until then they lie in a temporary file, not in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cached_property, partial
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from beibei_site.content.output import AnyFile, KeyedFile


class Spool:
    """A temporary file that goes when nothing in it can be asked for any more."""

    def __init__(self) -> None:
        self._end = 0

    @cached_property
    def _file(self) -> IO[bytes]:
        file = TemporaryFile(buffering=0)  # noqa: SIM115
        finalize(self, file.close)
        return file

    def keep(self, data: bytes) -> Callable[[], bytes]:
        """Put `data` here; what is returned reads it again."""
        start, self._end = self._end, self._end + len(data)
        self._file.seek(start)
        self._file.write(data)
        return partial(self._read, start, len(data))

    def keep_file(self, file: AnyFile) -> KeyedFile:
        return KeyedFile(file.path, file.key, self.keep(file.data))

    def _read(self, start: int, size: int) -> bytes:
        if sys.platform == "win32":
            self._file.seek(start)
            return self._file.read(size)
        return os.pread(self._file.fileno(), size, start)  # processes that were forked share its place
