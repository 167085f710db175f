"""The types of this program: frozen values that every other module passes around.

Three shapes of an article follow each other: `Story` (as read from one page, before anyone asked
when and who), `Article` (dated and catalogued, one content file) and the views in `rendering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from beibei_site.domain.dates import begins
from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData, IssuedOrigin, Printed
from beibei_site.domain.reasons import Reason
from beibei_site.domain.spans import Span, first_of

BlockKind = Literal["paragraph", "crosshead", "caption", "credit", "note"]
TitleOrigin = Literal["headline", "twin", "supplied", "curator"]
DateOrigin = Literal["dateline", "text", "page", "curator", "unknown"]
ArticleKind = Literal["report", "sidebar", "infographic", "photo", "document", "notice"]
Facet = Literal["people", "topics", "places", "bodies"]
Severity = Literal["error", "warning", "note"]
T = TypeVar("T")

FACETS: tuple[Facet, ...] = ("people", "topics", "places", "bodies")


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw in a file: a value that is collected and shown in the terminal, not an exception.

    `code` is a short kebab-case name that the documentation lists; `message` and `remedy`, which says how
    to mend it, are English. What a curator should decide is a `Proposal`, in the language of the site.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value, and what was wrong with the data that it was made from."""

    value: T
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """A name as printed under a role: 记者 (the writer), 摄, 文, 制图, 通讯员 …"""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump line: the rest of the article is on (`to`) or comes from (`from`) a newspaper page."""

    direction: Literal["to", "from"]
    page: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over (or under) a story: 引题, 主题 and 副题."""

    headline: str | None = None
    kicker: str | None = None
    deck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a story's text. `cut` marks a paragraph whose end the source has lost."""

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What was read from one page as one piece, with the reasons for every decision about it."""

    heading: Heading
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    heading_spans: tuple[Span, ...] = ()
    kind: ArticleKind = "report"
    credits: tuple[Credit, ...] = ()
    jump: Jump | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Reason, ...] = ()
    issue: IssueData = NO_ISSUE
    markdown: str = ""  # of a file that a person wrote as Markdown: its text, word by word
    facets: tuple[tuple[Facet, tuple[str, ...]], ...] = ()  # the names that its front matter gives
    keywords: tuple[str, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()  # and the keys over it that this program does not know

    @property
    def first_line(self) -> int:
        return first_of(self.spans)

    @property
    def text(self) -> str:
        """The paragraphs and crossheads, one a line."""
        return "\n".join(b.text for b in self.blocks if b.kind in ("paragraph", "crosshead"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """All that was read from one seed: every non-blank line stands in exactly one of the three.

    `ordered`: the lines of the text follow each other as on the page. `problems`: of its front matter.
    """

    file: str
    stories: tuple[Story, ...]
    furniture: tuple[Span, ...] = ()
    orphans: tuple[Span, ...] = ()
    kind: FileKind = "page"
    issue: IssueData = NO_ISSUE
    wrong_weekday: str = ""
    no_day: Printed | None = None
    ordered: bool = True
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueDate:
    """A day, a month or a year (`2020-04-02`, `2020-04`, `2020`; empty: unknown) and how it is known."""

    value: str = ""
    origin: DateOrigin = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One content file. `date` (of the story) and `issued` (of the issue that printed it) are EDTF; `body` is
    Markdown; `extra` holds the keys that a user added."""

    id: str
    title: str
    title_from: TitleOrigin = "headline"
    kicker: str | None = None
    deck: tuple[str, ...] = ()
    date: str = ""
    date_from: DateOrigin = "unknown"
    issued: str = ""
    issued_from: IssuedOrigin | None = None
    kind: ArticleKind = "report"
    byline: tuple[Credit, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    page: str | None = None
    jump: Jump | None = None
    twins: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source: tuple[Span, ...] = ()
    confidence: float = 1.0
    reviewed: bool = False
    reviewed_on: str = ""  # the day of the review, if its file gives it
    body: str = ""
    extra: tuple[tuple[str, object], ...] = ()

    @property
    def begins(self) -> str:
        """The partial date under which it is sorted and listed."""
        return begins(self.date)

    @property
    def source_file(self) -> str | None:
        return self.source[0].file if self.source else None

    @property
    def heading(self) -> str:
        """Kicker, title and deck, one a line."""
        return "\n".join(filter(None, [self.kicker, self.title, *self.deck]))

    @property
    def printed_heading(self) -> str:
        """The same without a title that no page prints."""
        title = self.title if self.title_from not in ("supplied", "curator") else ""
        return "\n".join(filter(None, [self.kicker, title, *self.deck]))

    @property
    def issue(self) -> IssueData:
        """What the article's own file says of the issue that printed it."""
        issued = Printed(self.issued, self.issued_from or "curator") if self.issued else None
        return IssueData(issued=issued, page=Printed(self.page, "curator") if self.page else None)

    def facet(self, facet: Facet) -> tuple[str, ...]:
        """The entries of this article under one facet: names or authority ids."""
        values: tuple[str, ...] = getattr(self, facet)
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRecord:
    """One entry of an authority file: the id that stays, the preferred form and its variants.

    `terms` (word and weight), `required` and `without` belong to topics, `parent` to topics and places;
    `aliases` are former ids, kept as redirect pages.
    """

    id: str
    facet: Facet
    preferred: str
    variants: tuple[str, ...] = ()
    description: str = ""
    note: str = ""
    same_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    terms: tuple[tuple[str, float], ...] = ()
    required: tuple[tuple[str, ...], ...] = ()  # of each group of words one must be there
    without: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # language code and name, beside the preferred form
    at: tuple[float, float] | None = None  # of a place: degrees north and east

    @property
    def forms(self) -> tuple[str, ...]:
        """The names under which it stands in a text."""
        return (self.preferred, *self.variants)

    @property
    def keys(self) -> tuple[str, ...]:
        """What an article may write for it: an id, present or former, or a name."""
        return (self.id, *self.forms, *self.aliases)


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority file: its records, and `rejected` strings that look like an entry but are none."""

    facet: Facet
    records: tuple[AuthorityRecord, ...] = ()
    rejected: tuple[str, ...] = ()
