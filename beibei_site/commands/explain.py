"""`beibei-site explain`: the decisions that `ingest` takes about the pages of one seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beibei_site.cataloguing.ownership import find_claims
from beibei_site.content import store
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.reader import trace_page
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.rendering.sentences import teller


def explain_seed(folders: Folders, seed: Path) -> Iterator[str]:
    """The report on the pages of one seed, in English, line by line.

    The lines that a person's articles claim are skipped, as `ingest` skips them. Raises SetupError if the
    seed cannot be read.
    """
    try:
        pages = read_pages(seed.name, seed.read_bytes())
    except FileNotFoundError:
        raise SetupError("there is no such file", file=seed) from None
    except (ValueError, IsADirectoryError) as error:
        raise SetupError(str(error), file=seed) from None
    content = _content_of(folders, seed)
    files = store.read_articles(content) if content else []
    records = {r.file: r for r in store.read_records(content)} if content else {}
    for page in pages:
        own = [f for f in files if f.article.source_file == page.name]
        claims = find_claims(own, records.get(page.name))
        yield from explain_page(trace_page(page.text, page.name, claims.lines, page.sheet), teller("en"))


def _content_of(folders: Folders, seed: Path) -> Path | None:
    """The `content/` of the archive that `seed` belongs to; None for a file that lies in no `seeds/`."""
    folder = seed.parent.resolve()
    if folder == folders.seeds.resolve():
        return folders.content
    return folder.parent / "content" if folder.name == "seeds" else None
