"""One build at a time: the second one says who is building, or waits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from beibei_site.cli import main
from beibei_site.content.disk.lock import hold
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError


def other_build(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "beibei_site", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("command", ["build", "ingest", "publish", "review", "migrate"])
def test_a_second_build_says_who_is_building(
    folders: Folders, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with hold(folders.cache, wait=False, say=print):
        assert main([command, "--root", str(folders.root)]) == 2
    said = capsys.readouterr().err
    assert f"another build is running (process {os.getpid()}, since 20" in said
    assert said.endswith("Wait until it is done, or give --wait.\n") and said.count("\n") == 1


def test_a_second_build_that_waits_comes_to_its_turn(folders: Folders) -> None:
    with hold(folders.cache, wait=False, say=print):
        waiting = other_build("build", "--wait", "--root", folders.root)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.communicate(timeout=8)
    out, err = waiting.communicate()
    assert waiting.returncode == 0 and "5 pages read" in out and not err


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from beibei_site.content.disk.lock import hold\n"
        f"with hold(Path({str(tmp_path)!r}), wait=False, say=print):\n"
        "    os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert (tmp_path / "building").exists(), "nobody has tidied up"
    with hold(tmp_path, wait=False, say=print):
        pass


@pytest.mark.parametrize("said", ["", "12", "a b c", "1 2 3 4", b"\xff"])
def test_an_odd_word_of_the_holder_is_left_out(tmp_path: Path, said: str | bytes) -> None:
    with hold(tmp_path, wait=False, say=print):
        (tmp_path / "building").write_bytes(said.encode() if isinstance(said, str) else said)
        with (
            pytest.raises(SetupError, match="another build is running") as caught,
            hold(tmp_path, wait=False, say=print),
        ):
            pytest.fail("two at once")
        assert caught.value.message == "another build is running"


def test_whatever_lies_where_the_lock_is_to_be_goes(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("no folder")
    with hold(cache, wait=False, say=print):
        pass
    shutil.rmtree(cache)
    (cache / "lock" / "inner").mkdir(parents=True)
    with hold(cache, wait=False, say=print):
        assert (cache / "lock").is_file()
