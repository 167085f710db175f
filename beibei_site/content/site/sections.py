"""Files of the site that are made together, of one value, and only if that is another than last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType

import msgspec

from beibei_site.content.output import AnyFile, KeyedFile


@dataclass(frozen=True, slots=True)
class Section:
    """Files that `make()` makes of a value; `key` is the digest of all of it. A section has the same `name`
    in every build."""

    name: str
    key: str
    make: Callable[[], Iterable[AnyFile]] = field(repr=False)


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a section was made of, and the path and the key of each of its files, in turn."""

    key: str
    files: tuple[str, ...]


class Sections:
    """The sections of a site as the last build has left them, `before`, and as this one does, `now`."""

    def __init__(self, before: Mapping[str, Made] = MappingProxyType({})) -> None:
        self.before = before
        self.now: dict[str, Made] = {}

    def files(self, sections: Iterable[Section]) -> Iterator[KeyedFile]:
        """The files of `sections`. One with the key it had is not made, unless a file of it is missing."""
        for section in sections:
            known = self.before.get(section.name)
            if known and known.key == section.key:
                self.now[section.name] = known
                again = _Again(section)
                for path, key in zip(known.files[::2], known.files[1::2], strict=True):
                    yield KeyedFile(path, key, partial(again.data, path))
            else:
                told: list[str] = []
                for file in section.make():
                    keyed = _keyed(file, section)
                    told += keyed.path, keyed.key
                    yield keyed
                self.now[section.name] = Made(section.key, tuple(told))


def _keyed(file: AnyFile, section: Section) -> KeyedFile:
    """A file that is not keyed itself has the key of its section."""
    if isinstance(file, KeyedFile) and file.key:
        return file
    return KeyedFile(file.path, section.key, lambda: file.data)


@dataclass
class _Again:
    """A section that is made after all, once, if one of its files is asked for."""

    section: Section

    @cached_property
    def _files(self) -> dict[str, AnyFile]:
        return {file.path: file for file in self.section.make()}

    def data(self, path: str) -> bytes:
        return self._files[path].data
