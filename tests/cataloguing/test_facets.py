"""Topics, places, bodies and keywords of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.cataloguing.keywords import choose_keywords, countable, find_keywords
from beibei_site.cataloguing.topics import explain_topic
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.cache import anew, each_anew
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord
from tests.cataloguing.catalogue import authorities, catalogue

HARVEST = "harvest:\n  name: 秋收\n  terms: {秋收: 1, 秋收时节: 2, 收割: 1}\n  without: [秋收起义]\n"


def keywords(*bodies: str) -> list[tuple[str, ...]]:
    """The keywords of articles with these bodies; one of two or three characters is the name of a person."""
    texts = [body for body in bodies if len(body) > 3]
    people = [
        AuthorityRecord(id=f"p-{n}", facet="people", preferred=b)
        for n, b in enumerate(bodies)
        if b not in texts
    ]
    archive = Archive(
        [Article(id=f"a-{n}", title="", body=text) for n, text in enumerate(texts)],
        records={"people": people},
    )
    return list(find_keywords(archive, anew).values())


@pytest.mark.parametrize(
    ("body", "has"),
    [
        ("秋收开始，收割机下田。又一处秋收。", True),
        ("秋收开始了。", False),
        ("秋收起义，秋收起义，秋收起义，收割。", False),
        ("秋收时节，收割正忙。", True),
    ],
)
def test_a_topic_needs_enough_of_its_terms(body: str, has: bool) -> None:
    assert (catalogue(body, topics=HARVEST)[0].topics == ("harvest",)) is has


def test_a_heading_counts_double_and_a_supplied_title_is_no_heading() -> None:
    article = Article(id="a", title="秋收", body="收割正忙。")
    supplied = Article(id="b", title="秋收", title_from="supplied", body="收割正忙。")
    done = assign_facets([article, supplied], authorities(topics=HARVEST), remember_each=each_anew)
    assert [a.topics for a in done] == [("harvest",), ()]


def test_the_reason_for_a_topic_names_its_terms() -> None:
    (record,) = parse_authority(HARVEST, "topics.yml", "topics").records
    reason = explain_topic(record, "秋收", "收割，收割")
    assert reason.score == 4 and dict(reason.terms) == {"秋收": 1, "收割": 2}


def test_places_are_named_in_full_where_the_archive_knows_the_full_form() -> None:
    one, other = catalogue("记者在柳荫镇、金刀峡镇看到，东升村的路通了。", "他从绵阳来到四川省绵阳市江油县。")
    assert one.places == ("柳荫镇", "金刀峡镇", "东升村")
    assert other.places[0] == "绵阳市" and "江油县" in other.places and "绵阳" not in other.places


def test_kinds_of_places_are_no_places() -> None:
    assert catalogue("全区各镇的景区、园区、老城区和贫困村都通了公交。我市山区也一样。")[0].places == ()


def test_bodies_are_found_with_the_words_that_belong_to_them() -> None:
    (article,) = catalogue("西南大学与区政协、北碚区委座谈，重庆市福建商会参加，全局工作有序推进。")
    assert set(article.bodies) == {"西南大学", "区政协", "北碚区委", "重庆市福建商会"}


def test_a_curator_adds_renames_and_rejects_places() -> None:
    file = "dong-po:\n  name: 东坡村\n  variants: [东坡]\nnot: [柳荫镇]\n"
    assert catalogue("柳荫镇的东坡上种满了茶。", places=file)[0].places == ("东坡村",)


def chosen(counts: Sequence[Sequence[tuple[str, int]]]) -> list[tuple[str, ...]]:
    """The keywords of articles of which these words are all that there is."""
    frequency = Counter(word for article in counts for word, _ in article)
    return [choose_keywords(article, frequency, len(counts)) for article in counts]


def test_keywords_mark_an_article_out() -> None:
    stop = ("。", "x")
    words = [("脱贫", "n"), ("攻坚", "n"), stop, ("蜜蜂", "n"), stop] * 3
    other = [("铁路", "n"), stop, ("蜜蜂", "n"), stop] * 3
    first, second, _ = chosen([countable(words), countable(other), ()])
    assert first[0] == "脱贫攻坚" and second[0] == "铁路" and "攻坚" not in first


def test_the_words_of_an_article_are_counted_as_its_keywords() -> None:
    harvest, railway = keywords("蜜蜂采蜜，蜜蜂酿蜜，蜜蜂很忙。", "铁路通车，铁路修好，铁路延伸。")
    assert "蜜蜂" in harvest and "铁路" in railway


def test_the_keywords_that_a_person_wrote_win_and_none_are_written_into_an_article() -> None:
    (found,) = catalogue("蜜蜂采蜜，蜜蜂酿蜜，蜜蜂很忙。")
    assert found.keywords == ()
    mine = Article(id="b", title="", keywords=("采蜜人",), body=found.body)
    assert find_keywords(Archive([found, mine]), anew)["b"] == ("采蜜人",)


def test_what_begins_with_a_person_s_name_is_no_keyword() -> None:
    book = "西湖日记很厚，西湖日记很旧，西湖日记很好。西湖水很清。"
    (alone,) = keywords(book)
    (known,) = keywords(book, "西湖")
    assert [word for word in alone if word.startswith("西湖")]
    assert not [word for word in known if word.startswith("西湖")]
    (three,) = keywords("毛泽东思想很深，毛泽东思想很新。毛泽东来过。", "毛泽东")
    assert "毛泽东思想" not in three


def test_homonyms_are_told_apart_by_up_to_three_mentions_of_a_term() -> None:
    file = "doctor:\n  name: 高峰\n  terms: {医院: 1}\nteacher:\n  name: 高峰\n  terms: {学校: 1.4}\n"

    def bearer(text: str) -> tuple[str, ...]:
        return catalogue(text, people=file)[0].people

    assert bearer("高峰在医院，医院，学校。") == ("doctor",)
    assert bearer("高峰在医院，医院，医院，学校，学校。") == ("doctor",)
    assert bearer("高峰在医院，医院，医院，医院，学校，学校，学校。") == ("teacher",)
    assert bearer("高峰来了。") == ("doctor",), "the first"


def test_what_is_remembered_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, Any] = {}

    def remember_each(
        kind: str, keys: Sequence[str], shape: type, work: Callable[[Any], Any], jobs: Sequence[Any]
    ) -> list[Any]:
        for key, job in zip(keys, jobs, strict=True):
            if key not in memory:
                memory[key] = work(job)
        return [memory[key] for key in keys]

    articles = [Article(id="a", title="", title_from="supplied", body="区委书记周旭强调，要抓落实。")]
    first = assign_facets(articles, authorities(), remember_each=remember_each)
    monkeypatch.setattr("beibei_site.cataloguing.catalogue.dictionary", lambda: pytest.fail("loaded again"))
    assert assign_facets(articles, authorities(), remember_each=remember_each) == first


def topic(**keys: Any) -> AuthorityRecord:
    return AuthorityRecord(id="harvest", facet="topics", preferred="秋收", **keys)


@pytest.mark.parametrize(
    ("heading", "body", "score"),
    [
        ("", "秋收", 1.0),
        ("秋收", "", 2.0),
        ("秋收" * 5, "秋收" * 5, 9.0),
        ("", "秋收时节", 2.5),
        ("", "秋收时节秋收", 3.5),
        ("秋收", "收割", 2.0),
        ("", "收割", 0.0),
    ],
)
def test_terms_are_counted_with_their_weights(heading: str, body: str, score: float) -> None:
    assert explain_topic(topic(terms=(("秋收", 1), ("秋收时节", 2.5))), heading, body).score == score


def test_the_bar_rises_with_the_length_of_an_article() -> None:
    bars = [
        explain_topic(topic(terms=(("秋收", 1),)), "", "稻" * length).bar for length in (0, 900, 1800, 3600)
    ]
    assert bars == [3.0, 3.0, 4.5, 6.0]


def test_of_each_group_of_words_one_must_be_there() -> None:
    record = topic(terms=(("秋收", 1),), required=(("稻", "麦"), ("村",)))
    assert [explain_topic(record, heading, body).score for heading, body in [
        ("稻", "秋收，村"), ("", "秋收，麦，村"), ("", "秋收，村"), ("", "秋收，稻"),
    ]] == [1.0, 1.0, 0.0, 0.0]  # fmt: skip


def test_the_strongest_topic_comes_first_and_names_decide_between_equals() -> None:
    files = "rice:\n  name: 稻\n  terms: {稻: 1}\nwheat:\n  name: 麦\n  terms: {麦: 1}\nbean:\n  name: 豆\n  terms: {豆: 1}\n"
    article = Article(id="a", title="麦", body="稻稻稻，麦麦麦，豆豆豆")
    (done,) = assign_facets([article], authorities(topics=files), remember_each=each_anew)
    assert done.topics == ("wheat", "bean", "rice")


def words(text: str) -> list[tuple[str, str]]:
    return [(word, tag) for word, _, tag in (item.partition("/") for item in text.split())]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("铁路/n 铁路/n", {"铁路": 2}),
        ("铁/n 会议/n 跑步/v ABC/n", {}),
        ("脱贫/v 攻坚/n ，/x 脱贫/v 攻坚/n", {"攻坚": 2, "脱贫攻坚": 2}),
        ("脱贫/v 攻坚/n", {"攻坚": 1}),
        ("脱贫/v 攻坚/n ，/x 脱贫/v 攻坚/n ，/x 攻坚/n", {"攻坚": 3, "脱贫攻坚": 2}),
        ("脱贫/v 攻坚/n ，/x 脱贫/v 攻坚/n ，/x 攻坚/n ，/x 攻坚/n", {"攻坚": 4}),
        ("脱贫/v 攻坚/n ，/x 脱贫/v 攻坚/n ，/x 脱贫/v 攻坚/n ，/x 攻坚/n ，/x 攻坚/n", {"攻坚": 5, "脱贫攻坚": 3}),
        ("重庆/ns 铁路/n ，/x 重庆/ns 铁路/n", {"重庆": 2, "铁路": 2}),
        ("城乡居民/n 医疗保险/n ，/x 城乡居民/n 医疗保险/n", {"城乡居民": 2, "医疗保险": 2, "城乡居民医疗保险": 2}),
        ("城乡居民们/n 医疗保险/n ，/x 城乡居民们/n 医疗保险/n", {"城乡居民们": 2, "医疗保险": 2}),
    ],
)  # fmt: skip
def test_nouns_and_standing_phrases_are_counted(text: str, counted: dict[str, int]) -> None:
    assert dict(countable(words(text))) == counted


def test_a_rare_word_marks_an_article_out_more_than_a_common_one_and_a_phrase_more_than_a_word() -> None:
    common = (("铁路", 9),)
    assert chosen([(*common, ("蜜蜂", 2)), common, common])[0] == ("蜜蜂", "铁路")
    assert chosen([(("脱贫攻坚", 3), ("蜜蜂", 4), ("独此", 1)), common, common])[0] == (
        "脱贫攻坚",
        "蜜蜂",
    )
    assert chosen([(("独轮车", 9), ("脱贫攻坚", 7)), common])[0] == ("脱贫攻坚", "独轮车")
    assert chosen([(("独轮车", 9), ("脱贫攻", 7)), common])[0] == ("独轮车", "脱贫攻")
    many = tuple((f"词{char}", 9) for char in "甲乙丙丁戊己庚")
    assert len(chosen([many, common, common])[0]) == 6
    assert chosen([(("脱贫攻坚", 3), ("脱贫", 9)), common, common])[0] == ("脱贫",)


def test_credits_name_no_persons_but_captions_do() -> None:
    (article,) = catalogue("区委书记周旭强调，要抓落实。\n\n> 图：区长何庆在现场\n\n> 镇长韩燕供图")
    assert article.people == ("周旭", "何庆")


def test_a_body_that_has_swallowed_a_person_is_left_out_unless_it_is_called_after_them() -> None:
    pooled = "区委书记周旭强调，要抓落实。"
    files = "zhou:\n  name: 周旭\n"
    swallowed, named = catalogue(pooled + "周旭教育局。", pooled + "他参观了周旭纪念馆。", people=files)
    assert not [b for b in swallowed.bodies if b.startswith("周旭")]
    assert "周旭纪念馆" in named.bodies
