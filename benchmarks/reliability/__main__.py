"""Saves files at random moments during real builds and counts the edits that are lost.

    python -m benchmarks.reliability [--edits 200] [--seed 1]

Each time, an archive of the five pages is changed so that a build has to rewrite it (other text on a page,
another year, other topics, another article), `beibei-site build` is started in a separate process, and a file
is saved at a random moment: an article, a page record, an authority file or the settings.
An edit is lost if it is not in the file afterwards, or if a second build does not pick it up.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SEED = "000_055a70a6cdb3e695"
WORDS = "A sentence that somebody saves just now."
BUILD = (sys.executable, "-m", "beibei_site", "build", "--root")


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


def _save(path: Path, data: bytes, in_place: bool) -> None:
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
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(built, root)
    chance.choice([p for p in PREPARED if (kind, p) != ("record", _new_year)])(root)
    path, text, is_taken_up = EDITED[kind](root)
    with subprocess.Popen((*BUILD, root), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as build:
        time.sleep(chance.uniform(0.3, longest))
        data = text()
        _save(path, data, chance.random() < 0.5)
        _, said = build.communicate()
    is_named = "changed while the build ran" in said and path.name in said
    now = path.read_bytes() if path.exists() else b""
    stands = now == data or (kind == "record" and b"\nyear: 2019\n" in now)
    again = subprocess.run((*BUILD, root), capture_output=True, text=True, check=False)
    if not stands or again.returncode or not is_taken_up():
        print(f"LOST: {kind}\n{said}\n{again.stderr}", flush=True)
        return "LOST"
    return "left alone" if is_named else "taken at once, or saved later"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built"
        for name in ("seeds", "content"):
            shutil.copytree(ROOT / name, built / name)
        subprocess.run((*BUILD, built), check=True, capture_output=True)
        began = time.monotonic()
        subprocess.run((*BUILD, built), check=True, capture_output=True)
        longest = 1.3 * (time.monotonic() - began)
        for number in range(options.edits):
            kind = list(EDITED)[number % len(EDITED)]
            counts[kind, _try(built, Path(folder) / "run", kind, chance, longest)] += 1
    for (kind, fate), count in sorted(counts.items()):
        print(f"{kind:10} {fate:30} {count:4}")
    lost = sum(count for (_, fate), count in counts.items() if fate == "LOST")
    print(f"{lost} of {options.edits} edits lost")


if __name__ == "__main__":
    main()
