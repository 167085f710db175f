"""`beibei-site explain`: the decisions that `ingest` makes about the pages of one seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from beibei_site.cataloguing.ownership import find_protected, is_torn, settle, without_lines
from beibei_site.commands.stored.moves import to_present
from beibei_site.commands.stored.renames import at_home
from beibei_site.content.disk.paths import ARCHIVE_KINDS
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders, SeedReader
from beibei_site.domain.problems import SetupError
from beibei_site.domain.spans import to_spans
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.hints import hints_of
from beibei_site.parsing.reader import trace_page
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.rendering.sentences import teller


def explain_seed(folders: Folders, seed: Path) -> Iterator[str]:
    """The report on the pages of one seed, in English, as lines.

    Protected lines (those of hand-edited articles) are left out as in `ingest`. Raises SetupError if the seed
    cannot be read.
    """
    name, data, folder = _open(folders, seed)
    content = read_content(folder)
    records = {file.record.file: file.record for file in content.records}
    known = records.get(name)
    try:
        pages = read_pages(name, data, kind=known.set_kind if known else None)
    except ValueError as error:
        raise SetupError(str(error), file=seed) from None
    articles = settle(at_home(content.articles, records.values()), records)
    for page in pages:
        own = [f for f in articles if f.article.source_file == page.name]
        record = records.get(page.name)
        now = to_present(record, own, page.text)
        lines = find_protected(now.files, now.record, content.refused).lines
        hints = hints_of(page, record.set_kind if record else None)
        trace = trace_page(page.text, page.name, sheet=page.sheet, hints=hints)
        if is_torn(trace.reading.stories, lines):
            trace = trace_page(page.text, page.name, lines, page.sheet, hints)
        trace = replace(
            trace, reading=without_lines(trace.reading, lines), claimed=to_spans(lines, page.name)
        )
        yield from explain_page(trace, teller("en"))


def _open(folders: Folders, seed: Path) -> tuple[str, bytes, Path]:
    """A seed's name in its archive, its bytes, and the `content/` of that archive, which need not exist.

    A file outside the folder of seeds is taken for one of another archive. Raises SetupError if it cannot be
    read, or holds other files.
    """
    above, seeds = seed.parent.resolve(), folders.seeds.resolve()
    is_own = above.is_relative_to(seeds)
    name = (above / seed.name).relative_to(seeds).as_posix() if is_own else seed.name
    try:
        data = SeedReader(seeds)(name) if is_own else seed.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SetupError("there is no such file", file=seed) from None
    except (ValueError, IsADirectoryError) as error:
        raise SetupError(str(error), file=seed) from None
    if data is None:
        raise SetupError("there is no such file", file=seed)
    if name.lower().endswith(ARCHIVE_KINDS):
        remedy = f"Name one page in it, such as {seed / 'page.txt'}."
        raise SetupError("an archive, not a page", file=seed, remedy=remedy)
    return name, data, folders.content if is_own else above.parent / "content"
