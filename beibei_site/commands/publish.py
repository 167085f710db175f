"""content/ → site/: the archive as it lies on disk, its index, its search and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.offices import find_findings
from beibei_site.content import store
from beibei_site.content.cache import Cache, digest, program_digest
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Proposal
from beibei_site.domain.model import (
    FACETS,
    Article,
    Authority,
    AuthorityRecord,
    Facet,
    PageRecord,
    Problem,
    SourcePage,
)
from beibei_site.domain.problems import SetupError
from beibei_site.domain.review import is_doubtful
from beibei_site.parsing.sources.seeds import read_pages, seed_of
from beibei_site.rendering.sentences import teller
from beibei_site.rendering.site import render_site
from beibei_site.search.browser.export import Export, State, number_articles
from beibei_site.search.build import build_search
from beibei_site.search.vocabulary import find_vocabulary

OWN = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, in figures, and what went wrong."""

    articles: int
    people: int
    topics: int
    files: int
    written: int
    deleted: int
    doubtful: int
    problems: tuple[Problem, ...]


def read_archive(folders: Folders, cache: Cache) -> Archive:
    """The archive as `content/` and `seeds/` hold it; raises SetupError for files that break the format."""
    files = store.read_articles(folders.content)
    records = store.read_records(folders.content)
    articles = [f.article for f in files]
    authorities = store.read_authorities(folders.content)
    return Archive(
        articles,
        records={f: _complete(f, authorities, articles) for f in FACETS},
        pages=[SourcePage(r, _lines(folders, r, cache)) for r in records],
    )


def _complete(
    facet: Facet, authorities: Mapping[Facet, Authority], articles: Sequence[Article]
) -> tuple[AuthorityRecord, ...]:
    return complete_records(authorities[facet], (value for a in articles for value in a.facet(facet)))


def _lines(folders: Folders, record: PageRecord, cache: Cache) -> tuple[str, ...]:
    """The lines of a record's page as they came; none if the seed is gone or can no longer be read."""
    name = seed_of(record.file)
    data = store.read_seed(folders.seeds, name)
    try:
        pages = read_pages(name, data, cache) if data is not None else ()
    except ValueError:
        return ()
    text = next((page.text for page in pages if page.name == record.file), None)
    return tuple(text.split("\n")) if text is not None else ()


def publish(folders: Folders, cache: Cache, say: Callable[[str], None]) -> Published:
    """Write the site and its indexes. Raises SetupError for broken files and a dead search."""
    archive = read_archive(folders, cache)
    settings = store.read_settings(folders.content)
    findings = find_findings(archive, store.read_authorities(folders.content))
    say("indexing")
    exported = _build_search(folders, cache, archive)
    say("rendering")
    pages = render_site(
        archive,
        settings,
        findings,
        templates=_own(folders, "templates"),
        static=_own(folders, "static"),
        remember=cache.remember,
    )
    files = [*exported.files, *pages]
    written, deleted = store.write_output(folders.output, files, exported.kept)
    cache.put("search", "state", exported.state)
    return Published(
        articles=len(archive.articles),
        people=_borne(archive, "people"),
        topics=_borne(archive, "topics"),
        files=len(files) + len(exported.kept),
        written=written,
        deleted=deleted,
        doubtful=sum(is_doubtful(a) for a in archive.articles),
        problems=tuple(_problems(findings.proposals)),
    )


def _problems(proposals: Iterable[Proposal]) -> Iterator[Problem]:
    """The proposals that are mistakes in an article, for the terminal."""
    tell = teller("en")
    for proposal in proposals:
        if proposal.kind == "unknown-topic":
            where = ", ".join(i for evidence in proposal.evidence for i in evidence.articles)
            remedy = "Correct it in the article, or add the topic to topics.yml."
            yield Problem("unknown-topic", "warning", f"{where}: {tell(proposal.why)}", remedy=remedy)


def _build_search(folders: Folders, cache: Cache, archive: Archive) -> Export:
    """Both indexes; what the last build left of the browser's is mended where that is enough."""
    before = cache.get("search", "state", State)
    numbers = _number(folders, archive)
    if before and not all((folders.output / path).is_file() for path in before.paths()):
        before = None
    try:
        return build_search(
            archive,
            folders.index,
            program_digest(),
            lambda path: (folders.output / path).read_bytes(),
            numbers,
            partial(_find_words, cache),
            before,
        )
    except ValueError as error:
        raise SetupError(str(error), remedy="This is a fault of the program: please report it.") from error


def _number(folders: Folders, archive: Archive) -> dict[str, int]:
    """The articles' numbers in the browser's index: the lines of `content/search-order.txt`, which grows
    at its end, so that a new article leaves the numbers of the others, and their files, alone."""
    path = folders.content / "search-order.txt"
    lines = (store.read_text(path) or "").splitlines()
    numbers = number_articles(sorted(archive.by_id), {i: at for at, i in enumerate(lines) if i})
    by_number = {number: article_id for article_id, number in numbers.items()}
    ordered = [by_number.get(number, "") for number in range(max(by_number, default=-1) + 1)]
    store.write_if_changed(path, "".join(f"{i}\n" for i in ordered).encode())
    return numbers


def _find_words(cache: Cache, tokens: Sequence[str]) -> dict[str, int]:
    """The search's vocabulary, remembered: the dictionary is loaded only where a new pair has come."""
    compute = partial(find_vocabulary, tokens)
    return cache.remember("vocabulary", digest("\n".join(tokens)), dict[str, int], compute)


def _borne(archive: Archive, facet: Facet) -> int:
    """How many entries of a facet at least one article bears."""
    return sum(bool(archive.with_entry(facet, r.id)) for r in archive.entries(facet))


def _own(folders: Folders, name: str) -> tuple[Path, ...]:
    """The archive's own folder of templates or static files, before the program's."""
    return tuple(dict.fromkeys(p.resolve() for p in (folders.root / name, OWN / name) if p.is_dir()))
