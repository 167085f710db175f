"""Saves files at random moments during real builds and counts the edits that are lost.

Each time, an archive of two pages is changed so that a build has to rewrite it (other text on a page, another
year, other topics, another article), a build is started in a process of its own, and a file is saved at a
random moment: an article, a page record, an authority file or the settings.
An edit is lost if it is not in the file afterwards, or if a second build does not pick it up.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.reliability import faults
from benchmarks.reliability.archive import SEEDS

SEED = SEEDS[0].removesuffix(".txt")
WORDS = "A sentence that somebody saves just now."


def _replace(path: Path, old: str, new: str) -> bytes:
    text = path.read_text("utf-8")
    assert old in text, f"{path}: no '{old}'"
    return text.replace(old, new, 1).encode()


def _new_text(root: Path) -> None:
    path = root / f"seeds/{SEED}.txt"
    path.write_text(path.read_text("utf-8").replace("发展", "大发展"), "utf-8")


def _new_year(root: Path) -> None:
    path = root / f"content/pages/{SEED}.yml"
    path.write_bytes(_replace(path, "issued: null", "issued: 2018-04-03"))


def _new_topics(root: Path) -> None:
    (root / "content/topics.yml").write_text("railways:\n  name: 铁路\n  terms: {北川铁路: 2}\n", "utf-8")


def _new_article(root: Path) -> None:
    path = root / "content/articles/2023/own.md"
    path.write_text("---\nid: own\ntitle: 新\n---\n\n北川铁路通车。\n", "utf-8")


def _article(root: Path) -> tuple[Path, Callable[[], bytes], Callable[[], bool]]:
    path = next((root / "content/articles").rglob("000-112.md"))
    opened = path.read_bytes()  # saved whole, to the same path, whatever has happened to the file meanwhile
    page = root / "site/articles/000-112.html"
    return path, lambda: opened + f"\n{WORDS}\n".encode(), lambda: WORDS in page.read_text("utf-8")


def _record(root: Path) -> tuple[Path, Callable[[], bytes], Callable[[], bool]]:
    path = root / f"content/pages/{SEED}.yml"

    def is_taken_up() -> bool:
        return not [p for p in (root / "content/articles").rglob("000-*.md") if "2019" not in p.parts]

    return path, lambda: _replace(path, "year: null", "year: 2019"), is_taken_up


def _authority(root: Path) -> tuple[Path, Callable[[], bytes], Callable[[], bool]]:
    path, page = root / "content/people.yml", root / "site/people/zhou-xu.html"
    return path, lambda: "not: [周旭]\n".encode(), lambda: not page.exists()


def _settings(root: Path) -> tuple[Path, Callable[[], bytes], Callable[[], bool]]:
    path, page = root / "content/site.yml", root / "site/index.html"
    return path, lambda: f"name: {WORDS}\n".encode(), lambda: WORDS in page.read_text("utf-8")


PREPARED = (_new_text, _new_year, _new_topics, _new_article)
EDITED = {
    "article": _article,
    "record": _record,
    "authority": _authority,
    "settings": _settings,
}


def save(path: Path, data: bytes, in_place: bool) -> None:
    """As some editors do, in place; or as most do, a new file in the place of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if in_place:
        path.write_bytes(data)
    else:
        beside = path.with_name("saving~")
        beside.write_bytes(data)
        beside.replace(path)


def _try(built: Path, root: Path, kind: str, chance: random.Random, longest: float) -> str:
    """The outcome of one edit: `read` by the first build, `left alone`, saved `after` it was done with the
    file, or `LOST`."""
    faults.copy(built, root)
    chance.choice([p for p in PREPARED if (kind, p) != ("record", _new_year)])(root)
    path, text, is_taken_up = EDITED[kind](root)
    ended = faults.start(root)
    time.sleep(chance.uniform(0, longest))
    data = text()
    save(path, data, chance.random() < 0.5)
    said = ended().said
    is_named = "changed while the build ran" in said and path.name in said
    now = path.read_bytes() if path.exists() else b""
    stands = now == data or (kind == "record" and b"\nyear: 2019\n" in now)
    again = faults.build(root)
    if not stands or again.status or not is_taken_up():
        print(f"LOST: {kind}\n{said}\n{again.said}", flush=True)
        return "LOST"
    return "left alone" if is_named else "taken at once, or saved later"


def try_edits(folder: Path, count: int, seed: int) -> Counter[tuple[str, str]]:
    """What became of `count` edits, by kind and fate."""
    chance = random.Random(seed)
    counts: Counter[tuple[str, str]] = Counter()
    built = folder / "built"
    (built / "seeds").mkdir(parents=True)
    for name in SEEDS:
        shutil.copy(faults.ROOT / "seeds" / name, built / "seeds" / name)
    shutil.copytree(faults.ROOT / "content", built / "content", ignore=_others)
    assert faults.build_here(built) == 0
    began = time.monotonic()
    (built / "content/topics.yml").touch()
    assert faults.build_here(built) == 0
    longest = 2 * (time.monotonic() - began)
    for number in range(count):
        kind = list(EDITED)[number % len(EDITED)]
        counts[kind, _try(built, folder / "run", kind, chance, longest)] += 1
        if number % 25 == 24:
            lost = sum(n for (_, fate), n in counts.items() if fate == "LOST")
            print(f"{number + 1} edits, of which lost: {lost}", flush=True)
    return counts


def _others(folder: str, names: list[str]) -> list[str]:
    """The articles and records of other pages."""
    keys = {name[:3] for name in SEEDS}
    return [name for name in names if name[:1] == "0" and len(name) > 4 and name[:3] not in keys]
