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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from beibei_site.content.body import plain
from beibei_site.content.output import OutputFile
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import Article
from beibei_site.domain.newspaper.issues import day_of
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.language import translations

UNKNOWN = "1970-01-01T00:00:00Z"
_MOST = 50
_SUMMARY = 160


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


def feed_files(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """The feeds of the archive and of every topic."""
    name = context.settings.name
    yield _atom(context, environment, "", name, context.archive.articles)
    yield _new_feed(context, environment)
    yield _json_feed(context)
    for key in context.ranked("topics"):
        title = f"{context.entry(key).text} · {name}"
        yield _atom(context, environment, key[1], title, context.archive.with_entry(*key))


def _atom(
    context: SiteContext, environment: Environment, topic: str, title: str, articles: Sequence[Article]
) -> OutputFile:
    path, home = urls.feed(topic), urls.facet("topics", topic) if topic else urls.HOME
    entries = _entries(context, articles, path)
    return _render(context, environment, f"feed/{topic}", title, path, home, entries)


def _new_feed(context: SiteContext, environment: Environment) -> OutputFile:
    """The articles that entered the archive or were corrected in it last."""
    ledger, path = context.archive.ledger, urls.NEW_FEED
    found = [a for a in context.archive.articles if a.id in ledger and ledger[a.id].changed]
    found.sort(key=lambda a: (ledger[a.id].changed, a.id), reverse=True)
    entries = []
    for article in found[:_MOST]:
        updated = f"{ledger[article.id].changed}T00:00:00Z"
        entries.append(replace(_entry(context, article, path), updated=updated))
    name = translations(context.settings.language).gettext("新收与改正")
    title = f"{name} · {context.settings.name}"
    return _render(context, environment, "feed-of-changes", title, path, urls.NEW, entries)


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
        id=identifier(context, feed),
        title=title,
        home=_link(context, home, path),
        own=_link(context, path, path),
        moment=entries[0].moment if entries else UNKNOWN,
        entries=entries,
    )
    return OutputFile(path, xml.encode())


def _entries(context: SiteContext, articles: Sequence[Article], path: str) -> list[FeedEntry]:
    """The latest of `articles` as the feed at `path` lists them."""

    def age(article: Article) -> tuple[str, str, str]:
        return day_of(context.archive.issue_of(article)), article.begins or "0000", article.id

    latest = sorted(articles, key=age, reverse=True)
    return [_entry(context, article, path) for article in latest[:_MOST]]


def _entry(context: SiteContext, article: Article, path: str) -> FeedEntry:
    text = plain(article.body).replace("\n", " ")
    issue = context.archive.issue_of(article)
    day = day_of(issue)
    return FeedEntry(
        id=identifier(context, article.id),
        title=context.marked_title(article),
        link=_link(context, urls.article(article.id), path),
        published=f"{day}T00:00:00Z" if day else "",
        issued=value_of(issue.issued),
        date=article.date,
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
            for e in _entries(context, context.archive.articles, path)
        ],
    }
    return OutputFile(path, (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode())
