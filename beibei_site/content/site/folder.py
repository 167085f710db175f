"""Writes the site: the new one is made beside the old one, then the two change places.

Files whose bytes are as they were have a name in both folders (a hard link), so that a build touches only
what has changed. Whenever it is killed, and whatever fails, the old site is there or the new one.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, check_part
from beibei_site.content.disk.swap import mend_swap, swap_in
from beibei_site.content.output import AnyFile, KeyedFile
from beibei_site.content.site.listing import folders_of, list_folder, outermost
from beibei_site.content.site.making import New, Seen, seen_now
from beibei_site.content.site.mark import TEMPORARY, claim, list_in_mark
from beibei_site.content.site.others import bring_back, find_others, link_others, tell_others, why_blocked
from beibei_site.content.store import refused
from beibei_site.domain.model import Problem

_FIXED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV}  # a mount, or no right to rename


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the site were written and deleted, what was left alone, and what was seen of the
    files that are the site now."""

    written: int
    deleted: int
    problems: tuple[Problem, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict, compare=False, repr=False)


class Site:
    """The folder of the site as it lies there when a build begins.

    `known` is what an earlier build has seen of its files; without it they are read. Raises SetupError if the
    folder holds files, but none that the program has made.
    """

    def __init__(self, output: Path, known: Mapping[str, Seen] = MappingProxyType({})) -> None:
        self._shown = output
        self._output = Path(os.path.realpath(output))
        self._beside = self._output.with_name(f".{self._output.name}.beside")
        mend_swap(self._beside, self._output)
        self._marked = claim(self._output)
        bring_back(self._beside, self._output)
        self._listing = list_folder(self._output)
        self._others = find_others(self._listing, self._marked)
        self._occupied = folders_of(self._others)
        self._known = known

    def knows(self, file: AnyFile) -> bool:
        """Whether the last build has made a keyed file with the key that it has now."""
        known = self._known.get(file.path)
        return known is not None and known.key == file.key != ""

    def is_as_written(self, path: str) -> bool:
        """Whether a file is there and holds what the last build has written."""
        known = self._known.get(path)
        return known is not None and self._held(path) == known.digest

    def write(self, made: Iterable[AnyFile], kept: Iterable[str] = ()) -> Written:
        """Make the site of the files `made` and of those that are there already and `kept` as they are.

        A keyed file is not made if it is there, and was made with the same key.

        A file of others is neither overwritten nor deleted. Where the folder cannot be exchanged, its files
        are replaced one by one, and a problem says so.
        """
        try:
            new = New(self._beside)
        except OSError as error:
            if error.errno not in _FIXED:
                raise
            return self._write_in_place(made, kept, error)
        problems: list[Problem] = []
        written = 0
        for file in made:
            if self._stays(new, file):
                continue
            try:
                self._check(file)
                written += self._place(new, file)
            except PathError as error:
                problems.append(refused(self._shown / file.path, str(error)))
        for path in kept:
            if path not in new.seen and (digest := self._held(path)):
                self._link(new, path, digest)
        new.clear()
        gone = {path for path in self._marked - new.seen.keys() if path in self._listing.files}
        if written or gone or not self._output.exists():
            why = self._exchange(new)
            if why:
                again = (
                    KeyedFile(path, seen.key, (self._beside / path).read_bytes)
                    for path, seen in [*new.seen.items()]
                )
                return self._write_in_place(again, (), why)
        elif self._marked != new.seen.keys():
            list_in_mark(self._output, new.seen)
        others = tell_others(self._shown, self._others - new.seen.keys(), new.seen)
        return Written(written, len(gone), (*problems, *others), seen=new.seen)

    def _stays(self, new: New, file: AnyFile) -> bool:
        """Let the new site keep a keyed file that both folders hold as it would be made; whether they do."""
        path, known = file.path, self._known.get(file.path)
        if not known or not self.knows(file) or path not in self._marked:
            return False
        entry = self._listing.files.get(path)
        is_there = entry is not None and known.is_still(os.lstat(entry.path))  # the entry would keep it
        return is_there and new.keep(path, known)

    def _held(self, path: str) -> str | None:
        """The digest of a file of the site; None if no plain file is there."""
        entry = self._listing.files.get(path)
        if entry is None:
            return None
        known = self._known.get(path)
        if known and known.is_still(os.lstat(entry.path)):
            return known.digest
        data = files.read(self._output / path)
        return None if data is None else _digest(data)

    def _made(self, file: AnyFile) -> str | None:
        """The digest of a keyed file that is there as it would be made; else None."""
        known = self._known.get(file.path)
        is_same = known and self.knows(file) and self._held(file.path) == known.digest
        return known.digest if known and is_same else None

    def _check(self, file: AnyFile) -> None:
        """Raises PathError if the file may not be written, because of its name or of what lies there."""
        for part in file.path.split("/"):
            check_part(part)
        if why := why_blocked(file.path, self._others, self._occupied):
            raise PathError(why)
        if file.path in self._others and self._held(file.path) != _digest(file.data):
            raise PathError("not made by this program; what belongs there is not written")

    def _place(self, new: New, file: AnyFile) -> bool:
        """Let the new site hold a file; whether the old one does not hold just that."""
        if digest := self._made(file):
            self._link(new, file.path, digest, file.key)
            return False
        data = file.data
        digest = _digest(data)
        if self._held(file.path) == digest:
            self._link(new, file.path, digest, file.key)
            return False
        new.write(file.path, data, digest, file.key)
        return True

    def _link(self, new: New, path: str, digest: str, key: str = "") -> None:
        stat = self._listing.files[path].stat(follow_symlinks=False)
        new.link(path, self._output / path, seen_now(stat, digest, key))

    def _exchange(self, new: New) -> OSError | None:
        """Let the new site and the old one change places; returns why the system does not let them."""
        folders = folders_of(self._marked | new.seen.keys())
        single = {outermost(path, folders) for path in self._others - new.seen.keys()}
        link_others(self._output, self._beside, self._listing, single)
        list_in_mark(self._beside, new.seen)
        if self._output.exists() and self._output.stat().st_mode != self._beside.stat().st_mode:
            self._beside.chmod(self._output.stat().st_mode & 0o7777)
        try:
            swap_in(self._beside, self._output)
        except OSError as error:
            if error.errno not in _FIXED:
                raise
            return error
        bring_back(self._beside, self._output)
        if not self._marked:  # so that the first edit is as cheap as any other
            with suppress(OSError):
                other = New(self._beside)
                for path, seen in new.seen.items():
                    other.link(path, self._output / path, seen)
        return None

    def _write_in_place(self, made: Iterable[AnyFile], kept: Iterable[str], why: OSError) -> Written:
        """Replace the files one by one."""
        places: dict[str, bytes] = {}
        keys: dict[str, str] = {}
        problems: list[Problem] = []
        digests = {path: digest for path in kept if (digest := self._held(path))}
        for file in made:
            try:
                self._check(file)
                if digest := self._made(file):
                    digests[file.path] = digest
                else:
                    places[file.path] = file.data
                keys[file.path] = file.key
            except PathError as error:
                problems.append(refused(self._shown / file.path, str(error)))
        digests |= {path: _digest(data) for path, data in places.items()}
        self._output.mkdir(parents=True, exist_ok=True)
        list_in_mark(self._output, self._marked | digests.keys())
        changed = [path for path in places if self._held(path) != digests[path]]
        for path in changed:
            files.make_folder((self._output / path).parent)
            files.write_temporary(self._output / TEMPORARY, places[path])
            (self._output / TEMPORARY).replace(self._output / path)
        gone = [path for path in self._marked - digests.keys() if path in self._listing.files]
        for path in gone:
            (self._output / path).unlink(missing_ok=True)
            files.prune((self._output / path).parent, self._output)
        list_in_mark(self._output, digests)
        message = f"{self._shown}: replaced file by file, as the folder itself cannot be: {why.strerror}"
        problems.append(Problem("not-exchanged", "note", message))
        problems += tell_others(self._shown, self._others - digests.keys(), digests)
        seen = {
            path: seen_now((self._output / path).lstat(), digest, keys.get(path, ""))
            for path, digest in digests.items()
        }
        return Written(len(changed), len(gone), tuple(problems), seen)
