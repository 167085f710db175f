"""Atom for all articles and for each topic; JSON Feed for all.

Only articles with a known day are in feeds: an entry must have a date, and none is invented.
Ids are made from the paper's name and the article's id, so that they do not change when the site moves.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from beibei_site.content.body import plain
from beibei_site.content.output import OutputFile
from beibei_site.domain.dates import is_day
from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.language import TEXT_LANGUAGE

_MOST = 50
_SUMMARY = 160


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article in a feed. `link` is absolute if the settings say where the site stands."""

    id: str
    title: str
    link: str
    moment: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str


def feed_files(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """The feeds of the archive and of every topic."""
    name = context.settings.name
    yield _atom(context, environment, "", name, context.archive.articles)
    yield _json_feed(context)
    for key in context.ranked("topics"):
        title = f"{context.entry(key).text} · {name}"
        yield _atom(context, environment, key[1], title, context.archive.with_entry(*key))


def _atom(
    context: SiteContext, environment: Environment, topic: str, title: str, articles: Sequence[Article]
) -> OutputFile:
    path, home = urls.feed(topic), urls.facet("topics", topic) if topic else urls.HOME
    entries = _entries(context, articles, path)
    xml = environment.get_template("feed.xml").render(
        id=identifier(context, f"feed/{topic}"),
        title=title,
        home=_link(context, home, path),
        own=_link(context, path, path),
        moment=entries[0].moment if entries else "1970-01-01T00:00:00Z",
        entries=entries,
    )
    return OutputFile(path, xml.encode())


def _entries(context: SiteContext, articles: Sequence[Article], path: str) -> list[FeedEntry]:
    """The latest of `articles` as the feed at `path` lists them."""
    dated = [a for a in articles if is_day(a.date)]
    dated.sort(key=lambda a: (a.date, a.id), reverse=True)
    return [_entry(context, article, path) for article in dated[:_MOST]]


def _entry(context: SiteContext, article: Article, path: str) -> FeedEntry:
    text = plain(article.body).replace("\n", " ")
    return FeedEntry(
        id=identifier(context, article.id),
        title=context.marked_title(article),
        link=_link(context, urls.article(article.id), path),
        moment=f"{article.date}T00:00:00Z",
        authors=tuple(dict.fromkeys(c.name for c in article.byline)),
        topics=tuple(link.text for link in context.entries_of(article, "topics")),
        summary=text[:_SUMMARY] + ("…" if len(text) > _SUMMARY else ""),
    )


def identifier(context: SiteContext, thing: str) -> str:
    """A name that stays the same wherever the site stands."""
    settings = context.settings
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.paper or settings.name}/{thing}").urn


def _link(context: SiteContext, target: str, path: str) -> str:
    return context.absolute(target) or urls.relative(target, path)


def _json_feed(context: SiteContext) -> OutputFile:
    path = urls.JSON_FEED
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": context.settings.name,
        "home_page_url": _link(context, urls.HOME, path),
        "feed_url": _link(context, path, path),
        "language": TEXT_LANGUAGE,
        "items": [
            {
                "id": e.id,
                "url": e.link,
                "title": e.title,
                "content_text": e.summary,
                "date_published": e.moment,
                "authors": [{"name": name} for name in e.authors],
                "tags": list(e.topics),
            }
            for e in _entries(context, context.archive.articles, path)
        ],
    }
    return OutputFile(path, (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode())
