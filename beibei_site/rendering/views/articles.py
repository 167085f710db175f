"""The views of one article: its page, and the page beside its twins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.chinese.variants import variants_among
from beibei_site.content.body import parse_body, plain
from beibei_site.content.settings import Settings
from beibei_site.domain.findings import TopicReason
from beibei_site.domain.issue import Printed, value_of
from beibei_site.domain.model import Article, Credit, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.components import Link, PageName, Trust
from beibei_site.rendering.context import article_link
from beibei_site.rendering.language import (
    marked_title,
    show_date,
    show_origin,
    title_marks,
    translations,
)
from beibei_site.rendering.lists.around import JumpLink
from beibei_site.rendering.lists.reading import Series
from beibei_site.rendering.lists.related import Related
from beibei_site.rendering.newspaper.collation import CollationRow, collate
from beibei_site.rendering.outline import Told
from beibei_site.rendering.outputs.citations import Citation, is_picture
from beibei_site.rendering.outputs.heads import head_tags, json_ld
from beibei_site.rendering.views.review import trust_in
from beibei_site.rendering.views.view import RedirectView, View

_DESCRIPTION = 110  # characters that search engines show of a description


@dataclass(frozen=True, slots=True)
class MentionedEntry:
    """An entry as an article's text names it: the strings to look for."""

    link: Link
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(View):
    """An article; `credits` are names by role, `topics` say why, by the topic's name; on the days `added`
    and `corrected` it entered the archive and was last corrected in it; `beside` is where it stands beside
    its lines."""

    template: str = "article.html"
    trust: Trust
    article: Article
    citation: Citation
    credits: dict[str, tuple[str, ...]]
    mentions: dict[Facet, tuple[MentionedEntry, ...]]
    keywords: tuple[Link, ...]
    source: Link | None
    lines: str
    beside: str
    twins: tuple[Link, ...]
    related: tuple[Related, ...]
    jump: JumpLink | None
    place: PageName | None
    topics: dict[str, TopicReason]
    series: Series | None
    added: str
    corrected: str

    @property
    def description(self) -> str:
        return plain(self.article.body)[:_DESCRIPTION].replace("\n", " ")

    @property
    def language(self) -> object:
        """The language of the text, if its file names one; else it is that of all texts."""
        return dict(self.article.extra).get("lang")

    @property
    def lost(self) -> int:
        return parse_body(self.article.body).lacunae

    @property
    def restored(self) -> int:
        return len(parse_body(self.article.body).restored)

    @property
    def json_ld(self) -> str:
        names = {f: [e.link.text for e in found] for f, found in self.mentions.items()}
        return json_ld(self.citation, names)

    @property
    def head_tags(self) -> tuple[tuple[str, str], ...]:
        return head_tags(self.citation)

    @property
    def variants(self) -> str:
        """The variant characters printed here, each followed by the one it is matched as: `○〇`."""
        found = variants_among(self.article.heading + self.article.body)
        return "".join(printed + matched for printed, matched in found.items())


@dataclass(frozen=True, slots=True)
class Collation:
    """An article beside one of its twins, whose page `link` leads to."""

    link: Link
    article: Article
    twin: Article

    @property
    def rows(self) -> tuple[CollationRow, ...]:
        return collate(self.article, self.twin)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollationView(View):
    template: str = "collation.html"
    collations: tuple[Collation, ...]


def article_views(settings: Settings, told: Told, related: tuple[Related, ...]) -> Iterator[View]:
    """An article's page and what belongs to it; redirects of its former ids."""
    yield _article_view(settings, told, related)
    yield from _collation(settings, told)
    for alias in told.article.aliases:
        yield RedirectView(path=urls.article(alias), link=article_link(told.article))


def _article_view(settings: Settings, told: Told, related: tuple[Related, ...]) -> ArticleView:
    article, around, kept = told.article, told.around, told.entry
    before, after = around.neighbours
    return ArticleView(
        path=urls.article(article.id),
        title=_title(settings, article),
        article=article,
        citation=citation_of(settings, told),
        trust=trust_in(settings, told),
        before=before,
        after=after,
        credits=_credits(article.byline),
        mentions=_mentions(told),
        keywords=_keywords(told),
        source=around.source,
        lines=line_text(article.source, settings.language),
        beside=around.beside,
        twins=tuple(map(_twin_link, _twins(told))),
        related=related,
        jump=around.jump,
        place=around.place,
        topics=_topics(told),
        series=around.series,
        crumbs=around.crumbs,
        section="issues" if around.is_in_issue else "dates",
        added=kept.added if kept else "",
        corrected=kept.corrected if kept else "",
    )


def _title(settings: Settings, article: Article) -> str:
    return marked_title(article.title, article.title_from, settings.language)


def citation_of(settings: Settings, told: Told) -> Citation:
    """How to cite an article."""
    article, issue = told.article, told.around.issue
    paper = value_of(issue.paper) or settings.paper
    issued = value_of(issue.issued)
    return Citation(
        id=article.id,
        title=_title(settings, article),
        authors=tuple(dict.fromkeys(c.name for c in article.byline if not is_picture(c.role))),
        paper=paper,
        place=settings.publisher_place,
        issued=issued,
        issue=" ".join(filter(None, [paper, show_date(issued, settings.language)])),
        date=article.date,
        page=value_of(issue.page) or None,
        section=value_of(issue.section),
        address=urls.absolute(settings.base_url, urls.article(article.id)),
        note=_note(article, issue.issued, settings.language),
        language=str(dict(article.extra).get("lang") or settings.text_language),
    )


def _note(article: Article, issued: Printed | None, language: str) -> str:
    """What a citation must add in words: whose the title is, when the issue appeared, and what the story
    tells of, each date with how it is known."""
    gettext = translations(language).gettext

    def known(date: str, origin: str) -> str:
        words, how = show_date(date, language), show_origin(origin, language)
        return gettext("%(title)s（%(note)s）") % {"title": words, "note": how} if how else words

    mark = title_marks(language).get(article.title_from)
    parts = [mark.meaning] if mark else []
    if issued:
        parts.append(gettext("出版日期：%(date)s") % {"date": known(issued.value, issued.origin)})
    else:
        parts.append(gettext("出版日期不详"))
    if article.date:
        parts.append(gettext("报道之事：%(date)s") % {"date": known(article.date, article.date_from)})
    return gettext("；").join(parts)


def _credits(byline: tuple[Credit, ...]) -> dict[str, tuple[str, ...]]:
    """The names under each role, in the order of the byline."""
    return {role.role: tuple(c.name for c in byline if c.role == role.role) for role in byline}


def _mentions(told: Told) -> dict[Facet, tuple[MentionedEntry, ...]]:
    """The entries of every facet, each with the strings by which the text may name it."""
    terms = {r.topic: tuple(term for term, _ in r.terms) for r in told.reasons}
    found: dict[Facet, tuple[MentionedEntry, ...]] = {}
    for entry in told.around.entries:
        facet = entry.record.facet
        forms = terms.get(entry.record.id, ()) if facet == "topics" else entry.record.forms
        named = MentionedEntry(entry.link, tuple(f for f in forms if f in told.article.body))
        found[facet] = (*found.get(facet, ()), named)
    return found


def _keywords(told: Told) -> tuple[Link, ...]:
    """The keywords that are no entries as well, each with a search for it."""
    names = {entry.record.preferred for entry in told.around.entries}
    return tuple(Link(urls.search(word), word) for word in told.keywords if word not in names)


def _topics(told: Told) -> dict[str, TopicReason]:
    links = {e.record.id: e.link for e in told.around.entries if e.record.facet == "topics"}
    return {links[reason.topic].text: reason for reason in told.reasons if reason.topic in links}


def _twins(told: Told) -> tuple[Article, ...]:
    return tuple(a for a in told.printings if a.id != told.article.id)


def _twin_link(twin: Article) -> Link:
    return article_link(twin, note=twin.source_file or "")


def _collation(settings: Settings, told: Told) -> Iterator[CollationView]:
    """The article beside its twins, if it has any."""
    article = told.article
    if twins := _twins(told):
        yield CollationView(
            path=urls.collation(article.id),
            title=_title(settings, article),
            up=article_link(article),
            collations=tuple(Collation(_twin_link(twin), article, twin) for twin in twins),
        )
