"""The two entry points of cataloguing: the articles of all pages, and findings about the whole archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.cataloguing.dating import ReadPage, date_stories, find_years, issue_of
from beibei_site.cataloguing.description import build_article
from beibei_site.cataloguing.keywords import find_keywords
from beibei_site.cataloguing.names.bodies import NOWHERE, Home
from beibei_site.cataloguing.names.nesting import find_parents
from beibei_site.cataloguing.offices import find_offices
from beibei_site.cataloguing.proposals import find_proposals
from beibei_site.cataloguing.tenures import group_offices
from beibei_site.cataloguing.topics import explain_topic
from beibei_site.cataloguing.twins import Key, borrow, find_twins, twin_of_pages
from beibei_site.content.body import plain
from beibei_site.content.cache import Remember, RememberEach
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, TopicReason
from beibei_site.domain.model import Article, Authority, Facet
from beibei_site.domain.newspaper.jumps import stitch_archive


def catalogue_pages(
    pages: Sequence[ReadPage],
    ids: Mapping[Key, str],
    authorities: Mapping[Facet, Authority],
    *,
    context: Iterable[Article],
    remember_each: RememberEach,
) -> tuple[Article, ...]:
    """The articles of all stories of `pages`, dated and catalogued, in page order.

    `ids` has an id for every story; names in `context` (hand-edited articles) count as certain.
    """
    stories = {(page.file, story.first_line): story for page in pages for story in page.stories}
    twins = find_twins({key: story.text for key, story in stories.items()})
    years = find_years(pages, twin_of_pages(twins))
    articles = []
    for page in pages:
        dates = date_stories(page, years.get(page.file))
        for story, date in zip(page.stories, dates, strict=True):
            key = (page.file, story.first_line)
            others = {ids[other]: stories[other] for other in twins.get(key, ())}
            articles.append(
                build_article(
                    story,
                    ids[key],
                    date,
                    borrowed=borrow(story, others),
                    twins=tuple(others),
                    issue=issue_of(story, page),
                )
            )
    return assign_facets(articles, authorities, context=context, remember_each=remember_each)


def find_findings(
    archive: Archive, authorities: Mapping[Facet, Authority], remember: Remember, home: Home = NOWHERE
) -> Findings:
    """Findings that need the whole archive: keywords, offices, reasons for topics, proposals. `home` says of
    which town 区委书记 is."""
    printed, keywords = find_offices(archive, remember), find_keywords(archive, remember)
    offices, held = group_offices(archive, printed, home)
    stitching = stitch_archive(archive)
    return Findings(
        offices=held,
        all_offices=offices,
        parents=_parents(archive),
        reasons={a.id: _reasons(a, authorities["topics"]) for a in archive.articles},
        keywords=keywords,
        proposals=find_proposals(
            archive,
            printed,
            authorities["topics"],
            keywords,
            stitching.unsure,
            {r.id for r in authorities["people"].records},
        ),
        parts=stitching.parts,
        listed=frozenset((facet, r.id) for facet, found in authorities.items() for r in found.records),
    )


def _parents(archive: Archive) -> dict[str, str]:
    """The place that each place lies in, if texts or names say so."""
    places = archive.entries("places")
    forms = {form: r.id for r in reversed(places) for form in r.forms}
    texts = ((plain(a.body), [r.id for r in archive.entries_of(a, "places")]) for a in archive.articles)
    return find_parents(forms, {r.id: r.preferred for r in places}, texts)


def _reasons(article: Article, authority: Authority) -> tuple[TopicReason, ...]:
    heading, body = article.printed_heading, plain(article.body)
    return tuple(explain_topic(r, heading, body) for r in authority.records if r.id in article.topics)
