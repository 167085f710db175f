"""`beibei-site explain`: the decisions that `ingest` makes about the pages of one seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from beibei_site.cataloguing.ownership import find_protected, is_torn, settle, without_lines
from beibei_site.commands.stored.moves import to_present
from beibei_site.commands.stored.renames import at_home
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
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
    try:
        pages = read_pages(seed.name, seed.read_bytes())
    except FileNotFoundError:
        raise SetupError("there is no such file", file=seed) from None
    except (ValueError, IsADirectoryError) as error:
        raise SetupError(str(error), file=seed) from None
    content = read_content(_content_of(folders, seed))
    records = {file.record.file: file.record for file in content.records}
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


def _content_of(folders: Folders, seed: Path) -> Path:
    """The `content/` of the archive whose page `seed` is; it need not exist."""
    folder = seed.parent.resolve()
    return folders.content if folder == folders.seeds.resolve() else folder.parent / "content"
