"""Slips of a curator do not pass silently: `tests/cases/slips.txt`, each in a small archive of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.domain.problems import with_remedy
from beibei_site.rendering import urls

CASES = Path(__file__).parent / "cases" / "slips.txt"
PAGE = """\
渡口小学迎来新校舍

本报讯（记者 林晓）9月1日，渡口镇
中心小学的新校舍正式启用，三百二十名
学生在新教室里上了第一课。校长何平说，
孩子们再也不用蹚水上学了。

镇党委书记方远出席启用仪式。方远说，
要把学校办好。
"""


def load() -> list[tuple[str, list[str], list[str]]]:
    """The cases: title, files, what is expected."""
    _, *cases = CASES.read_text("utf-8").split("\n====\n")
    found = []
    for case in cases:
        title, *files, wanted = case.strip("\n").split("\n....")
        found.append((title, [file.lstrip("\n") for file in files], wanted.strip("\n").split("\n")))
    return found


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one page, built."""
    root = tmp_path_factory.mktemp("slips")
    (root / "seeds").mkdir()
    (root / "seeds" / "page.txt").write_text(PAGE, "utf-8")
    pipeline.build(folders_of(root))
    return root


def folders_of(root: Path) -> Folders:
    return Folders(root, root / "seeds", root / "content", root / "site")


def write(content: Path, file: str) -> None:
    """Write a file of a case, whole or as changes to the one that is there."""
    name, _, text = file.partition("\n")
    path = content / name
    rows = text.split("\n")
    if not all(row.startswith(("+", "-")) for row in rows):
        path.write_text(text + "\n", "utf-8")
        return
    old = "".join(f"{row[1:]}\n" for row in rows if row.startswith("-"))
    new = "".join(f"{row[1:]}\n" for row in rows if row.startswith("+"))
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def reported(folders: Folders) -> list[str]:
    """What a build says, with paths below `content/`; once, where the ingest has moved it within its file."""
    problems = pipeline.build(folders).problems
    said = [f"{p.severity}: {with_remedy(p.message, p.remedy)}" for p in problems]
    lines = [line.replace(f"{folders.content}/", "") for line in said]
    return list({re.sub(r":\d+: ", ": ", line): line for line in reversed(lines)}.values())[::-1]


@pytest.mark.parametrize(("files", "expected"), [c[1:] for c in load()], ids=[c[0] for c in load()])
def test_a_slip_is_named_and_the_rest_is_built(
    files: list[str], expected: list[str], base: Path, tmp_path: Path
) -> None:
    root = tmp_path / "archive"
    shutil.copytree(base, root)
    folders = folders_of(root)
    for file in files:
        write(folders.content, file)
    shutil.rmtree(folders.output)
    assert reported(folders) == [line for line in expected if line]
    assert "校舍" in (folders.output / urls.article("page-1")).read_text("utf-8")
