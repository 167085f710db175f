"""The archive: all articles with their authority records and source pages, read-only, with look-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from beibei_site.domain.issue import IssueData, IssueExtent, merged
from beibei_site.domain.model import FACETS, Article, AuthorityRecord, Facet
from beibei_site.domain.problems import BrokenFile
from beibei_site.domain.record import LedgerEntry, SourcePage
from beibei_site.domain.spans import first_of


class Archive:
    """All articles, ordered by date and id (undated last), with the authority records and source pages.

    `records` must hold one for every entry that an article names; others have no page. `paper` is the
    newspaper of pages that name none, `extents` say how many pages issues had; `log` holds what is kept of
    articles that no page record has. `files` tells where the file of an article lies below `content/`, by
    its id; `broken` are the files there that could not be read. `printings` are the ids of all printings of a
    story, the best preserved first, by each of them, where articles are given without the texts that tell it.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        *,
        records: Mapping[Facet, Iterable[AuthorityRecord]] | None = None,
        pages: Iterable[SourcePage] = (),
        log: Iterable[LedgerEntry] = (),
        paper: str = "",
        extents: Iterable[IssueExtent] = (),
        files: Mapping[str, str] | None = None,
        broken: Iterable[BrokenFile] = (),
        printings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._given_printings = printings
        self.broken = tuple(broken)
        self.files = files or {}
        self.articles: tuple[Article, ...] = tuple(sorted(articles, key=lambda a: (a.begins or "9999", a.id)))
        self.pages: tuple[SourcePage, ...] = tuple(sorted(pages, key=lambda p: p.record.file))
        self.log = tuple(log)
        self.paper = paper
        self.extents = tuple(extents)
        given = records or {}
        self._records: dict[Facet, dict[str, AuthorityRecord]] = {
            facet: {r.id: r for r in given.get(facet, ())} for facet in FACETS
        }

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def _form_to_id(self) -> dict[Facet, dict[str, str]]:
        """Id, former id, preferred form or variant → id, for each facet; the first record wins."""
        found: dict[Facet, dict[str, str]] = {}
        for facet, records in self._records.items():
            forms = found[facet] = {r.id: r.id for r in records.values()}
            for values in (lambda r: r.aliases, lambda r: (r.preferred,), lambda r: r.variants):
                for record in records.values():
                    for value in values(record):
                        forms.setdefault(value, record.id)
        return found

    def entry(self, facet: Facet, value: str) -> AuthorityRecord | None:
        """The record that an article's facet value (preferred name or id) stands for."""
        entry_id = self._form_to_id[facet].get(value)
        return self._records[facet][entry_id] if entry_id else None

    def entries(self, facet: Facet) -> tuple[AuthorityRecord, ...]:
        """All records of a facet: those that an article names, and those that a curator has written."""
        return tuple(self._records[facet].values())

    def entries_of(self, article: Article, facet: Facet) -> tuple[AuthorityRecord, ...]:
        """The records of one article under a facet, in the article's order, each once."""
        found = (self.entry(facet, value) for value in article.facet(facet))
        return tuple({r.id: r for r in found if r}.values())

    @cached_property
    def _by_entry(self) -> dict[tuple[Facet, str], list[Article]]:
        lists: dict[tuple[Facet, str], list[Article]] = defaultdict(list)
        for facet, forms in self._form_to_id.items():
            for article in self.articles:
                for entry_id in dict.fromkeys(map(forms.get, article.facet(facet))):
                    if entry_id:
                        lists[facet, entry_id].append(article)
        return dict(lists)

    def with_entry(self, facet: Facet, entry_id: str) -> tuple[Article, ...]:
        """The articles that have an entry, by date."""
        return tuple(self._by_entry.get((facet, entry_id), ()))

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """Every partial date under which an article is listed, sorted."""
        return tuple(sorted({a.begins for a in self.articles if a.date}))

    @cached_property
    def _by_part(self) -> dict[str, list[Article]]:
        lists: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            parts = article.begins.split("-")
            for length in range(1, len(parts) + 1):
                lists["-".join(parts[:length])].append(article)
        return dict(lists)

    def within(self, part: str) -> tuple[Article, ...]:
        """The articles of a year, month or day (`2020`, `2020-04`, `2020-04-02`); '' for the undated."""
        return tuple(self._by_part.get(part, ()))

    @cached_property
    def printings(self) -> Mapping[str, tuple[str, ...]]:
        """For each article with twins the ids of all printings of its story, the best preserved first."""
        if self._given_printings is not None:
            return self._given_printings
        found: dict[str, tuple[str, ...]] = {}
        for article in self.articles:
            if article.twins and article.id not in found:
                group = sorted((self.by_id[i] for i in self._reach(article)), key=_preservation)
                ids = tuple(a.id for a in group)
                found |= dict.fromkeys(ids, ids)
        return {i: group for i, group in found.items() if len(group) > 1}

    def _reach(self, article: Article) -> set[str]:
        """The ids of an article, its twins, their twins, and of articles that name one of these as theirs."""
        seen, todo = set[str](), [article.id]
        while todo:
            one = todo.pop()
            if one in self.by_id and one not in seen:
                seen.add(one)
                todo += [*self.by_id[one].twins, *self._named_by.get(one, ())]
        return seen

    @cached_property
    def _named_by(self) -> dict[str, list[str]]:
        """For each article id those that name it as a twin."""
        names: dict[str, list[str]] = defaultdict(list)
        for article in self.articles:
            for twin in article.twins:
                names[twin].append(article.id)
        return dict(names)

    def printings_of(self, article: Article) -> tuple[Article, ...]:
        """All printings of an article's story, itself among them, the best preserved first."""
        ids = self.printings.get(article.id)
        return tuple(map(self.by_id.__getitem__, ids)) if ids else (article,)

    def fold(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """`articles` in their order, of each story only the best preserved of its printings among them."""
        given = tuple(articles)
        if self.printings.keys().isdisjoint(a.id for a in given):
            return given
        ids = {a.id for a in given}
        return tuple(
            a for a in given if a.id == next(i for i in self.printings.get(a.id, (a.id,)) if i in ids)
        )

    @cached_property
    def stories(self) -> tuple[Article, ...]:
        """All articles, of each story one printing."""
        return self.fold(self.articles)

    @cached_property
    def _by_file(self) -> dict[str, list[Article]]:
        lists: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            if article.source:
                lists[article.source[0].file].append(article)
        return dict(lists)

    def of_page(self, file: str) -> tuple[Article, ...]:
        """The articles read from one seed, in the order of their first lines."""
        found = self._by_file.get(file, [])
        return tuple(sorted(found, key=lambda a: first_of(a.source)))

    @cached_property
    def page_of_file(self) -> dict[str, SourcePage]:
        return {page.record.file: page for page in self.pages}

    @cached_property
    def ledger(self) -> dict[str, LedgerEntry]:
        """What page records and the log keep of each article, by its id."""
        kept = (entry for page in self.pages for entry in page.record.articles)
        return {e.id: e for e in (*self.log, *kept) if not e.removed}

    @cached_property
    def removed(self) -> dict[str, LedgerEntry]:
        """The articles that a person has deleted, by their ids, without those that lead to others now."""
        taken = {i for a in self.articles for i in (a.id, *a.aliases)}
        gone = (entry for page in self.pages for entry in page.record.removed)
        return {e.id: e for e in (*(e for e in self.log if e.removed), *gone) if e.id not in taken}

    def issue_of(self, article: Article) -> IssueData:
        """The issue that printed an article: what its own file says, else the record of its page."""
        page = self.page_of_file.get(article.source_file or "")
        return merged(article.issue, page.record.issue) if page else article.issue


def _preservation(article: Article) -> tuple[int, bool, int, str]:
    """The sort key of printings: few passages lost or restored, a printed headline, a long text."""
    flaws = article.body.count("〔…〕") + article.body.count("〕[^")
    return flaws, article.title_from != "headline", -len(article.body), article.id
