"""Files made by several processes: the same as by one, in the same order, whatever becomes of the others."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.output import AnyFile, KeyedFile, OutputFile
from beibei_site.content.site.together import make_together
from beibei_site.content.store import Folders
from benchmarks.size.archive import write_archive
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems make all files in one process")
HERE = os.getpid()


def _name(number: int) -> bytes:
    return f"{number} by {'this' if os.getpid() == HERE else 'another'}".encode()


def _unless_elsewhere(end: Callable[[], object], number: int) -> bytes:
    """A file that another process cannot make."""
    if os.getpid() != HERE and number > 20:
        end()
    return str(number).encode()


def _files(make: Callable[[int], bytes], count: int = 100) -> list[AnyFile]:
    """Keyed files and one that is there already."""
    keyed = [KeyedFile(f"{n}.html", f"key {n}", partial(make, n)) for n in range(count)]
    return [*keyed, OutputFile("plain.txt", b"plain")]


def _made(files: list[AnyFile], processes: int) -> list[tuple[str, str, bytes]]:
    return [(file.path, file.key, file.data) for file in make_together(files, processes)]


def test_each_process_makes_its_share_in_order() -> None:
    made = _made(_files(_name), 3)
    assert [path for path, _, _ in made] == [file.path for file in _files(_name)]
    assert [data.split()[-1] for _, _, data in made[:6]] == [b"this", b"another", b"another"] * 2


def test_few_files_are_made_here() -> None:
    assert {data.split()[-1] for _, _, data in _made(_files(_name, 20), 3)[:20]} == {b"this"}


def test_what_need_not_be_made_is_not_made() -> None:
    files = _files(_name, 300)
    old = files[::3]
    made = list(make_together(files, 3, lambda file: file in old))
    assert sorted(file.path for file in made) == sorted(file.path for file in files)
    assert [file for file in made if file in old] == old
    new = [file for file in made if file not in old]
    assert [file.data.split()[-1] for file in new[:6]] == [b"this", b"another", b"another"] * 2


def test_batches_are_made_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beibei_site.content.site.together._BATCH", 60)
    files = _files(lambda number: b"%d" % number * number, 500)
    assert _made(files, 2) == _made(files, 1)


@pytest.mark.parametrize("end", [partial(os._exit, 1), partial(sys.exit, 1), partial(int, "none")])
def test_what_another_process_cannot_make_is_made_here(end: Callable[[], object]) -> None:
    """It is killed, ends, or fails."""
    files = _files(partial(_unless_elsewhere, end))
    assert _made(files, 2) == _made(files, 1)


def test_a_mistake_is_met_here() -> None:
    with pytest.raises(ZeroDivisionError):
        _made([KeyedFile("a", "", lambda: b"a"), KeyedFile("b", "", lambda: bytes(1 // 0))], 2)


def test_who_stops_early_leaves_no_process() -> None:
    made = make_together(_files(_name), 3)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_a_large_archive_is_the_same_by_one_process_and_by_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = []
    for processes in (1, 3):
        monkeypatch.setattr("beibei_site.commands.publish.processors", lambda processes=processes: processes)
        root = tmp_path / str(processes)
        write_archive(root, 520, pages=True)
        pipeline.build(Folders(root, root / "seeds", root / "content", root / "site"), today=TODAY)
        sites.append({p.relative_to(root): p.read_bytes() for p in root.rglob("site/**/*") if p.is_file()})
    assert sites[0] == sites[1]
