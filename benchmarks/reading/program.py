"""Runs the program on one file, in an archive of its own, and collects the articles it writes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from beibei_site.commands.pipeline import run_ingest
from beibei_site.content.body import parse_body
from beibei_site.content.formats import yamltext
from beibei_site.content.store import Folders
from benchmarks.reading.score import Made

ROOT = Path(__file__).parent.parent.parent


def read_file(path: Path) -> list[Made]:
    """The articles that the program makes from a PDF or a text, in file order."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        folders = Folders(root, root / "seeds", root / "content", root / "site")
        folders.seeds.mkdir()
        folders.content.mkdir()
        for name in ("site", "topics", "people", "places", "bodies"):
            shutil.copy(ROOT / "content" / f"{name}.yml", folders.content)
        shutil.copy(path, folders.seeds)
        run_ingest(folders)
        return [_parse(file) for file in sorted((folders.content / "articles").rglob("*.md"))]


def _parse(file: Path) -> Made:
    front, markdown = file.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    fields = yamltext.parse_mapping(front, file.name)
    body = parse_body(markdown)
    return Made(
        title=str(fields["title"]) if fields["title_from"] == "headline" else "",
        kicker=fields.get("kicker") or "",
        deck="".join(fields.get("deck") or ()),
        byline=frozenset(_names(fields.get("byline") or ())),
        date=str(fields.get("date") or ""),
        issued=str(fields.get("issued") or ""),
        page=str(fields.get("page") or ""),
        confidence=float(fields["confidence"]),
        text="".join(part.text for part in body.of("paragraph")),
    )


def _names(byline: Iterable[Any]) -> list[str]:
    return [str(one["name"]) if isinstance(one, dict) else str(one) for one in byline]
