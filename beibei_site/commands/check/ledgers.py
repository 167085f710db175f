"""The seeds and the page records: every line of every page is accounted for exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from beibei_site.content import store
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import seed_of
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Problem
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.domain.spans import to_spans

_AGAIN = "Run beibei-site build."
_AGAIN_OR_WHY = "Run beibei-site build; if the file cannot be read, build says why."


def check_seeds(folders: Folders, archive: Archive) -> Iterator[Problem]:
    """A problem for every seed that has changed, come or gone since it was read."""
    found = store.read_seeds(folders.seeds)
    yield from found.problems
    seeds = {name: files.sha256(data) for name, data in found.value}
    for page in archive.pages:
        name = seed_of(page.record.file)
        if name not in seeds:
            message = f"{name}: the source page is gone, and with it the lines of its articles"
            yield Problem("seed-differs", "error", message, "Put it back, or delete its record and articles.")
        elif seeds[name] != page.record.sha256:
            yield Problem("seed-differs", "warning", f"{name}: has changed since it was read", _AGAIN)
    known = {seed_of(page.record.file) for page in archive.pages}
    for name in sorted(seeds.keys() - known):
        yield Problem("seed-differs", "warning", f"{name}: has not been read", _AGAIN_OR_WHY)


def check_ledgers(archive: Archive) -> Iterator[Problem]:
    """A problem for every page whose lines are not accounted for exactly once."""
    for page in archive.pages:
        if page.lines:
            yield from check_ledger(page)


def check_ledger(page: SourcePage) -> Iterator[Problem]:
    """What is wrong with the ledger of one page whose lines are known."""
    file = page.record.file
    owned = Counter(_owned(page.record))
    printed = {number for number, line in enumerate(page.lines, 1) if line.strip()}
    for numbers, what in (
        ([n for n, times in owned.items() if times > 1 and n in printed], "stand in more than one place"),
        (printed - owned.keys(), "are accounted for nowhere"),
        ([n for n in owned if n > len(page.lines)], f"do not exist: the page has {len(page.lines)}"),
    ):
        if numbers:
            lines = ", ".join(map(str, to_spans(numbers, file)))
            yield Problem("line-differs", "error", f"{file}: lines {lines} {what}", _AGAIN)


def _owned(record: PageRecord) -> Iterable[int]:
    """The line numbers of all that a record lists."""
    for entry in (*record.articles, *record.removed):
        yield from (number for span in entry.spans for number in span)
    yield from (number for span in (*record.furniture, *record.orphans) for number in span)
