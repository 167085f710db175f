"""The record of one source page: which line went where, and what is known of the issue that printed it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData, in_year, known, set_by_hand
from beibei_site.domain.reasons import Reason
from beibei_site.domain.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What a page record keeps of one article: its lines, what was written, and why it was read so.

    `added`, `corrected` and `removed` are the days (`2026-11-28`; empty: not known, or never) on which it
    entered the archive, was last corrected in it, and was deleted; `words` is a digest of its text and head.
    `was` are the lines it had before its seed was changed: what its file still says, if it is a person's.
    """

    id: str
    spans: tuple[Span, ...]
    path: str = ""
    digest: str = ""
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Reason, ...] = ()
    heading: tuple[Span, ...] = ()
    added: str = ""
    corrected: str = ""
    removed: str = ""
    words: str = ""
    was: tuple[Span, ...] = ()

    @property
    def changed(self) -> str:
        """The last day on which it entered the archive or was corrected."""
        return max(self.added, self.corrected)

    def dated(self, before: LedgerEntry | None, words: str, today: str) -> LedgerEntry:
        """The same with its days, as an ingest of `today` finds them: `before` is what was kept until now,
        `words` the digest of what is read in the article now.

        An entry that an older version of the program made has no days, and gets none until it changes.
        The lines that it had before its seed was changed are kept as well.
        """
        if before is None:
            return replace(self, added=today, words=words)
        is_corrected = before.words not in ("", words)
        corrected = today if is_corrected else before.corrected
        return replace(self, added=before.added, corrected=corrected, words=words, was=before.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """`content/pages/<seed>.yml`: the ledger of one source page.

    Every non-blank line of the seed stands once: under an article, in `furniture`, in `orphans`,
    or under `removed` (articles that a person has deleted). `kind`, `paper`, `issued`, `year`, `page` and
    `section` are the curator's to set; `read` is what the program last read of them, `read_kind` what it took
    the file for, so that what a curator has set can be told from it. `fingerprints` tell its lines
    apart, in order (`commands.stored.moves`), `formerly` its former names (`commands.stored.renames`).
    """

    file: str
    key: str
    sha256: str = ""
    fingerprints: str = ""
    formerly: tuple[str, ...] = ()
    encoding: str = "utf-8"
    kind: FileKind | None = None
    paper: str | None = None
    issued: str | None = None
    year: int | None = None
    page: str | None = None
    section: str | None = None
    read_kind: FileKind | None = None
    read: IssueData = NO_ISSUE
    articles: tuple[LedgerEntry, ...] = ()
    furniture: tuple[Span, ...] = ()
    orphans: tuple[Span, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()

    @property
    def by_id(self) -> dict[str, LedgerEntry]:
        """What it keeps of each article; made anew each time."""
        return {entry.id: entry for entry in self.articles}

    @property
    def set_kind(self) -> FileKind | None:
        """The kind that the curator has set."""
        return self.kind if self.kind != self.read_kind else None

    @property
    def set_issue(self) -> IssueData:
        """What the curator has set of the issue."""
        return set_by_hand(self._values, self.read)

    @property
    def issue(self) -> IssueData:
        """What is known of the issue, each value with where it was read or that it was set."""
        return in_year(known(self._values, self.read), self.year)

    @property
    def _values(self) -> tuple[str | None, ...]:
        return self.issued, self.paper, self.page, self.section


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page record together with the seed's lines as they came, for the site's source pages."""

    record: PageRecord
    lines: tuple[str, ...] = ()
