"""Atom and JSON Feed, for all articles and for each topic.

Only articles with a day are in feeds: a feed asks for the moment of every entry, and none is invented.
Ids are made from the paper's name and the article's id, so that they stay wherever the site stands.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from beibei_site.content.body import plain
from beibei_site.content.settings import Settings
from beibei_site.domain.dates import is_day
from beibei_site.domain.model import Article, OutputFile
from beibei_site.rendering import urls
from beibei_site.rendering.context import Holdings
from beibei_site.rendering.outputs.citations import LANGUAGE, absolute

_MOST = 50
_SUMMARY = 160


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed. `link` is absolute if the settings say where the site stands."""

    id: str
    title: str
    link: str
    moment: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str


def feed_files(holdings: Holdings, environment: Environment) -> Iterator[OutputFile]:
    """The feeds of the archive and of every topic."""
    name = holdings.settings.name
    yield from _feed(holdings, environment, "", name, holdings.archive.articles)
    for key in holdings.ranked("topics"):
        title = f"{holdings.entry(key).text} · {name}"
        yield from _feed(holdings, environment, key[1], title, holdings.archive.with_entry(*key))


def _feed(
    holdings: Holdings, environment: Environment, topic: str, title: str, articles: Sequence[Article]
) -> Iterator[OutputFile]:
    settings = holdings.settings
    dated = [a for a in articles if is_day(a.date)]
    dated.sort(key=lambda a: (a.date, a.id), reverse=True)
    path, home = urls.feed("xml", topic), urls.facet("topics", topic) if topic else urls.HOME
    entries = [_entry(holdings, environment, a, path) for a in dated[:_MOST]]
    xml = environment.get_template("feed.xml").render(
        id=_identifier(settings, f"feed/{topic}"),
        title=title,
        home=_link(settings, home, path),
        own=_link(settings, path, path),
        moment=entries[0].moment if entries else "1970-01-01T00:00:00Z",
        entries=entries,
    )
    yield OutputFile(path, xml.encode())
    path = urls.feed("json", topic)
    yield OutputFile(path, _json_feed(settings, title, path, home, entries).encode())


def _entry(holdings: Holdings, environment: Environment, article: Article, path: str) -> Entry:
    text = plain(article.body).replace("\n", " ")
    title: str = environment.globals["marked"](article)  # type: ignore[operator]
    return Entry(
        id=_identifier(holdings.settings, article.id),
        title=title,
        link=_link(holdings.settings, urls.article(article.id), path),
        moment=f"{article.date}T00:00:00Z",
        authors=tuple(dict.fromkeys(c.name for c in article.byline)),
        topics=tuple(link.text for link in holdings.entries_of(article, "topics")),
        summary=text[:_SUMMARY] + ("…" if len(text) > _SUMMARY else ""),
    )


def _identifier(settings: Settings, thing: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.paper or settings.name}/{thing}").urn


def _link(settings: Settings, target: str, path: str) -> str:
    return absolute(settings, target) or urls.relative(target, path)


def _json_feed(settings: Settings, title: str, path: str, home: str, entries: Sequence[Entry]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": _link(settings, home, path),
        "feed_url": _link(settings, path, path),
        "language": LANGUAGE,
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
            for e in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
