"""Addresses inside the site: permanent, ASCII, relative, with `index.html` written out.

Every address here is a path below the output folder (`articles/000-112.html`);
`relative` turns it into a link from another such path, which works on any host and by file://.
What belongs to a page lies beside it, its name after a dot (`people/zhou-xu.2.html`): no id has a dot.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from beibei_site.chinese.pinyin import in_letters

HOME = "index.html"
SEARCH = "search/index.html"
ABOUT = "about/index.html"
GRAMMAR = "search/grammar/index.html"
ANSWERS = "search/answers.html"
OPENSEARCH = "search/opensearch.xml"
REVIEW = "review/index.html"
COVERAGE = "coverage/index.html"
CONNECTIONS = "connections/index.html"
PLACES_WITHIN = "places/index.by-parent.html"
DATA = "data/index.html"
NOT_FOUND = "404.html"
UNPLACED = "issues/unknown.html"
JSON_FEED = "feeds/all.json"
NEW = "new/index.html"
NEW_FEED = "feeds/new.xml"
ASSETS = "assets"  # the folder of style sheets, icons and scripts


def search(words: str) -> str:
    """The search page with a search for `words`."""
    return f"{SEARCH}?q={quote(words, safe='')}"


def archive(address: str) -> str:
    """Another archive, as the search page leads there: its whole address, or one relative to this archive's.

    >>> archive("https://example.org/b/"), archive("../b"), archive("b/")
    ('https://example.org/b/', '../../b/', '../b/')
    """
    return ("" if "://" in address else "../") + address.rstrip("/") + "/"


def _page(*parts: str) -> str:
    """The page of what has the last of these names, in the folder that the others give.

    >>> _page("people", "zhou-xu"), _page("people", "index")  # which is not the list of all
    ('people/zhou-xu.html', 'people/index-.html')
    """
    return "/".join(filter(None, parts)) + ("-.html" if parts[-1] == "index" else ".html")


def _variant(path: str, suffix: str) -> str:
    """What lies beside a page.

    >>> _variant("people/zhou-xu.html", "epub"), _variant("people/index.html", "2.html")
    ('people/zhou-xu.epub', 'people/index.2.html')
    """
    return f"{path.removesuffix('html')}{suffix}"


def article(article_id: str) -> str:
    return _page("articles", article_id)


def beside(key: str, article_id: str = "", number: int = 1) -> str:
    """The articles of a file beside the lines they were read from, or one of them on page `number` of these.

    >>> beside("000"), beside("000", "000-112")
    ('sources/000.beside.html', 'sources/000.beside.html#000-112')
    """
    path = numbered(_variant(source(key), "beside.html"), number)
    return f"{path}#{article_id}" if article_id else path


def collation(article_id: str) -> str:
    """An article beside its twins."""
    return _variant(article(article_id), "collation.html")


def markdown(article_id: str) -> str:
    return _variant(article(article_id), "md")


def picture(article_id: str) -> str:
    """What a link to an article shows: its headline as a picture."""
    return f"articles/{article_id}.png"


def dates(date: str = "") -> str:
    """The page of a year or a month, the place of a day on that of its month, or the page of all dates.

    >>> dates(), dates("2020"), dates("2020-04"), dates("2020-04-02")
    ('dates/index.html', 'dates/2020.html', 'dates/2020/04.html', 'dates/2020/04.html#02')
    """
    if not date:
        return "dates/index.html"
    month, day = date[:7], date[8:]
    return _page("dates", *month.split("-")) + (f"#{day}" if day else "")


def new(month: str) -> str:
    """What entered the archive or was corrected in it in a month (`2026-11`)."""
    return _page("new", month)


def anniversary(day: str = "") -> str:
    """A day of the year (`04-02`), or the list of all that have articles."""
    return _page("on-this-day", day) if day else "on-this-day/index.html"


def undated() -> str:
    return _page("dates", "undated")


def facet(name: str, entry_id: str = "") -> str:
    """The index of a facet (`people`, `topics`, `places`, `bodies`), or the page of one entry."""
    return _page(name, entry_id) if entry_id else f"{name}/index.html"


def dossier(name: str, entry_id: str) -> str:
    """All articles of an entry on one page, to print."""
    return _variant(facet(name, entry_id), "dossier.html")


def epub(name: str, entry_id: str) -> str:
    """The same as an EPUB."""
    return _variant(facet(name, entry_id), "epub")


def office(office_id: str = "") -> str:
    """The page of an office with its holders, or the list of all."""
    return _page("offices", office_id) if office_id else "offices/index.html"


def source(key: str = "") -> str:
    """The page of one seed by its record's key, or the list of all."""
    return _page("sources", key) if key else "sources/index.html"


def raw(key: str) -> str:
    """The text of a seed, line by line as it was extracted."""
    return _variant(source(key), "txt")


def issues(year: str = "", paper: str = "") -> str:
    """The issues of a year, or of all; `paper` is the name in addresses of a paper that is not the
    archive's."""
    return _page("issues", paper, year) if year else "/".join(filter(None, ["issues", paper, "index.html"]))


def issue(day: str, paper: str = "") -> str:
    return "/".join(filter(None, ["issues", paper, day, "index.html"]))


def issue_page(day: str, page: str, paper: str = "") -> str:
    """A page of an issue, by its number (`A1`), its name (副刊) or the key of its only file.

    >>> issue_page("2020-05-01", "A1"), issue_page("2020-05-01", "副刊", "river-news")
    ('issues/2020-05-01/A1.html', 'issues/river-news/2020-05-01/fu-kan.html')
    """
    name = page if page.isascii() else in_letters(page)
    return issue(day, paper).replace("index.html", f"{name}.html")


def by_name(facet_name: str) -> str:
    """The index of a facet in the order of pinyin."""
    return _variant(facet(facet_name), "by-name.html")


def names(facet_name: str) -> str:
    """The script that holds all names of a facet, for its filter box."""
    return _variant(facet(facet_name), "names.js")


def numbered(path: str, number: int) -> str:
    """The page `number` of a list that begins at `path`.

    >>> numbered("people/index.html", 2), numbered("people/zhou-xu.html", 1)
    ('people/index.2.html', 'people/zhou-xu.html')
    """
    return path if number == 1 else _variant(path, f"{number}.html")


def list_page(path: str) -> str:
    """How the address of an article names the page of a list: a script of this name lies beside it.

    >>> list_page("topics/railways.2.html")
    'topics/railways.2'
    """
    return path.removesuffix(".html")


def feed(topic: str = "") -> str:
    """The Atom feed of all articles, or of one topic."""
    return f"feeds/topics/{topic}.xml" if topic else "feeds/all.xml"


def same_as(link: str) -> str:
    """The address of the same entry elsewhere; an id of Wikidata may stand by itself.

    >>> same_as("Q11725"), same_as("https://viaf.org/viaf/146145240")
    ('https://www.wikidata.org/entity/Q11725', 'https://viaf.org/viaf/146145240')
    """
    return link if "://" in link else f"https://www.wikidata.org/entity/{link}"


def line_anchor(number: int) -> str:
    return f"L{number}"


def letter_anchor(letter: str) -> str:
    """Where the names with a letter begin in an index; `#` is for those that begin with none."""
    return f"letter-{letter.lower() if letter.isalpha() else 'other'}"


def absolute(base_url: str, path: str) -> str:
    """The full address of a path; empty if `base_url` is not set.

    >>> absolute("https://example.org/a/", "index.html"), absolute("", "index.html")
    ('https://example.org/a/index.html', '')
    """
    return f"{base_url.rstrip('/')}/{path}" if base_url else ""


def relative(target: str, start: str) -> str:
    """The link from page `start` to page `target`, both below the output folder; keeps `#fragment`.

    >>> relative("people/zhou-xu.html#top", "people/index.html")
    'zhou-xu.html#top'
    >>> relative("index.html", "dates/2020/04.html")
    '../../index.html'
    """
    return _from_folder(target, start.rpartition("/")[0])


@lru_cache(maxsize=8192)
def _from_folder(target: str, folder: str) -> str:
    there, here = target.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])
