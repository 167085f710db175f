"""The changes that a page makes to `content/`: its articles and its record, each checked by reading it
back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from beibei_site.cataloguing.ownership import Protected
from beibei_site.content.cache import digest
from beibei_site.content.checks import checked_article, checked_record
from beibei_site.content.disk.journal import Change, PageChange, Source, Target
from beibei_site.content.frontmatter import ContentFile, content_path, is_in_place, render_article
from beibei_site.content.page_record import RecordFile, record_path, render_record
from beibei_site.domain.issue import merged, value_of
from beibei_site.domain.model import Article, Outcome, PageReading, Story
from beibei_site.domain.problems import SetupError
from beibei_site.domain.reasons import because
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import first_of, numbers_of
from beibei_site.parsing.hints import Hints
from beibei_site.parsing.sheet.model import Sheet

T = TypeVar("T")
_WORDS = 16  # hexadecimal digits: enough to tell one state of an article from the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One page of text with everything known about it before it is read. Of one that `is_held`, nothing is
    written: its record cannot be used, or a person's articles contradict it or each other."""

    name: str
    text: str
    encoding: str
    sha256: str
    fingerprints: str  # of its lines
    file: RecordFile | None
    protected: Protected
    sheet: Sheet | None
    hints: Hints
    is_held: bool = False

    @property
    def record(self) -> PageRecord | None:
        return self.file.record if self.file else None

    @property
    def edited(self) -> tuple[ContentFile, ...]:
        """The files that a person has edited; of a held page without a record nobody knows them."""
        return () if self.is_held and self.file is None else self.protected.edited


@dataclass(frozen=True, slots=True)
class Page:
    """A page after reading: its stories and their ids; `others` were read from the lines of a person's
    articles, whose ids they have."""

    seed: Seed
    key: str
    reading: PageReading
    ids: tuple[str, ...]
    others: tuple[tuple[Story, str], ...] = ()

    @property
    def stories(self) -> list[tuple[Story, str]]:
        """All stories in the order of their first lines."""
        own = zip(self.reading.stories, self.ids, strict=True)
        return sorted((*own, *self.others), key=lambda pair: pair[0].first_line)


def plan_page(page: Page, articles: Mapping[str, Article], occupied: Set[str], today: str) -> PageChange:
    """The changes for a page, with its `articles` by id, as made on the day `today`.

    `occupied` are the paths below `content/` that belong to others. Raises ValueError if the output cannot be
    read back.
    """
    own = {f.article.id: f for f in page.seed.protected.own}
    known = page.seed.record.by_id if page.seed.record else {}
    changes, entries = [], []
    for story, article_id in zip(page.reading.stories, page.ids, strict=True):
        article, old = articles[article_id], own.pop(article_id, None)
        target = Target(_path(article, old, occupied), render_article(article))
        change = Change(_source(old), target)
        if change.is_needed:
            _prove(replace(article, confidence=round(article.confidence, 2)), target, checked_article)
        changes.append(change)
        entry = _entry(story, article_id, target)
        entries.append(entry.dated(known.get(article_id), words_of(article), today))
    changes += [Change(_source(old), None) for old in own.values()]
    record, file = _record(page, entries, today), page.seed.file
    target = Target(_record_path(record, file), render_record(record))
    before = _source(file)
    if Change(before, target).is_needed:
        _prove(record, target, checked_record)
    return PageChange(before, target, tuple(changes))


def _source(file: ContentFile | RecordFile | None) -> Source | None:
    return Source(file.path, file.digest) if file else None


def _record_path(record: PageRecord, file: RecordFile | None) -> str:
    """Where a record is to lie: where it does, unless that is the place of a former name of its page."""
    if file is None or file.path in map(record_path, record.formerly):
        return record_path(record.file)
    return file.path


def _path(article: Article, old: ContentFile | None, occupied: Set[str]) -> str:
    """Where an article is to lie: where a person has put its `old` file, or else by its date, under a similar
    name if that file is another's."""
    if old and not is_in_place(old):
        return old.path
    path = content_path(article)
    while path in occupied:
        path = f"{path.removesuffix('.md')}-2.md"
    return path


def _prove(value: T, target: Target, parse: Callable[[str, str], Outcome[T]]) -> None:
    """Raises ValueError unless `target` can be written and reads back as `value`."""
    target.data.decode()
    try:
        is_same = parse(target.text, target.path).value == value
    except SetupError as error:
        raise ValueError(str(error)) from None
    if not is_same:
        raise ValueError(f"{target.path}: would not read back as written")


def _entry(story: Story, article_id: str, target: Target) -> LedgerEntry:
    return LedgerEntry(
        id=article_id,
        spans=story.spans,
        path=target.path,
        digest=target.digest,
        reasons=story.reasons,
        alternatives=story.alternatives,
        heading=story.heading_spans,
    )


def _record(page: Page, entries: Sequence[LedgerEntry], today: str) -> PageRecord:
    """The record of a page: the curator's own keys unchanged, the lines as read now, and the day on which an
    article was found deleted."""
    seed, reading = page.seed, page.reading
    base = seed.record or PageRecord(file=seed.name, key=page.key)
    known, gone = base.by_id, {entry.id: entry for entry in base.removed}
    ids = ((f, f.article.id) for f in seed.protected.edited)
    edited = [_edited_entry(f, known.get(i), gone.get(i), today) for f, i in ids]
    kept = [*entries, *edited, *seed.protected.waiting]
    issue = merged(base.set_issue, reading.issue)
    return replace(
        base,
        kind=reading.kind,
        read_kind=None if base.set_kind else reading.kind,
        read=reading.issue,
        issued=value_of(issue.issued) or None,
        paper=value_of(issue.paper) or None,
        page=value_of(issue.page) or None,
        section=value_of(issue.section) or None,
        key=page.key,
        sha256=seed.sha256,
        fingerprints=seed.fingerprints,
        encoding=seed.encoding,
        articles=tuple(sorted(kept, key=lambda e: first_of(e.spans))),
        furniture=reading.furniture,
        orphans=reading.orphans,
        removed=tuple(replace(e, removed=today) if e.id in known else e for e in seed.protected.removed),
    )


def _edited_entry(
    found: ContentFile, old: LedgerEntry | None, removed: LedgerEntry | None, today: str
) -> LedgerEntry:
    """The entry for a person's file: its lines, and the digest of what the program last wrote. `removed` is
    what was kept of it if it had been deleted and is there again."""
    lines = numbers_of(found.article.source)
    entry = LedgerEntry(
        id=found.article.id,
        spans=found.article.source,
        path=found.path,
        digest=old.digest if old else "",
        heading=tuple(span for span in old.heading if lines.issuperset(span)) if old else (),
        reasons=(because("by-hand"),),
        was=removed.was if removed else (),
    )
    return entry.dated(old, words_of(found.article), today)


def words_of(article: Article) -> str:
    """A digest of what readers read and cite in an article; what else stands in its file does not count."""
    names = (f"{credit.role} {credit.name}" for credit in article.byline)
    days = (article.date, article.issued)
    whole = digest(article.title, article.kicker or "", *article.deck, article.body, *names, *days)
    return whole[:_WORDS]
