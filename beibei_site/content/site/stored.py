"""The site as it lies on the disk: its files, and those that are not as the last build left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError
from beibei_site.content.site.making import Seen
from beibei_site.content.site.mark import read_mark


class SiteFiles(Mapping[str, bytes]):
    """The files that the program has made in `output`, by their paths; each is read when it is asked for."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._paths = dict.fromkeys(p for p in sorted(read_mark(output).paths) if (output / p).is_file())

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        try:
            return files.read(self._output / path) or b""
        except PathError:  # a link: nothing of ours
            return b""

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __len__(self) -> int:
        return len(self._paths)


def key_of(output: Path) -> str:
    """The key under which the cache holds what was seen of the files of a site."""
    return digest(str(output.resolve()))


def changed_files(output: Path, cache: Cache) -> Iterator[str]:
    """The paths of the files that do not hold what the last build has written, as far as it is known."""
    for path, seen in sorted((cache.get("site", key_of(output), dict[str, Seen]) or {}).items()):
        try:
            data = files.read(output / path)
        except PathError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest()[: len(seen.digest)] != seen.digest:
            yield path
