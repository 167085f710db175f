"""Builds archives in folders with odd names, and counts those of which anything fails.

    python -m benchmarks.reliability.paths

Each archive of one page is built, searched, and built into a folder that has an odd name too; it is named
relatively, as the present folder, and by its whole path. It fails if a command does not end as in a folder
called `archive`, if a site has other files, or if anything lies elsewhere.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability import faults

_LIST = Path(__file__).with_suffix(".txt")  # a name a line, with escapes as in Python
_TODAY = ("--today", faults.TODAY)
PAGE = "渡口小学迎来新校舍\n\n本报讯（记者 林晓）9月1日，渡口镇中心小学的新校舍正式启用。\n"


def load_names() -> list[str]:
    lines = _LIST.read_text("utf-8").removesuffix("\n").split("\n")
    return [line.encode().decode("unicode_escape") for line in lines]


def _run(arguments: list[str], folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "beibei_site", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(faults.ROOT)}
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def make_archive(root: Path) -> None:
    for name, text in {"seeds/page.txt": PAGE, "content/site.yml": "name: 渡口旧报库\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def faults_of(root: Path, expected: dict[str, str]) -> Iterator[str]:
    """What fails in an archive in the folder `root`, if its site ought to have these files."""
    make_archive(root)
    near, output = root.parent, root.parent / f"output {root.name}"
    for arguments, folder in (
        (["build", *_TODAY, f"--root={root.name}"], near),
        (["search", "新校舍"], root),
        (["build", *_TODAY, f"--root={root}", f"--output={output}"], near),
    ):
        status, said = _run(arguments, folder)
        if status or "Traceback" in said:
            yield f"{arguments}: {status} {said}"
    if faults.held(output) != expected or faults.held(root / "site") != expected:
        yield "another site"
    own = (root.name, output.name, f".{output.name}.beside")  # where the next site is made
    yield from (f"elsewhere: {p}" for p in near.iterdir() if p.name not in own)


def try_name(name: str, folder: Path, expected: dict[str, str]) -> list[str]:
    """The faults of an archive of this name below `folder`, which is emptied again."""
    place = folder / "place"
    try:
        return list(faults_of(place / name, expected))
    except OSError as error:
        return [str(error)]
    finally:
        shutil.rmtree(place, ignore_errors=True)


def expected_in(folder: Path) -> dict[str, str]:
    """The site of such an archive in a folder with a usual name."""
    make_archive(folder / "archive")
    assert faults.build(folder / "archive").status == 0
    return faults.held(folder / "archive/site")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        expected, names, wrong = expected_in(folder), load_names(), 0
        for odd in names:
            found = try_name(odd, folder, expected)
            wrong += bool(found)
            print(f"{odd[:40]!r}: {'; '.join(found) or 'as expected'}", flush=True)
    print(f"{len(names)} names, {wrong} fail")


if __name__ == "__main__":
    main()
