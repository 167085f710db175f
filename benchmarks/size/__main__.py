"""`python -m benchmarks.size [--articles 1000,10000]`: whole builds, cold and after a change, beside Hugo and
Pagefind.

Seconds by the clock and of the processor, the peak memory of any process, files and bytes of the site, and
the exponent by which each grows from one size to the next (1: in proportion). The two programs run in turn.
With `--pages` every article stands on a page of an issue; these pages are published, but not read anew.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.size import peer
from benchmarks.size.archive import make_articles, write_archive, write_page

_ROOT = Path(__file__).parents[2]
_COLUMNS = ("seconds", "CPU s", "peak MB", "files", "MB", "files/article")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, and the folder of the site after it."""

    seconds: float
    cpu: float
    megabytes: float
    files: int
    bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=__doc__)
    parser.add_argument("--articles", default="1000", help="numbers, separated by commas (default: 1000)")
    parser.add_argument("--pages", action="store_true", help="each article stands on a page of an issue")
    parser.add_argument("--no-peer", action="store_true", help="without Hugo and Pagefind")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        tools = Path(name)
        missing = [] if options.no_peer else peer.missing(tools)
        if missing:
            console.print(f"without Hugo and Pagefind: {' and '.join(missing)} not found")
        before: dict[str, Cost] = {}
        size = 0
        for count in map(int, options.articles.split(",")):
            costs = dict(_ours(tools / f"{count}", count, pages=options.pages))
            if not options.no_peer and not missing:
                costs["Hugo + Pagefind"] = _theirs(tools / f"peer-{count}", tools, count)
            console.print(_table(count, costs, before, size))
            before, size = costs, count


def _ours(root: Path, count: int, *, pages: bool) -> Iterator[tuple[str, Cost]]:
    """A cold build, one with nothing changed, one after an edit, one after a new page, in turn."""
    write_archive(root, count, pages=pages)
    command = [sys.executable, "-m", "beibei_site", "publish" if pages else "build", "--root", str(root)]
    site = root / "site"
    yield "cold", _measure([command], site)
    yield "nothing changed", _measure([command], site)
    path = next((root / "content/articles").rglob(f"b{count // 2:05}-1.md"))
    path.write_text(_edited(path.read_text("utf-8")), encoding="utf-8")
    yield "one edit", _measure([command], site)
    write_page(root, list(make_articles(count + 8, count)), pages=pages)
    yield "one new page", _measure([command], site)


def _edited(text: str) -> str:
    """The text of an article with one word changed."""
    return re.sub(r"谈到\w+?一事", "谈到渡口新桥一事", text, count=1)


def _theirs(root: Path, tools: Path, count: int) -> Cost:
    peer.write_peer(root, count)
    return _measure(peer.commands(root, tools), root / "site")


def _measure(commands: Sequence[Sequence[str]], site: Path) -> Cost:
    """Run commands to their end; raises RuntimeError if one fails."""
    cpu = peak = 0.0
    started = time.perf_counter()
    for command in commands:
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, cwd=_ROOT, env=_installed(site))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                output.seek(0)
                raise RuntimeError(f"{command} failed:\n{output.read().decode()}")
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
    seconds = time.perf_counter() - started
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Cost(seconds, cpu, peak, len(sizes), sum(sizes))


def _installed(site: Path) -> dict[str, str]:
    """As for a program that is installed: what Python compiles is kept, here beside the site."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(site.with_name("compiled"))}


def _table(count: int, costs: dict[str, Cost], before: dict[str, Cost], size: int) -> Table:
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    table = Table(title=f"{count} articles; load {load}")
    for heading in ("", *_COLUMNS, *([f"growth from {size}: s, CPU, MB, files"] if before else [])):
        table.add_column(heading, justify="right" if heading else "left")
    for name, cost in costs.items():
        row = [f"{cost.seconds:.2f}", f"{cost.cpu:.2f}", f"{cost.megabytes:.0f}", f"{cost.files}"]
        row += [f"{cost.bytes / 1e6:.1f}", f"{cost.files / count:.2f}"]
        if name in before:
            row.append(_growth(before[name], cost, count / size))
        table.add_row(name, *row)
    return table


def _growth(before: Cost, after: Cost, times: float) -> str:
    """The exponents by which a run grew, its input being `times` as large."""
    names = ("seconds", "cpu", "megabytes", "files")
    ratios = (getattr(after, name) / getattr(before, name) for name in names)
    return " ".join(f"{math.log(ratio, times):.2f}" for ratio in ratios)


main()
