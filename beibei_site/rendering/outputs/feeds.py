"""Atom for all articles, for each topic and for what is new in the archive; JSON Feed for all.

`published` is the day of the issue that printed an article, and is left out where it is unknown or in doubt.
`updated`, which Atom asks of every entry, is that same day, or `UNKNOWN`: no day is invented, and that of the
story is not put in its place. In the feed of what is new `updated` is the day on which an article entered the
archive or was corrected in it.
Ids are made from the paper's name and the article's id, so that they do not change when the site moves.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from beibei_site.content.output import OutputFile
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import Article
from beibei_site.domain.newspaper.issues import day_of
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.language import translations

Summaries = Mapping[str, str]  # by the ids of articles
UNKNOWN = "1970-01-01T00:00:00Z"
_MOST = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article in a feed. `link` is absolute if the settings say where the site stands; `issued` and
    `date` are EDTF, `published` and `updated` are moments; each may be empty."""

    id: str
    title: str
    link: str
    published: str
    issued: str
    date: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str
    updated: str = ""

    @property
    def moment(self) -> str:
        return self.updated or self.published or UNKNOWN


def feed_files(
    context: SiteContext, environment: Environment, summaries: Summaries, topic: str
) -> Iterator[OutputFile]:
    """The feed of a topic; without one, those of the archive."""
    name = context.settings.name
    if topic:
        title = f"{context.links['topics', topic].text} · {name}"
        yield _atom(context, environment, summaries, topic, title)
    else:
        yield _atom(context, environment, summaries, "", name)
        yield _json_feed(context, summaries)


def _atom(
    context: SiteContext, environment: Environment, summaries: Summaries, topic: str, title: str
) -> OutputFile:
    path, home = urls.feed(topic), urls.facet("topics", topic) if topic else urls.HOME
    entries = _entries(context, summaries, path)
    return _render(context, environment, f"feed/{topic}", title, path, home, entries)


def latest_of(context: SiteContext, topic: str) -> list[Article]:
    """The latest articles of a topic; without one, of the archive."""
    articles = context.archive.with_entry("topics", topic) if topic else context.archive.articles

    def age(article: Article) -> tuple[str, str, str]:
        return day_of(context.archive.issue_of(article)), article.begins or "0000", article.id

    return sorted(articles, key=age, reverse=True)[:_MOST]


def find_newest(archive: Archive) -> tuple[tuple[str, str], ...]:
    """The articles (ids) that entered the archive or were corrected in it last, each with that day."""
    changed = ((archive.ledger[a.id].changed, a.id) for a in archive.articles if a.id in archive.ledger)
    latest = sorted((pair for pair in changed if pair[0]), reverse=True)[:_MOST]
    return tuple((article_id, day) for day, article_id in latest)


def newest_feed(
    context: SiteContext, environment: Environment, summaries: Summaries, newest: Sequence[tuple[str, str]]
) -> Iterator[OutputFile]:
    """The feed of the articles that `find_newest` finds."""
    by_id, path = context.archive.by_id, urls.NEW_FEED
    entries = [
        replace(_entry(context, by_id[i], summaries[i], path), updated=f"{day}T00:00:00Z")
        for i, day in newest
    ]
    name = translations(context.settings.language).gettext("新收与改正")
    title = f"{name} · {context.settings.name}"
    yield _render(context, environment, "feed-of-changes", title, path, urls.NEW, entries)


def _render(
    context: SiteContext,
    environment: Environment,
    feed: str,
    title: str,
    path: str,
    home: str,
    entries: Sequence[FeedEntry],
) -> OutputFile:
    xml = environment.get_template("feed.xml").render(
        id=identifier(context.settings, feed),
        title=title,
        home=_link(context, home, path),
        own=_link(context, path, path),
        moment=entries[0].moment if entries else UNKNOWN,
        entries=entries,
    )
    return OutputFile(path, xml.encode())


def _entries(context: SiteContext, summaries: Summaries, path: str) -> list[FeedEntry]:
    """The articles of `summaries` as the feed at `path` lists them."""
    by_id = context.archive.by_id
    return [_entry(context, by_id[i], summary, path) for i, summary in summaries.items()]


def _entry(context: SiteContext, article: Article, summary: str, path: str) -> FeedEntry:
    issue = context.archive.issue_of(article)
    day = day_of(issue)
    return FeedEntry(
        id=identifier(context.settings, article.id),
        title=context.marked_title(article),
        link=_link(context, urls.article(article.id), path),
        published=f"{day}T00:00:00Z" if day else "",
        issued=value_of(issue.issued),
        date=article.date,
        authors=tuple(dict.fromkeys(c.name for c in article.byline)),
        topics=tuple(link.text for link in context.entries_of(article, "topics")),
        summary=summary,
    )


def identifier(settings: Settings, thing: str) -> str:
    """A name that stays the same wherever the site stands."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.paper or settings.name}/{thing}").urn


def _link(context: SiteContext, target: str, path: str) -> str:
    return context.absolute(target) or urls.relative(target, path)


def _json_feed(context: SiteContext, summaries: Summaries) -> OutputFile:
    path = urls.JSON_FEED
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": context.settings.name,
        "home_page_url": _link(context, urls.HOME, path),
        "feed_url": _link(context, path, path),
        "language": context.settings.text_language,
        "items": [
            {
                "id": e.id,
                "url": e.link,
                "title": e.title,
                "content_text": e.summary,
                **({"date_published": e.published} if e.published else {}),
                "_archive": {"issued": e.issued or None, "date": e.date or None},
                "authors": [{"name": name} for name in e.authors],
                "tags": list(e.topics),
            }
            for e in _entries(context, summaries, path)
        ],
    }
    return OutputFile(path, (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode())
