"""`content/issues.yml`: what a curator may say of issues, and what is said of slips."""

from __future__ import annotations

import pytest

from beibei_site.content.issue_file import parse_issues
from beibei_site.domain.issue import IssueExtent
from beibei_site.domain.problems import SetupError


def test_pages_by_number_by_range_and_of_another_paper() -> None:
    text = """\
2020-05-01: {pages: 4}
2020-06-09: {pages: [A1-A3, B1, 头版]}
21世纪经济报道:
  2020-06-09: {pages: [1-2]}
"""
    assert parse_issues(text, "issues.yml") == (
        IssueExtent("2020-05-01", ("1", "2", "3", "4")),
        IssueExtent("2020-06-09", ("A1", "A2", "A3", "B1", "头版")),
        IssueExtent("2020-06-09", ("1", "2"), "21世纪经济报道"),
    )
    assert parse_issues("", "issues.yml") == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("2020-05-01: {pages: 4}\n2020-05: {pages: 4}", 2, "not a day"),
        ("2020-13-01: {pages: 4}", 1, "2020-13-01"),
        ("2020-05-01: {pages: 0}", 1, "from 1 to"),
        ("2020-05-01: {pages: true}", 1, "write their number"),
        ("2020-05-01: {pages: []}", 1, "write their number"),
        ("2020-05-01: {pages: [A3-A1]}", 1, "'A3-A1' is no page"),
        ("2020-05-01: {pages: [../1]}", 1, "'../1' is no page"),
        ("2020-05-01: 4", 1, "{pages: 4}"),
        ("2020-05-01: {page: 4}", 1, "no other keys"),
        ("江城日报: 4", 1, "neither a day nor a paper"),
        ("江城日报:\n  2020-06-09: {pages: 4}\n  2020-06: {pages: 4}", 3, "not a day"),
    ],
)
def test_a_slip_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(SetupError) as caught:
        parse_issues(text, "issues.yml")
    assert (caught.value.file, caught.value.line) == ("issues.yml", line)
    assert word in f"{caught.value.message} {caught.value.remedy}"
