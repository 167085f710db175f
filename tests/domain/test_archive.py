"""What an archive is asked for: articles by date, page and entry, and which entry a name stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord, Span
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.domain.review import is_doubtful
from beibei_site.domain.spans import numbers_of, to_spans

ZHOU = AuthorityRecord(
    id="zhou-xu", facet="people", preferred="周旭", variants=("老周", "何庆"), aliases=("zhou",)
)
HE = AuthorityRecord(id="he-qing", facet="people", preferred="何庆", variants=("老周",))
RAIL = AuthorityRecord(id="rail", facet="topics", preferred="铁路")


def article(name: str, date: str = "", *people: str, line: int = 0, file: str = "a.txt") -> Article:
    source = (Span(file, line, line),) if line else ()
    return Article(id=name, title=name, date=date, people=people, source=source)


ARCHIVE = Archive(
    [
        article("d", "2020-04-02", "周旭", "zhou-xu", "何庆"),
        article("c", "2020-04", "老周", "无名"),
        article("b", "", "zhou", line=9),
        article("a", "2019", line=3),
        article("e", "2020-04-02", line=7, file="b.txt"),
    ],
    records={"people": [ZHOU, HE], "topics": [RAIL]},
    pages=[SourcePage(PageRecord(file="b.txt", key="b")), SourcePage(PageRecord(file="a.txt", key="a"))],
)


def ids(articles: tuple[Article, ...]) -> str:
    return "".join(a.id for a in articles)


def test_articles_stand_by_date_and_the_undated_last() -> None:
    assert ids(ARCHIVE.articles) == "acdeb"
    assert ARCHIVE.dates == ("2019", "2020-04", "2020-04-02")
    assert ARCHIVE.by_id["c"].date == "2020-04"
    assert [page.record.file for page in ARCHIVE.pages] == ["a.txt", "b.txt"]
    assert ARCHIVE.page_of_file["b.txt"].record.key == "b"


def test_a_year_holds_its_months_and_a_month_its_days() -> None:
    parts = ("2019", "2020", "2020-04", "2020-04-02", "2020-04-03", "2021", "")
    assert [ids(ARCHIVE.within(part)) for part in parts] == ["a", "cde", "cde", "de", "", "", "b"]


def test_a_name_stands_for_an_id_then_a_former_id_then_a_preferred_form_then_a_variant() -> None:
    values = ("zhou-xu", "zhou", "周旭", "何庆", "老周", "无名")
    found = [ARCHIVE.entry("people", value) for value in values]
    assert [r and r.id for r in found] == ["zhou-xu", "zhou-xu", "zhou-xu", "he-qing", "zhou-xu", None]
    assert ARCHIVE.entry("places", "周旭") is None


def test_an_entry_has_its_articles_once_by_date() -> None:
    assert ids(ARCHIVE.with_entry("people", "zhou-xu")) == "cdb"
    assert ids(ARCHIVE.with_entry("people", "he-qing")) == "d"
    assert ARCHIVE.with_entry("topics", "rail") == () == ARCHIVE.with_entry("people", "nobody")
    assert ARCHIVE.entries("topics") == (RAIL,) and ARCHIVE.entries("places") == ()
    assert ARCHIVE.entries_of(ARCHIVE.by_id["d"], "people") == (ZHOU, HE)


def test_the_articles_of_a_page_stand_as_printed() -> None:
    assert ids(ARCHIVE.of_page("a.txt")) == "ab"
    assert ids(ARCHIVE.of_page("b.txt")) == "e" and ARCHIVE.of_page("c.txt") == ()


NAMES = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=8), st.sets(NAMES))
def test_a_folded_list_holds_every_story_once(pairs: list[tuple[str, str]], wanted: set[str]) -> None:
    """Whoever names whom as a twin: the articles that hang together are printings of one story."""
    twins = {name: tuple(b for a, b in pairs if a == name) for name in "abcdefgh"}
    made = Archive(Article(id=name, title=name, twins=(*twins[name], "gone")) for name in twins)
    shown = [a for a in made.articles if a.id in wanted]
    stories = {a.id: frozenset(p.id for p in made.printings_of(a)) for a in made.articles}
    assert all(stories[a] == stories[b] for a, b in pairs)
    assert all(stories[other] == group for group in stories.values() for other in group)
    folded = made.fold(shown)
    assert [a for a in shown if a in folded] == list(folded) == list(made.fold(folded))
    assert sorted(map(sorted, {stories[a.id] for a in shown})) == sorted(
        sorted(stories[a.id]) for a in folded
    )


def test_the_best_preserved_printing_stands_for_its_story() -> None:
    cut = Article(id="a", title="题", body="前文〔…〕", twins=("b", "c"))
    mended = Article(id="b", title="题", body="前文〔后文〕[^1]\n\n[^1]: 据 c 补。", twins=("a",))
    untitled = Article(id="c", title="题", title_from="supplied", body="前文后文")
    whole = Article(id="d", title="题", body="前文后文", twins=("c",))
    made = Archive([cut, mended, untitled, whole])
    assert [a.id for a in made.printings_of(cut)] == ["d", "c", "b", "a"]
    assert [a.id for a in made.stories] == ["d"]
    assert [a.id for a in made.fold([cut, mended])] == ["b"], "of those in the list"


@given(st.sets(st.integers(1, 40)))
def test_spans_are_few_and_hold_just_the_lines(numbers: set[int]) -> None:
    spans = to_spans(numbers, "a.txt")
    assert [n for span in spans for n in range(span.first, span.last + 1)] == sorted(numbers)
    assert len(spans) == len([n for n in numbers if n - 1 not in numbers])
    assert numbers_of(spans) == numbers


def test_what_is_doubtful_until_a_person_has_confirmed_it() -> None:
    for confidence, reviewed, expected in [(0.89, False, True), (0.9, False, False), (0.1, True, False)]:
        made = Article(id="a", title="题", confidence=confidence, reviewed=reviewed)
        assert is_doubtful(made) is expected
