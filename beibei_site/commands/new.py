"""`beibei-site new`: create an archive for another newspaper, ready to build."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from beibei_site.domain.problems import SetupError

LANGUAGES = ("zh-CN", "zh-Hant", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a new archive is about: its own name, the newspaper's, where that appears and in what language."""

    name: str
    paper: str
    place: str = ""
    language: str = "zh-CN"


def start_archive(folder: Path, paper: Paper, *, sample: bool = False) -> Iterator[Path]:
    """Create `folder` with settings, no topics and no pages; yields the files and folders created.

    `sample`: with an invented page in the paper's language. Raises SetupError if the folder holds something.
    """
    require_empty(folder)
    texts = {
        "content/site.yml": _settings(paper),
        "content/topics.yml": _scaffold("topics.yml"),
        ".gitignore": "/site/\n/.site.beside/\n/.cache/\n",
    }
    if sample:
        texts["seeds/sample.txt"] = _scaffold(f"sample.{paper.language}.txt")
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    yield seeds
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path


def require_empty(folder: Path) -> None:
    """Raises SetupError if `folder` holds something, or is a file."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError(
            "this folder is not empty", file=folder, remedy="Choose one that does not exist yet."
        )


def _settings(paper: Paper) -> str:
    """The settings file; a text in the form of JSON is YAML too, whatever stands in it."""
    values = {key: json.dumps(getattr(paper, key), ensure_ascii=False) for key in ("name", "paper", "place")}
    return _scaffold("site.yml").format(language=paper.language, **values)


def _scaffold(name: str) -> str:
    return resources.files("beibei_site.scaffold").joinpath(name).read_text("utf-8")
