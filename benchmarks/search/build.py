"""Builds both indexes, each in a separate process so that its time and memory can be measured."""

from __future__ import annotations

import html
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from beibei_site.cataloguing.authority import complete_records
from beibei_site.content.cache import anew
from beibei_site.content.settings import Settings
from beibei_site.content.site.folder import Site
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import FACETS, Article, Authority
from beibei_site.rendering import urls
from beibei_site.rendering.plan import source_of
from beibei_site.rendering.site import render_site
from beibei_site.search.beside.words import variants_file
from beibei_site.search.browser.export import Export, State
from beibei_site.search.build import build_search
from benchmarks.search.corpus import make_archive

ROOT = Path(__file__).parent.parent.parent
_PEER = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>peer</title>
<ol id="hits"></ol><script type="module">
const pagefind = await import('./pagefind/pagefind.js');
const list = document.getElementById('hits');
window.find = async query => {
  const found = await pagefind.search(query);
  const top = await Promise.all(found.results.slice(0, 10).map(result => result.data()));
  list.replaceChildren(...top.map(hit => {
    const item = document.createElement('li');
    item.innerHTML = hit.meta.title + hit.excerpt;
    return item;
  }));
  list.dataset.query = query;
  return top.map(hit => hit.url);
};
const query = decodeURIComponent(location.hash.slice(3));
if (query) find(query);
</script></html>"""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a process: wall-clock seconds and peak megabytes."""

    seconds: float
    megabytes: float


def measure(command: Sequence[str]) -> Cost:
    """Run `command` to its end; raises RuntimeError if it fails. If the command prints a number, that is the
    time of its actual work, without preparation."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read().strip()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed")
    with suppress(ValueError):
        seconds = float(printed)
    return Cost(seconds, usage.ru_maxrss / 1024)


def with_records(archive: Archive) -> Archive:
    articles = archive.articles
    records = {
        f: complete_records(Authority(f), (value for a in articles for value in a.facet(f))) for f in FACETS
    }
    return Archive(articles, records=records)


def build_ours(folder: Path, count: int, changed: bool) -> float:
    """Index `count` articles; with `changed`, one of them differs from before. Returns the seconds taken,
    from the articles in memory to all files on disk."""
    archive = with_records(make_archive(count))
    if changed:
        first, *others = archive.articles
        altered = replace(first, body=first.body + "\n\n此处新添一句。")
        archive = with_records(Archive([altered, *others]))
    saved, site = folder / "state.json", folder / "site"
    before = msgspec.json.decode(saved.read_bytes(), type=State) if saved.exists() else None
    started = time.perf_counter()
    made = write_search(archive, site, folder / "whoosh", before)
    seconds = time.perf_counter() - started
    saved.write_bytes(msgspec.json.encode(made.state))
    return seconds


def write_search(archive: Archive, site: Path, index: Path, before: State | None = None) -> Export:
    """Both indexes: the browser's below `site`, the terminal's in `index`."""
    made = build_search(archive, index, "benchmark", lambda path: (site / path).read_bytes(), before=before)
    Site(site).write((*made.files, variants_file()), made.kept)
    return made


def write_pages(folder: Path, archive: Archive) -> None:
    """The pages for Pagefind to index, and its own search page."""
    for article in archive.articles:
        path = folder / urls.article(article.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(article), encoding="utf-8")
    (folder / "index.html").write_text(_PEER, encoding="utf-8")


def _page(article: Article) -> str:
    body = "".join(f"<p>{html.escape(p)}</p>" for p in article.body.split("\n\n"))
    title = html.escape(article.title)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f"<main data-pagefind-body><h1>{title}</h1>{body}</main></html>"
    )


def add_search_page(site: Path, settings: Settings | None = None) -> None:
    """Our search page, the one that answers other archives, and their static files beside an index made by
    `build_ours`."""
    files = render_site(
        source_of(Archive([]), settings or Settings(), Findings(), anew),
        templates=(ROOT / "templates",),
        static=(ROOT / "static",),
    )
    for file in files:
        if file.path in (urls.SEARCH, urls.ANSWERS) or file.path.startswith(f"{urls.ASSETS}/"):
            (site / file.path).parent.mkdir(parents=True, exist_ok=True)
            (site / file.path).write_bytes(file.data)


if __name__ == "__main__":
    print(build_ours(Path(sys.argv[1]), int(sys.argv[2]), "changed" in sys.argv))
