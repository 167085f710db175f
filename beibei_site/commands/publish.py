"""content/ → site/: the archive as stored on disk, its indexes and its pages."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from beibei_site.cataloguing.recipe import find_findings
from beibei_site.commands.reading import Say
from beibei_site.commands.stored.archive import read_archive
from beibei_site.commands.stored.own_files import Failures, find_unusable, with_own
from beibei_site.commands.stored.references import missing_featured, read_font, where
from beibei_site.content.cache import Cache, program_digest
from beibei_site.content.cache import key_of as digest_of
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import Below
from beibei_site.content.former import Former
from beibei_site.content.output import AnyFile
from beibei_site.content.settings import Settings
from beibei_site.content.site.folder import Site
from beibei_site.content.site.making import Seen
from beibei_site.content.site.sections import Made, Sections
from beibei_site.content.site.stored import key_of
from beibei_site.content.site.together import make_together, processors
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Proposal
from beibei_site.domain.model import Facet, Problem
from beibei_site.domain.problems import BrokenFile, SetupError, require_whole
from beibei_site.domain.review import is_doubtful
from beibei_site.rendering.plan import Source, source_of
from beibei_site.rendering.sentences import teller
from beibei_site.rendering.site import Failed, render_site
from beibei_site.search.beside.files import Beside, Words, beside_sections
from beibei_site.search.browser.export import Export, State
from beibei_site.search.build import build_search
from beibei_site.search.vocabulary import find_vocabulary


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publish: counts and problems; the files `read` in no folder of their own, each with the
    SHA-256 of its bytes."""

    articles: int
    people: int
    topics: int
    files: int
    written: int
    deleted: int
    doubtful: int
    problems: tuple[Problem, ...]
    read: Mapping[Path, str] = field(default_factory=dict)


def publish(
    folders: Folders, cache: Cache, say: Say, *, strict: bool = False, former: Former | None = None
) -> Published:
    """Write the site and its indexes. Raises SetupError for a search index that fails its check, and
    IncompleteError, with the site as it was, if something would be left out and `strict` is asked for.
    `former`: what this build has read of `content/` already."""
    stored = read_archive(folders, cache, former)
    archive, settings, place = stored.archive, stored.settings, key_of(folders.output)
    refused, font = find_unusable(folders, settings, cache.remember), read_font(folders, settings)
    problems = [*stored.problems, *font.problems, *refused.values()]
    require_whole(problems, strict=strict)
    findings = find_findings(archive, stored.authorities, cache.remember, stored.home)
    say("indexing")
    site = Site(folders.output, cache.get("site", place, dict[str, Seen]) or {})
    exported = _build_search(folders, cache, archive, site, wide=settings.is_wide)
    say("rendering")
    settings = settings if font.value else replace(settings, share_font="")
    source = source_of(archive, settings, findings, cache.remember)
    sections = Sections(cache.get("sections", place, dict[str, Made]) or {})
    failures = Failures(folders, cache)
    fail = partial(_go_on, failures, problems, strict)
    beside = _make_beside(cache, source, exported)
    render = partial(_render, folders, cache, source, sections, refused.keys(), font.value)
    pages = _share(render(failures, fail, beside.counts), site, folders)
    made = chain(sections.files(beside.sections), pages, exported.files)  # its manifest last
    written = site.write(made, exported.kept)
    cache.put("site", place, written.seen)
    cache.put("sections", place, sections.now)
    failures.save()
    if all(problem.severity == "note" for problem in written.problems):
        cache.put("search", "state", exported.state)
    unknown = missing_featured(folders.content, settings, archive)
    problems += (*unknown, *written.problems, *_mistakes(folders.content, archive, findings.proposals))
    return Published(
        articles=len(archive.articles),
        people=_borne(archive, "people"),
        topics=_borne(archive, "topics"),
        files=len(written.seen),
        written=written.written,
        deleted=written.deleted,
        doubtful=sum(is_doubtful(a) for a in archive.articles),
        problems=tuple(dict.fromkeys(problems)),
        read=_read_elsewhere(folders, stored.settings, font.value),
    )


def _read_elsewhere(folders: Folders, settings: Settings, font: bytes) -> dict[Path, str]:
    """The font, which may lie anywhere in the archive; it counts even if it is missing, for it may come."""
    return {folders.root / settings.share_font: files.sha256(font)} if settings.has_pictures else {}


def _share(pages: Iterator[AnyFile], site: Site, folders: Folders) -> Iterator[AnyFile]:
    """The pages, those that are not there yet made by several processes. Templates of the archive's own can
    fail, which has to be told in this process."""
    has_own = len(with_own(folders, "templates")) > 1
    return make_together(pages, 1 if has_own else processors(), site.knows)


def _go_on(failures: Failures, problems: list[Problem], strict: bool, key: str, broken: BrokenFile) -> None:
    """Note down that one of the archive's own templates has failed."""
    problems.append(failures.note(key, broken))
    require_whole(problems, strict=strict)


def _render(
    folders: Folders,
    cache: Cache,
    source: Source,
    sections: Sections,
    refused: Set[Path],
    font: bytes,
    failures: Failures,
    fail: Failed,
    tables: Mapping[str, int],
) -> Iterator[AnyFile]:
    """The pages, with the archive's own templates and static files but the `refused` ones."""
    return render_site(
        source,
        tables,
        templates=with_own(folders, "templates"),
        static=with_own(folders, "static"),
        remember=cache.remember,
        sections=sections,
        refused=refused,
        font=font,
        failures=failures.known,
        failed=fail,
    )


def _mistakes(content: Path, archive: Archive, proposals: Iterable[Proposal]) -> Iterator[Problem]:
    """The proposals that point to mistakes in an article, for the terminal; each names its first article."""
    tell = teller("en")
    for proposal in proposals:
        if proposal.kind == "unknown-topic":
            first, *others = (i for evidence in proposal.evidence for i in evidence.articles)
            topic = dict(proposal.why.values)["topic"]
            at = archive.by_id[first].topics.index(str(topic))
            has = "article has" if len(others) == 1 else "articles have"
            more = f" {len(others)} other {has} it" if others else ""
            message = f"{where(content, archive.files[first], 'topics', at)}{tell(proposal.why)}{more}"
            remedy = "Correct it in the article, or add the topic to topics.yml."
            yield Problem("unknown-topic", "warning", message, remedy=remedy)


def _build_search(folders: Folders, cache: Cache, archive: Archive, site: Site, *, wide: bool) -> Export:
    """Build both indexes; what stays of the browser's is left alone. `wide`: see `Settings.is_wide`."""
    before = cache.get("search", "state", State)
    below = Below(folders.output)

    def read(path: str) -> bytes:
        data = files.read(below(path))
        if data is None:
            raise FileNotFoundError(path)
        return data

    if before and not all(map(site.is_as_written, before.paths())):
        before = None
    try:
        return build_search(archive, folders.index, program_digest(), read, before, wide=wide)
    except ValueError as error:
        raise SetupError(str(error), remedy="This is a bug in the program; please report it.") from error


def _make_beside(cache: Cache, source: Source, exported: Export) -> Beside:
    """What stands beside the hits: the dictionary is looked through only if a new pair occurs."""
    find = functools.cache(partial(find_vocabulary, exported.pairs, exported.chars))
    key = cache.remember("vocabulary", exported.tokens_digest, str, lambda: digest_of(find()))
    archive, language, outline = source.archive, source.settings.language, source.outline.key
    return beside_sections(archive, source.findings, language, Words(find, key), outline, cache.remember)


def _borne(archive: Archive, facet: Facet) -> int:
    """The number of entries in a facet that have at least one article."""
    return sum(bool(archive.with_entry(facet, r.id)) for r in archive.entries(facet))
