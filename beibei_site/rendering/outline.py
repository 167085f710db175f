"""The archive as lists show it: every article without its text, and without what changes whenever it does.

So an edit of a text leaves the outline as it was, and with it all files that are made of the outline alone.
What such a file shows cannot depend on anything else, for whoever makes it is given nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from beibei_site.content.body import parse_body, plain
from beibei_site.content.cache import Remember, digest, digests_of, in_groups, key_of
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, TopicReason
from beibei_site.domain.model import FACETS, Article
from beibei_site.domain.record import LedgerEntry, SourcePage
from beibei_site.rendering.components import Excerpt
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.keyed import Keyed
from beibei_site.rendering.lists.around import Around

_OPENING, _SUMMARY = 84, 160  # characters that lists show, and feeds
_PARAGRAPH = 20  # characters: what is shorter is a crosshead or a credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article with its text; what stands around it; what its page's record or the log keeps of it; all
    printings of its story, with their texts, if there are several; its keywords; why it has its topics."""

    article: Article
    around: Around
    entry: LedgerEntry | None = None
    printings: tuple[Article, ...] = ()
    keywords: tuple[str, ...] = ()
    reasons: tuple[TopicReason, ...] = ()


def outline_of(archive: Archive, settings: Settings, findings: Findings) -> Keyed[SiteContext]:
    """The context of views that show no text, and the digest of all that it holds."""
    articles = [replace(article, body="") for article in archive.articles]
    pages = [_outlined(page) for page in archive.pages]
    log = [entry for entry in archive.log if entry.removed]
    outlined = Archive(
        articles,
        records={facet: archive.entries(facet) for facet in FACETS},
        pages=pages,
        log=log,
        paper=archive.paper,
        extents=archive.extents,
        files=archive.files,
        broken=archive.broken,
        printings=archive.printings,
    )
    found = replace(findings, keywords={}, reasons={}, proposals=())
    key = key_of(
        (
            articles,
            pages,
            log,
            [archive.entries(facet) for facet in FACETS],
            (archive.paper, archive.extents, archive.files, archive.broken, archive.printings),
            settings,
            replace(found, listed=frozenset()),
            sorted(found.listed),
        )
    )
    return Keyed(SiteContext(outlined, settings, found), key)


def excerpts_of(archive: Archive, remember: Remember) -> dict[str, Keyed[Excerpt]]:
    """The excerpts of all articles, by their ids."""
    by_id = archive.by_id

    def find(article_id: str) -> Excerpt:
        return excerpt_of(by_id[article_id].body)

    found = dict(in_groups("excerpts", list[Excerpt], digests_of(archive), find, remember))
    return {article_id: Keyed(found[article_id], _key_of(found[article_id])) for article_id in by_id}


def _key_of(excerpt: Excerpt) -> str:
    """Its digest, without msgspec for the reason that `digests_of` gives."""
    return digest(excerpt.opening, f"{excerpt.lost} {excerpt.restored}")


def _outlined(page: SourcePage) -> SourcePage:
    """A page whose record says of its articles only which lines they have."""
    own = tuple(LedgerEntry(id=e.id, spans=e.spans, heading=e.heading) for e in page.record.articles)
    return replace(page, record=replace(page.record, articles=own))


def excerpt_of(body: str) -> Excerpt:
    """The excerpt of a body in Markdown."""
    text = plain(body)
    opening = next((p for p in text.split("\n") if len(p) > _PARAGRAPH), text)
    parsed = parse_body(body) if "〔" in body else None
    return Excerpt(
        _cut(opening, _OPENING),
        parsed.lacunae if parsed else 0,
        len(parsed.restored) if parsed else 0,
    )


def summary_of(body: str) -> str:
    """The first words of a body in Markdown, as feeds show them."""
    return _cut(plain(body).replace("\n", " "), _SUMMARY)


def _cut(text: str, most: int) -> str:
    return text[:most] + ("…" if len(text) > most else "")


def told_of(
    archive: Archive, findings: Findings, outline: Keyed[SiteContext], remember: Remember
) -> dict[str, Keyed[Told]]:
    """Of every article, by its id, in the archive's order."""
    ledger, printings = archive.ledger, archive.printings
    own, outlined = digests_of(archive), outline.value.archive.articles
    around = {article.id: Around(outline.value, article) for article in outlined}
    keys = remember("around", outline.key, dict[str, str], lambda: {i: one.key for i, one in around.items()})

    def told(article: Article) -> Keyed[Told]:
        one = Told(
            article=article,
            around=around[article.id],
            entry=ledger.get(article.id),
            printings=archive.printings_of(article) if article.id in printings else (),
            keywords=article.keywords or findings.keywords.get(article.id, ()),
            reasons=findings.reasons.get(article.id, ()),
        )
        shown = own[article.id], keys[article.id], one.entry, one.printings, one.keywords, one.reasons
        return Keyed(one, key_of(shown))

    return {article.id: told(article) for article in archive.articles}
