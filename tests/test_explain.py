"""`explain` tells of the page as `ingest` reads it: the same lines, stories and reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from beibei_site import pipeline, store
from beibei_site.store import Folders
from tests.conftest import Built
from tests.parsing.test_columns import LEFT, RIGHT, set_in, side_by_side

TWO_COLUMNS = side_by_side(
    ["夏粮收购全面启动", "", *set_in(16, "本报讯（记者 石青）" + LEFT)],
    ["新校舍正式启用", "", *set_in(16, "本报讯（记者 林晓）" + RIGHT)],
)


def explained(folders: Folders, seed: str) -> list[str]:
    """What the report tells of the stories of a seed: their lines, reasons and second choices, in order."""
    told = []
    for page in "\n".join(pipeline.explain(folders, folders.seeds / seed)).split("LINES: ")[1:]:
        for line in page.split("STORIES: ")[1].split("\n")[1:]:
            if line[:1].isdigit():
                told.append(line.split("  ")[0])
            elif line.startswith(("      because: ", "      or else: ")):
                told.append(line.split(": ", 1)[1])
    return told


def ingested(folders: Folders, page: str) -> list[str]:
    """The same from the record that `ingest` wrote, without the articles that a person wrote."""
    record = next(f.record for f in store.read_content(folders.content).records if f.record.file == page)
    told = []
    for entry in sorted(record.articles, key=lambda e: e.spans[0].first):
        if entry.reasons != ("written or corrected by a person",):
            lines = (str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in entry.spans)
            told += [", ".join(lines), *entry.reasons, *entry.alternatives]
    return told


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_page(built: Built, number: str) -> None:
    seed = next(built.folders.seeds.glob(f"{number}*")).name
    assert explained(built.folders, seed) == ingested(built.folders, seed) != []


def new_archive(root: Path, name: str, data: bytes) -> Folders:
    folders = Folders(root, root / "seeds", root / "content", root / "site")
    folders.seeds.mkdir()
    (folders.seeds / name).write_bytes(data)
    pipeline.run_ingest(folders)
    return folders


def test_a_page_of_two_columns(tmp_path: Path) -> None:
    folders = new_archive(tmp_path, "page.txt", TWO_COLUMNS.encode())
    report = list(pipeline.explain(folders, folders.seeds / "page.txt"))
    for headline in ("夏粮收购全面启动", "新校舍正式启用"):
        assert f"      headline: {headline}" in report
    assert explained(folders, "page.txt") == ingested(folders, "page.txt") != []


def test_a_page_with_an_article_that_a_person_corrected(folders: Folders) -> None:
    path = next((folders.content / "articles").rglob("000-112.md"))
    path.write_text(path.read_text("utf-8").replace("发展大会召开", "发展大会举行"), "utf-8")
    pipeline.run_ingest(folders)
    seed = next(folders.seeds.glob("000*")).name
    assert explained(folders, seed) == ingested(folders, seed) != []
    report = list(pipeline.explain(folders, folders.seeds / seed))
    assert "      headline: 全区文化和旅游发展大会召开" not in report
    assert report[-1].startswith("in articles that a person wrote or deleted: ") and "112" in report[-1]
