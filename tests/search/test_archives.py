"""One search over three archives: it finds what a search of one archive with all their articles finds, in the same
order."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from beibei_site.content.settings import OtherArchive, Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article
from beibei_site.search.beside.files import Words, beside_sections
from beibei_site.search.vocabulary import find_vocabulary
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records, write_search
from benchmarks.search.corpus import make_archive, pair_query, title_query

pytestmark = pytest.mark.slow
ARTICLES, EACH = 240, 80
NAMES = ("甲库", "乙库", "丙库")
SEARCH = "a/search/index.html"
YOUNGER = "2001"  # the first archive has nothing of the first year


def number(article: Article) -> int:
    """Which of the three archives an article is in."""
    return int(article.id[1:6]) // EACH


def write(folder: Path, articles: Sequence[Article], settings: Settings) -> None:
    """The search of an archive as a site in `folder`."""
    archive = with_records(Archive(articles))
    made = write_search(archive, folder, folder.parent / f"{folder.name}-whoosh")
    add_search_page(folder, settings)
    words = Words(lambda: find_vocabulary(made.pairs, made.chars), "")
    beside = beside_sections(archive, Findings(), "zh-CN", words, "")
    for file in (file for section in beside.sections for file in section.make()):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)


@dataclass(frozen=True)
class Sites:
    """A folder with three archives, `a` to `c`, and one of all their articles, `all`; these articles."""

    folder: Path
    articles: tuple[Article, ...]

    @property
    def first(self) -> list[Article]:
        """The articles of the first archive."""
        return [article for article in self.articles if not number(article)]

    def open(self, browser: Browser, path: str) -> Page:
        page = browser.new_page()
        page.goto((self.folder / path).as_uri())
        return page


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("archives")
    made = sorted(make_archive(ARTICLES).articles, key=lambda article: article.id)
    articles = tuple(a for a in made if number(a) or a.date >= YOUNGER)
    others = tuple(OtherArchive(name=n, address=f"../{f}/") for n, f in zip(NAMES[1:], "bc", strict=True))
    settings = (Settings(name=NAMES[0], archives=others), *(Settings(name=name) for name in NAMES[1:]))
    for at, own in enumerate(settings):
        write(folder / "abc"[at], [a for a in articles if number(a) == at], own)
    write(folder / "all", articles, Settings())
    return Sites(folder, articles)


@pytest.fixture
def three(sites: Sites, browser: Browser) -> Iterator[Page]:
    """The search page of the first archive, opened from the disk; nothing may break its security policy."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((sites.folder / SEARCH).as_uri())
    yield page
    page.close()
    assert not errors


def queries(articles: Sequence[Article]) -> Iterator[str]:
    """Words of an article, phrases, alternatives, exclusions, fields and dates."""
    chance = random.Random(3)
    for article in chance.sample(articles, 12):
        text = max(article.body.split("\n"), key=len)
        one, two = (text[at : at + 2] for at in (chance.randrange(len(text) - 2) for _ in range(2)))
        yield title_query(article, chance)
        yield pair_query(article, chance)
        yield f'"{one}" "{two}"'
        yield f'"{one}" OR "{two}" 中'
        yield f'"{one}" -"{two}"'
        yield f"title:{article.title[:2]}"
        yield f"person:{article.people[0]} 的"
        yield f"date:{article.date[:4]} 和"
    yield "中 国 OR 的 发"


def test_the_order_is_that_of_one_archive_with_all_articles(
    sites: Sites, browser: Browser, three: Page
) -> None:
    one = sites.open(browser, "all/search/index.html")
    found = 0
    for query in queries(sites.articles):
        if not one.evaluate("query => beibei.search(query)", query):
            continue  # it would be relaxed, by another dictionary
        expected = one.evaluate("query => beibei.ranked(query)", query)
        assert three.evaluate("query => beibei.ranked(query)", query) == expected, query
        found += len(expected)
    one.close()
    assert found > 500


def search(page: Page, hash_: str) -> None:
    page.goto(page.url.split("#")[0] + hash_)
    expect(page.locator("#status")).to_contain_text("找到")
    expect(page.locator("#hits > li")).to_have_count(10)


def hits(page: Page) -> list[tuple[str, str]]:
    """The folder and name of the file of each hit, and what is said of it first."""
    links = page.eval_on_selector_all("#hits h2 a", "links => links.map(link => link.pathname)")
    about = page.eval_on_selector_all("#hits .meta", "all => all.map(one => one.textContent.split(' · ')[0])")
    return list(zip(("/".join(link.split("/")[-3::2]) for link in links), about, strict=True))


@pytest.mark.parametrize(
    "hash_", ["#q=的", "#q=的&sort=date", "#from=2003&to=2012", "#q=的+中&sort=date&from=2008"]
)
def test_hits_say_which_archive_they_are_from_and_lead_there(
    sites: Sites, browser: Browser, three: Page, hash_: str
) -> None:
    one = sites.open(browser, "all/search/index.html")
    search(three, hash_)
    search(one, hash_)
    shown = hits(three)
    assert [path[1:] for path, _ in shown] == [path[3:] for path, _ in hits(one)]
    assert three.inner_text("#status") == one.inner_text("#status")
    for path, name in shown:
        number = int(path[3:8]) // EACH
        assert (path[0], name) == ("abc"[number], NAMES[number])
    one.close()


def counts(page: Page) -> list[tuple[str, str]]:
    page.wait_for_selector("#facets button")
    return [
        (f"{button.get_attribute('data-facet')}", button.inner_text())
        for button in page.query_selector_all("#facets button")
    ]


def test_facets_and_times_are_those_of_all_together(sites: Sites, browser: Browser, three: Page) -> None:
    texts = (article.body.replace("\n", "") for article in sites.articles)
    [(word, _)] = Counter("".join(pair) for text in texts for pair in pairwise(text)
                          if "".join(pair).isalpha()).most_common(1)  # fmt: skip
    one = sites.open(browser, "all/search/index.html")
    for page in (one, three):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.reload()
        search(page, f"#q={word}")
        page.click("#trend summary")
        expect(page.locator("#chart .key")).to_have_text(word)  # not that of the search before
    shown = counts(three)
    assert [count for count in shown if count[0] != "archive"] == counts(one)
    assert len([count for count in shown if count[0] == "archive"]) == 3
    assert three.inner_text("#chart") == one.inner_text("#chart")
    one.close()


def test_one_archive_can_be_chosen(three: Page) -> None:
    three.set_viewport_size({"width": 1280, "height": 900})
    three.reload()
    search(three, "#q=的")
    every = three.inner_text("#status")
    three.click("#facets button[data-value=丙库]")
    expect(three.locator("#status")).not_to_have_text(every)
    expect(three.locator("#facets button[aria-pressed=true]")).to_have_count(1)
    assert {name for _, name in hits(three)} == {"丙库"}
    assert "archive=" in three.evaluate("location.hash")


def test_archives_on_other_hosts_are_asked_too(sites: Sites, browser: Browser, tmp_path: Path) -> None:
    with host(sites.folder) as elsewhere:
        others = (
            OtherArchive(name=NAMES[1], address=f"{elsewhere.address}/b/"),
            OtherArchive(name=NAMES[2], address=f"{elsewhere.address}/c"),
        )
        write(tmp_path / "a", sites.first, Settings(name=NAMES[0], archives=others))
        with host(tmp_path) as own:
            page = browser.new_page()
            page.goto(f"{own.address}/{SEARCH}")
            search(page, "#q=的&sort=date")
            assert (
                page.inner_text("#status")
                == f"找到 {sum('的' in a.body + a.title for a in sites.articles)} 篇"
            )
            assert {path[0] for path, _ in hits(page)} == set("abc")
            page.close()


def test_an_archive_that_is_not_there_spoils_nothing(sites: Sites, browser: Browser, tmp_path: Path) -> None:
    others = (
        OtherArchive(name=NAMES[1], address=f"{(sites.folder / 'b').as_uri()}/"),
        OtherArchive(name="无库", address="../nowhere/"),
    )
    write(tmp_path / "a", sites.first, Settings(name=NAMES[0], archives=others))
    page = browser.new_page()
    page.goto((tmp_path / SEARCH).as_uri())
    search(page, "#q=的&sort=date")
    assert "“无库”没有应答" in page.inner_text("#notes")
    assert {path[0] for path, _ in hits(page)} == {"a", "b"}
    page.close()


HOSTILE = """
addEventListener('message', ({data: {number, kind, given}}) => {
  const value = SHAPELESS ? null : {
    countParts: {articles: 1, found: [1, 1, 1]},
    rank: {total: 1, rows: [[0, 1e300, '9999']]},
    show: [{id: '../"><i>', title: ['', '<img src=x onerror=alert(1)>'], titleFrom: '<b>', snippet: ['<i>'],
            date: '<i>', people: ['<i>'], topics: []}],
    facets: {date: [['<i>', 1]], people: [['<i>', 1]], topics: [], places: [], bodies: []},
    times: {days: [], lengths: {}}
  }[kind];
  parent.postMessage({number, value}, '*');
  top.location = 'about:blank';
});
parent.postMessage({}, '*');
"""


@pytest.mark.parametrize("shapeless", [True, False])
def test_what_another_archive_sends_is_only_text(
    sites: Sites, browser: Browser, tmp_path: Path, shapeless: bool
) -> None:
    others = (OtherArchive(name="恶库", address="../c/"),)
    write(tmp_path / "a", sites.first, Settings(name=NAMES[0], archives=others))
    shutil.copytree(sites.folder / "c", tmp_path / "c")
    script = HOSTILE.replace("SHAPELESS", str(shapeless).lower())
    (tmp_path / "c" / "assets" / "answers.js").write_text(script, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / SEARCH).as_uri())
    search(page, "#q=的")
    if shapeless:
        assert "“恶库”没有应答" in page.inner_text("#notes")
    else:
        assert page.inner_text("#hits > li:first-child a") == "<img src=x onerror=alert(1)>"
        link = page.eval_on_selector("#hits > li:first-child a", "link => link.pathname")
        assert link.startswith(f"{tmp_path}/c/articles/..%2F%22%3E")
    assert not page.query_selector_all("#search i, #search img, #search b")
    assert page.url.startswith("file:")
    page.close()
