"""Which content files and source lines are a person's, and ids that stay."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.ownership import (
    Protected,
    find_holders,
    find_protected,
    give_ids,
    is_hand_edited,
    lies_in,
    settle,
)
from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import Article, Story
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span, to_spans
from tests.cataloguing.stories import story


def span(first: int, last: int) -> Span:
    return Span("a.txt", first, last)


def file(article_id: str, *spans: Span, digest: str = "same", reviewed: bool = False) -> ContentFile:
    return ContentFile(Article(id=article_id, title="", source=spans, reviewed=reviewed), "x.md", digest)


def entry(article_id: str, *spans: Span) -> LedgerEntry:
    return LedgerEntry(id=article_id, spans=spans, digest="same")


def record(*entries: LedgerEntry, removed: tuple[LedgerEntry, ...] = ()) -> PageRecord:
    return PageRecord(file="a.txt", key="a", articles=entries, removed=removed)


@pytest.mark.parametrize(
    ("found", "edited"),
    [
        (file("a-1"), False),
        (file("a-1", digest="other"), True),
        (file("a-1", reviewed=True), True),
        (file("a-9"), True),
    ],
)
def test_a_file_is_a_persons_if_its_bytes_or_its_word_say_so(found: ContentFile, edited: bool) -> None:
    assert is_hand_edited(found, record(entry("a-1")).by_id.get(found.article.id)) is edited
    assert is_hand_edited(found, None)


def test_what_a_person_edited_is_protected_with_its_lines() -> None:
    kept, edited = file("a-1", span(1, 3)), file("a-5", span(5, 6), span(9, 9), digest="other")
    found = find_protected([kept, edited], record(entry("a-1", span(1, 3)), entry("a-5", span(5, 9))))
    assert found == Protected((kept,), (edited,))
    assert found.lines == {5, 6, 9}
    assert find_protected([kept], None) == Protected((), (kept,))


def test_a_deleted_article_is_remembered_without_the_lines_that_another_took() -> None:
    whole = record(entry("a-1", span(1, 9)), entry("a-20", span(20, 20)))
    taker = file("a-20", span(4, 5), span(20, 20), digest="other")
    found = find_protected([taker], whole)
    assert found.removed == (entry("a-1", span(1, 3), span(6, 9)),)
    assert found.lines == {1, 2, 3, 4, 5, 6, 7, 8, 9, 20}


def test_a_deleted_article_of_which_all_lines_were_taken_stays_known_without_lines() -> None:
    taker = file("a-1", span(1, 20), digest="other")
    assert find_protected([taker], record(entry("a-1"), entry("a-20", span(20, 20)))).removed == (
        entry("a-20"),
    )


def test_what_was_deleted_before_stays_deleted_until_its_file_is_back() -> None:
    before = record(removed=(entry("a-1", span(1, 2)),))
    assert find_protected([], before).removed == (entry("a-1", span(1, 2)),)
    assert find_protected([file("a-1", span(1, 2))], before).removed == ()


def test_a_path_lies_in_itself_and_in_the_folders_above_it() -> None:
    path = "articles/2020/04/a-1.md"
    assert lies_in(path, [path]) and lies_in(path, ["x", "articles/2020"])
    assert not lies_in(path, ["articles/202", "articles/2020/04/a-1.md/b", "2020"]) and not lies_in(path, [])


def test_an_article_whose_file_may_not_be_read_is_waited_for() -> None:
    absent = replace(entry("a-1", span(1, 2)), path="articles/2020/04/a-1.md")
    found = find_protected([], record(absent), ["articles/2020"])
    assert (
        (found.waiting, found.removed) == ((absent,), ()) and found.lines == {1, 2} and found.ids == {"a-1"}
    )
    assert find_protected([], record(absent), ["articles/2021"]).removed == (absent,)


def test_of_two_files_of_an_article_that_moved_a_persons_stays() -> None:
    records = {"a.txt": record(entry("a-1"))}
    old, new = (
        ContentFile(Article(id="a-1", title="", source=(span(1, 2),)), f"articles/{year}/a-1.md", "same")
        for year in ("2020", "2021")
    )
    edited = replace(old, digest="other")
    assert settle([edited, new], records) == [edited] and settle([new, edited], records) == [edited]
    assert settle([old, new], records) == [old, new], "both are the program's"
    assert settle([edited, replace(new, digest="other")], records) == [edited, replace(new, digest="other")]
    third = replace(new, path="articles/2022/a-1.md")
    assert settle([edited, new, third], records) == [edited, new, third], "which of them is anybody's guess"
    assert settle([edited, replace(new, path="articles/2021/b.md")], records)[1:] != []


SPANS = st.sets(st.integers(1, 12), max_size=6).map(lambda lines: to_spans(lines, "a.txt"))


@given(st.lists(st.tuples(SPANS, st.booleans(), st.booleans()), max_size=6), st.lists(SPANS, max_size=4))
def test_every_file_is_a_persons_or_the_programs(
    found: list[tuple[tuple[Span, ...], bool, bool]], gone: list[tuple[Span, ...]]
) -> None:
    files = [
        file(f"a-{n}", *spans, digest="other" if is_edited else "same")
        for n, (spans, is_edited, _) in enumerate(found)
    ]
    known = [entry(f"a-{n}", *spans) for n, (spans, _, is_known) in enumerate(found) if is_known]
    lost = [replace(entry(f"b-{n}", *spans), path=f"articles/{n % 2}/b.md") for n, spans in enumerate(gone)]
    told = find_protected(files, record(*known, *lost), ["articles/1"])
    edited = [
        f for f, (_, is_edited, is_known) in zip(files, found, strict=True) if is_edited or not is_known
    ]
    assert told.edited == tuple(edited) and told.own == tuple(f for f in files if f not in edited)
    assert told.waiting == tuple(lost[1::2]) and [e.id for e in told.removed] == [e.id for e in lost[::2]]


LINES = st.lists(st.sets(st.integers(1, 12), min_size=1), min_size=1, max_size=5)


@given(LINES, LINES)
def test_a_story_goes_to_whoever_has_most_of_its_lines(held: list[set[int]], read: list[set[int]]) -> None:
    """The first of several."""
    lines_of = {f"a-{n}": lines for n, lines in enumerate(held)}
    known = record(*(entry(i, *to_spans(lines, "a.txt")) for i, lines in lines_of.items()))
    holders = find_holders([at(*sorted(lines)) for lines in read], find_protected([], known))
    for lines, holder in zip(read, holders, strict=True):
        best = max(lines_of, key=lambda i: len(lines & lines_of[i]))
        assert holder == (best if lines & lines_of[best] else "")


@given(LINES, LINES)
def test_ids_stay_with_those_that_have_most_of_their_lines(
    held: list[set[int]], read: list[set[int]]
) -> None:
    """No story and no id that share over half of the lines on either side would both rather be together."""
    lines_of = {f"a-{n}": lines for n, lines in enumerate(held)}
    known = record(*(entry(i, *to_spans(lines, "a.txt")) for i, lines in lines_of.items()))
    ids = give_ids([at(*sorted(lines)) for lines in read], "a", known, _none)
    assert len(set(ids)) == len(read)
    kept = {i: len(read[n] & lines_of[i]) for n, i in enumerate(ids) if i in lines_of}
    for (n, lines), i in product(enumerate(read), lines_of):
        shared = len(lines & lines_of[i])
        is_same = shared * 2 > min(len(lines), len(lines_of[i]))
        assert is_same or ids[n] != i
        assert not is_same or shared <= max(kept.get(i, 0), kept.get(ids[n], 0))


def _none(_: str) -> bool:
    return False


def at(*lines: int) -> Story:
    return Story(heading=story().heading, blocks=(), spans=tuple(span(n, n) for n in lines))


def test_an_id_is_made_of_the_key_and_the_first_line() -> None:
    assert give_ids([at(3, 2), at(7)], "a", None, _none) == ["a-2", "a-7"]


def test_an_id_goes_with_most_of_its_lines() -> None:
    known = record(entry("a-2", span(2, 6)), entry("a-7", span(7, 8)))
    assert give_ids([at(1, 2, 3, 4), at(5, 6), at(7, 8, 9)], "a", known, _none) == ["a-2", "a-5", "a-7"]
    assert give_ids([at(4, 5, 6, 7)], "a", known, _none) == ["a-2"]
    assert give_ids([at(6, 10, 11, 12)], "a", known, _none) == ["a-6"]
    assert give_ids([at(2), at(3, 4)], "a", known, _none) == ["a-2-2", "a-2"], "to most of the lines"


def test_an_id_is_never_given_twice_or_to_other_lines() -> None:
    known = record(entry("a-2", span(30, 31)))
    assert give_ids([at(2)], "a", known, _none) == ["a-2-2"]
    assert give_ids([at(30, 31), at(2)], "a", known, {"a-2"}.__contains__) == ["a-30", "a-2-2"]
    assert give_ids([at(2), at(2, 9)], "a", None, {"a-2"}.__contains__) == ["a-2-2", "a-2-3"]


@given(st.lists(st.sets(st.integers(1, 12), min_size=1).map(lambda lines: at(*sorted(lines))), max_size=5))
def test_ids_are_all_different_and_stay(stories: list[Story]) -> None:
    ids = give_ids(stories, "a", None, _none)
    assert len(set(ids)) == len(ids)
    lines: set[int] = set()
    apart = [s for s in stories if lines.isdisjoint(n for p in s.spans for n in p) and not lines.update(
        n for p in s.spans for n in p)]  # fmt: skip
    first = give_ids(apart, "a", None, _none)
    known = record(*(entry(i, *s.spans) for i, s in zip(first, apart, strict=True)))
    assert give_ids(apart, "a", known, _none) == first
