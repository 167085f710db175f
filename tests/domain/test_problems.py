"""A message and its remedy are sentences of their own."""

import pytest

from beibei_site.domain.problems import SetupError, with_remedy


@pytest.mark.parametrize(
    "message", ["no such folder", "no such folder.", "what is this?", "没有这个专题。", "cut short…"]
)
def test_a_remedy_follows_a_full_stop(message: str) -> None:
    joined = with_remedy(message, "Give another.")
    assert joined.removesuffix(" Give another.") == (
        message + "." if message == "no such folder" else message
    )


def test_a_message_without_a_remedy_stays_as_it_is() -> None:
    assert with_remedy("no such folder", "") == "no such folder"


def test_an_error_says_where_what_and_how_to_mend_it() -> None:
    error = SetupError("not a list", file="people.yml", line=3, remedy="Put brackets round it.")
    assert str(error) == "people.yml:3: not a list. Put brackets round it."
