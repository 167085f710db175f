"""A small archive in which the next build has much to change, and what must hold whatever happens."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability import faults

SEEDS = ("000_055a70a6cdb3e695.txt", "004_c473d4d3c41d478a.txt")
AUTHORITIES = ("site.yml", "topics.yml", "people.yml", "places.yml", "bodies.yml")
EDIT = "A sentence that somebody saved before the build."
_THEIRS = {"CNAME": "example.org\n", ".git/HEAD": "ref: refs/heads/main\n", "feeds/mine.txt": "mine\n"}


@dataclass(frozen=True)
class Trial:
    """The archive before a build, the files of its site then and after it, and those of `content/` after it;
    how often the build changes the disk."""

    before: Path
    old: dict[str, str]
    new: dict[str, str]
    content: dict[str, str]
    changes: int

    def is_new(self, root: Path) -> bool:
        return _site(root) == self.new

    def faults(self, root: Path, *, finished: bool = False) -> list[str]:
        """What is wrong in a copy of the archive after a build; one that `finished` must have done all."""
        found = []
        site = _site(root)
        if site not in ((self.new,) if finished else (self.old, self.new)):
            found.append("mixed site")
        if EDIT not in (root / _edited(root)).read_text("utf-8"):
            found.append("lost edit")
        theirs = [n for n in _THEIRS if not n.startswith(".git")]
        theirs += [".git/HEAD"] if finished else []
        if any(not (root / "site" / name).exists() for name in theirs):
            found.append("lost file of others")
        if not any((root / folder / ".git/HEAD").exists() for folder in ("site", ".site.beside")):
            found.append("lost folder of others")
        if finished and faults.held(root / "content") != self.content:
            found.append("other content")
        return found


def _site(root: Path) -> dict[str, str]:
    return {name: digest for name, digest in faults.held(root / "site").items() if name[:5] != ".git/"}


def _edited(root: Path) -> Path:
    return next((root / "content/articles").rglob("000-112.md"))


def make_trial(folder: Path) -> Trial:
    """Build an archive of two pages below `folder`, then change a page and an article, and add an article."""
    root = folder / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "content").mkdir()
    for name in SEEDS:
        shutil.copy(faults.ROOT / "seeds" / name, root / "seeds" / name)
    for name in AUTHORITIES:
        shutil.copy(faults.ROOT / "content" / name, root / "content" / name)
    assert faults.build_here(root) == 0
    for name, text in _THEIRS.items():
        (root / "site" / name).parent.mkdir(exist_ok=True)
        (root / "site" / name).write_text(text, "utf-8")
    old = _site(root)
    seed = root / "seeds" / SEEDS[1]
    seed.write_text(seed.read_text("utf-8").replace("发展", "大发展"), "utf-8")
    path = _edited(root)
    path.write_text(f"{path.read_text('utf-8')}\n{EDIT}\n", "utf-8")
    own = root / "content/articles/2023/own.md"
    own.parent.mkdir(exist_ok=True)
    own.write_text("---\nid: own\ntitle: 新\n---\n\n北川铁路通车。\n", "utf-8")
    after = faults.copy(root, folder / "after")
    changes = faults.changes_of(after)
    shutil.copy(
        after / ".cache/values.db", root / ".cache/values.db"
    )  # what is read is known: builds are short
    return Trial(root, old, _site(after), faults.held(after / "content"), changes)
