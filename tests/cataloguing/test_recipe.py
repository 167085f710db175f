"""Pages → articles, and what the whole archive tells."""

from __future__ import annotations

from beibei_site.cataloguing.recipe import catalogue_pages, find_findings
from beibei_site.content.cache import anew, each_anew
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from tests.cataloguing.catalogue import authorities
from tests.cataloguing.stories import page, story

NEWS = (
    "6月8日，全市夏粮收购工作在渡口镇启动，二十个收购点同时开秤，粮农排队卖粮，粮站职工连夜值守，"
    "当天入库夏粮三百余吨，市粮食局局长林晓到现场察看，要求优质优价，不打白条，让农民满意而归。"
)


def test_twins_lend_each_other_year_headline_and_lost_ends() -> None:
    whole = page(story(NEWS, file="b.txt", headline="夏粮开镰"), text="2020年6月8日", file="b.txt")
    torn = page(story(NEWS[:-5], cut=True), text=NEWS, page="4")
    ids = {("a.txt", 1): "a-1", ("b.txt", 1): "b-1"}
    one, other = catalogue_pages([torn, whole], ids, authorities(), context=(), remember_each=each_anew)
    assert (one.id, one.title, one.title_from, one.twins) == ("a-1", "夏粮开镰", "twin", ("b-1",))
    assert (one.date, one.page) == ("2020-06-08", "4")
    assert one.body == f"{NEWS[:-5]}〔{NEWS[-5:]}〕[^1]\n\n[^1]: 〔 〕内的文字原版面已失，据 b-1 补。"
    assert (other.id, other.title, other.title_from, other.twins) == ("b-1", "夏粮开镰", "headline", ("a-1",))
    assert other.people == ("林晓",) and "渡口镇" in other.places


def test_a_page_alone_keeps_what_it_has() -> None:
    (article,) = catalogue_pages(
        [page(story(NEWS[:-5], cut=True))], {("a.txt", 1): "a-1"}, authorities(), context=(), remember_each=each_anew
    )  # fmt: skip
    assert (article.title_from, article.twins, article.date, article.page) == ("supplied", (), "", None)
    assert article.body.endswith("〔…〕")


def test_a_persons_articles_prove_names() -> None:
    pages = [page(story("河边坐着水根阿公。"))]
    mine = Article(id="mine", title="", people=("水根阿公",))
    ids = {("a.txt", 1): "a-1"}
    (found,) = catalogue_pages(pages, ids, authorities(), context=[mine], remember_each=each_anew)
    assert found.people == ("水根阿公",)


def test_findings_tell_why_each_topic_is_there() -> None:
    files = authorities(topics="harvest:\n  name: 秋收\n  terms: {秋收: 1, 收割: 2}\nrail:\n  name: 铁路\n")
    article = Article(id="a", title="秋收", topics=("harvest",), body="收割正忙。")
    findings = find_findings(Archive([article, Article(id="b", title="秋收")]), files, anew)
    (reason,) = findings.reasons["a"]
    assert (reason.topic, reason.score, dict(reason.terms)) == ("harvest", 4.0, {"秋收": 1, "收割": 1})
    assert findings.reasons["b"] == () and findings.proposals == ()
