"""How a piece of news opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.lead import LEAD, lead_length


@pytest.mark.parametrize(
    "lead",
    [
        "本报讯（记者 石青）",
        "本报讯 ",
        "【本报讯】",
        "■本报讯（见习记者 石青）",
        "本报讯记者石青、林晓报道：",
        "本报综合消息：",
        "晨报渡口讯（通讯员 石青）",
        "新华社北京6月8日电（记者 石青）",
        "据新华社电 ",
        "渡口日报讯 ",
        "本报记者 石青 报道：",
        "本报驻渡口特派员 石青 报道，",
        "渡口讯（石青）",
        "讯（记者 石青）",
        "本报渡口6月8日电（记者 石青）",
        "本报渡口6月8日专电",
    ],
)
def test_a_lead_is_found_to_its_end(lead: str) -> None:
    text = f"{lead}夏粮收购启动，粮农排队。"
    assert text[lead_length(text) :] == "夏粮收购启动，粮农排队。"


@pytest.mark.parametrize(
    "text",
    [
        "夏粮收购启动，粮农排队。",
        "一块四百公斤的动力电池包，拆了下来。",
        "老街要拆的消息传来时，他正给表上油。",
        "据市民报道，",
        "通讯员石青来信。",
        "",
    ],
)
def test_what_only_sounds_like_a_lead_is_none(text: str) -> None:
    assert lead_length(text) == 0


def test_pages_are_read_by_the_words_alone() -> None:
    assert LEAD.match("本报讯（记者 石青）") and not LEAD.match("本报渡口6月8日电")


@given(st.text("本报讯新华社记者电6月8日，。（）：【】", max_size=40))
def test_a_lead_is_never_longer_than_its_text(text: str) -> None:
    assert 0 <= lead_length(text) <= len(text)
