"""Which articles are like another, and what the two share."""

from __future__ import annotations

from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.related import find_related

NAMES = {"he-ping": "何平", "fang-yuan": "方圆", "lin-xiao": "林晓"}
RECORDS = [AuthorityRecord(id=i, facet="people", preferred=name) for i, name in NAMES.items()]


def article(number: int, *people: str, **given: object) -> Article:
    return Article(id=f"a-{number:03}", title=f"第{number}篇", people=people, **given)  # type: ignore[arg-type]


def related(*articles: Article) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    context = SiteContext(Archive(articles, records={"people": RECORDS}), Settings(), Findings())
    found = find_related(context, {a.id: a.keywords for a in articles}).of(articles)
    return {
        a.id: [(r.link.text, r.shared) for r in others] for a, others in zip(articles, found, strict=True)
    }


def test_the_rarer_what_two_share_the_nearer_they_are() -> None:
    others = [article(n, "何平") for n in range(4, 10)]
    found = related(
        article(1, "何平", "方圆", keywords=("夏粮",)),
        article(2, "何平", "方圆"),
        article(3, "林晓", keywords=("夏粮",)),
        *others,
    )
    assert found["a-001"] == [("第2篇", ("方圆", "何平")), ("第3篇", ("夏粮",))]
    assert found["a-003"] == [("第1篇", ("夏粮",))]
    assert found["a-004"] == [], "one name that most articles bear is chance"


def test_twins_and_the_article_itself_are_left_out() -> None:
    articles = [article(n, keywords=("夏粮",)) for n in (1, 2, 3)]
    twin = article(4, keywords=("夏粮",), twins=("a-001",))
    found = related(*articles, twin, *map(article, range(5, 30)))
    assert [text for text, _ in found["a-004"]] == ["第2篇", "第3篇"]
    assert [text for text, _ in found["a-001"]] == ["第2篇", "第3篇"]
    assert [text for text, _ in found["a-002"]] == ["第1篇", "第3篇"], "of twins one"


def test_a_keyword_that_is_an_entry_s_name_counts_once() -> None:
    assert related(
        article(1, "何平", keywords=("何平",)),
        article(2, "何平", keywords=("何平",)),
        *map(article, range(3, 9)),
    )["a-001"] == [("第2篇", ("何平",))]


def test_what_very_many_share_relates_nothing() -> None:
    assert not any(
        related(*(article(n, keywords=("夏粮",)) for n in range(61)), *map(article, range(61, 900))).values()
    )
    some = related(*(article(n, keywords=("夏粮",)) for n in range(60)), *map(article, range(60, 900)))
    assert [len(others) for others in some.values()] == [4] * 60 + [0] * 840
