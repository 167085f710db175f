"""`python -m benchmarks.search [--sizes 1000,10000]`: our search compared with Pagefind's in the same run.

Needs npm (Pagefind is installed into a temporary folder) and Debian's Chromium. Bytes are as sent by a host
that compresses text. Medians over the queries, the two programs taking turns.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from benchmarks.search.browse import Visit, host, visit
from benchmarks.search.build import Cost, add_search_page, measure, write_pages
from benchmarks.search.corpus import make_archive

PEER = "pagefind@1.6.0"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument(
        "--sizes", default="300", help="numbers of articles, separated by commas (default: 300)"
    )
    parser.add_argument("--queries", type=int, default=5, help="cold visits for each figure (default: 5)")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name)
        subprocess.run(["npm", "install", "--silent", "--prefix", name, PEER], check=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in map(int, options.sizes.split(",")):
            compare(console, browser, root, size, options.queries)
        browser.close()


def compare(console: Console, browser: Browser, root: Path, size: int, count: int) -> None:
    """Build both indexes of `size` articles, visit both, print one table."""
    archive = make_archive(size)
    ours, peer = root / f"ours-{size}", root / f"peer-{size}"
    write_pages(peer, archive)
    command = [sys.executable, "-m", "benchmarks.search.build", str(ours), str(size)]
    peer_command = [str(root / "node_modules" / ".bin" / "pagefind"), "--site", str(peer)]
    built = measure(command)
    peer_built = measure(peer_command)
    changed = measure([*command, "changed"])
    table = Table(title=f"{size} articles")
    for heading in ("", "ours", "Pagefind 1.6.0", "ratio"):
        table.add_column(heading, justify="left" if not heading else "right")
    add_costs(table, built, peer_built, changed)
    add_search_page(ours / "site")
    queries = phrases(archive, 2 * count)
    with host(ours / "site") as own, host(peer) as other:
        for slow in (False, True):
            pairs = list(zip(queries[::2], queries[1::2], strict=True))
            visits = [
                (
                    visit(browser, own, "search/index.html", first, second, slow=slow),
                    visit(browser, other, "index.html", first, second, slow=slow),
                )
                for first, second in pairs
            ]
            add_visits(table, [v[0] for v in visits], [v[1] for v in visits], slow)
    console.print(table)


def add_costs(table: Table, built: Cost, peer: Cost, changed: Cost) -> None:
    row(table, "build, s", built.seconds, peer.seconds)
    row(table, "build, MB", built.megabytes, peer.megabytes)
    row(table, "one article changed, s", changed.seconds, peer.seconds)


def add_visits(table: Table, ours: list[Visit], peers: list[Visit], slow: bool) -> None:
    def median(visits: list[Visit], name: str) -> float:
        return float(statistics.median(getattr(v, name) for v in visits))

    figures = {"seconds": "first hits at 150 ms and 1.6 Mbit/s, s"} if slow else {
        "list_bytes": "cold, to the list of hits, bytes", "bytes": "cold, all, 10 hits shown, bytes",
        "requests": "cold, all, 10 hits shown, requests", "next_bytes": "next query, 10 hits shown, bytes",
        "later_bytes": "facets, after the hits, bytes", "seconds": "first hits, loopback, s",
    }  # fmt: skip
    for name, label in figures.items():
        row(table, label, median(ours, name), median(peers, name))


def row(table: Table, label: str, ours: float, peer: float) -> None:
    def show(value: float) -> str:
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"

    table.add_row(label, show(ours), show(peer), f"{ours / peer:.3f}" if peer else "")


def phrases(archive: Archive, count: int) -> list[str]:
    """Strings of four characters from anywhere in the texts."""
    chance = random.Random(5)
    found: list[str] = []
    while len(found) < count:
        runs = re.findall(r"[一-龥]{6,}", plain(chance.choice(archive.articles).body))
        run = chance.choice(runs)
        start = chance.randrange(len(run) - 3)
        found.append(run[start : start + 4])
    return found


main()
