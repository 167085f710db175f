"""A passage as an address tells it is found again, also in a text that was edited since."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.search.conftest import Modules

# Few different characters, so that much of a text stands in it more than once.
lines = st.text("甲乙丙丁天地a1，。“”．Ａ𠀀", min_size=1, max_size=60)


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


def utf16(text: str) -> int:
    """The length of a text as JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2


def found_in(modules: Modules, text: str, fragment: str, paragraph: tuple[int, int] | None) -> str | None:
    """The passage that a fragment leads to; `paragraph` is the span of its paragraph."""
    span = paragraph and (utf16(text[: paragraph[0]]), utf16(text[: paragraph[1]]))
    (found,) = modules("findPassage", [(text, fragment, span)])
    return found and text.encode("utf-16-le")[found[0] * 2 : found[1] * 2].decode("utf-16-le")


def starts_of(lines: list[str]) -> list[int]:
    """Where each line begins in the text of all."""
    return [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]


@given(st.lists(lines, min_size=1, max_size=4), st.data())
def test_a_passage_is_found_where_it_was_chosen(
    modules: Modules, paragraphs: list[str], data: st.DataObject
) -> None:
    text = "\n".join(paragraphs)
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    first = starts_of(paragraphs)[at]
    start = data.draw(st.integers(first, first + len(paragraphs[at]) - 1))
    end = data.draw(st.integers(start + 1, first + len(paragraphs[at])))
    (fragment,) = modules("fragmentOf", [(text[start:end], "p-aaaaaa", utf16(text[first:start]))])
    found = found_in(modules, text, fragment, (first, first + len(paragraphs[at])))
    assert letters(found or "") == letters(text[start:end])


@given(lines, lines, lines, st.data())
def test_an_edit_around_a_passage_does_not_lose_it(
    modules: Modules, before: str, passage: str, after: str, data: st.DataObject
) -> None:
    """The paragraph's anchor is gone with the edit; words that stand there once are found all the same."""
    passage = f"城{passage}江"
    (fragment,) = modules("fragmentOf", [(passage, "p-aaaaaa", data.draw(st.integers(0, 99)))])
    for edited in (f"{after}\n{passage}{before}", passage.replace("，", ",").replace("“", "「") + before):
        found = found_in(modules, edited, fragment, None)
        assert letters(found or "") == letters(passage)


def test_half_of_an_edited_passage_is_found(modules: Modules) -> None:
    passage = "以大有可为、时不我待的责任感和使命感，使尽方寸力，谋建百丈功，努力开创新局面"
    for words, changed, expected in [
        (passage[:18], "以大有可为、时不我等的责任感和使命感", "以大有可为、时不我"),
        (passage, passage.replace("可为", "所为"), passage[6:]),
        (passage, passage.replace("新局面", "新天地"), passage[:-5]),
    ]:
        (fragment,) = modules("fragmentOf", [(words, "p-aaaaaa", 5)])
        text = f"会上强调，{passage.replace(words, changed)}。会议还研究了其他事项。"
        assert found_in(modules, text, fragment, None) == expected


def test_what_is_gone_is_not_found(modules: Modules) -> None:
    (fragment,) = modules("fragmentOf", [("渡口小学迎来新校舍", "p-aaaaaa", 0)])
    assert found_in(modules, "会议还研究了其他事项。", fragment, None) is None
    assert (
        modules("findPassage", [("甲", "q=甲", None), ("甲", "", None), ("甲", "p-aaaaaa", None)])
        == [None] * 3
    )


def test_a_long_passage_is_told_by_its_ends(modules: Modules) -> None:
    text = "北碚" * 40
    (fragment,) = modules("fragmentOf", [(text, "p-aaaaaa", 0)])
    assert fragment.startswith("at=p-aaaaaa:0:80&text=") and len(fragment) < 400
    assert found_in(modules, "绵阳" + text + "绵阳", fragment, None) == text


def test_quotation_marks_are_those_of_the_language(modules: Modules) -> None:
    calls = [("打好“五张牌”", "zh-CN"), ("打好「五張牌」", "zh-Hant"), ("The “best” year", "en"), ("甲", "")]
    assert modules("inQuotationMarks", calls) == [
        "“打好‘五张牌’”",
        "「打好『五張牌』」",
        "“The ‘best’ year”",
        "“甲”",
    ]
