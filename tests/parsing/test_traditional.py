"""Single files of papers in Taiwan and Hong Kong: how they name writers, places and days."""

from __future__ import annotations

import pytest

from beibei_site.domain.model import PageReading
from beibei_site.parsing.reader import read_page

BODY = """溪口老街昨日起封閉三天，換裝沿街路燈。鎮公所說，舊燈用了二十七年，修一盞的錢夠買兩盞新的。

住戶林阿蘭在門口掛了一盞煤油燈，她說沒有路燈的那幾晚，整條街反而看得見星星。
"""


def reading(head: str, body: str = BODY) -> PageReading:
    return read_page(f"老街換燈\n{head}{body}", "a.txt")


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("\n〔記者顏立群／嘉義報導〕", ["顏立群"]),
        ("\n【記者何淑真╱花蓮報導】", ["何淑真"]),
        ("\n〔記者顏立群、何淑真／綜合報導〕", ["顏立群", "何淑真"]),
        ("\n（中央社記者溫秀琴台東三日電）", ["溫秀琴"]),
        ("\n（中央社台北四日電）", []),
        ("\n〔本報記者許曼青東京六日專電〕", ["許曼青"]),
        ("\n【特派員許曼青／東京六日電】", ["許曼青"]),
        ("\n【本報訊】（記者 梁皓然）", ["梁皓然"]),
        ("\n【本報訊】", []),
        ("記者郭品妤／台南報導\n\n", ["郭品妤"]),
        ("記者顏立群、何淑真／連線報導\n\n", ["顏立群", "何淑真"]),
        ("編譯葉蓁／綜合外電\n\n", ["葉蓁"]),
        ("◎記者商一諾\n\n", ["商一諾"]),
        ("◎溫秀琴\n\n", ["溫秀琴"]),
        ("文／葉蓁　攝影／唐少游\n\n", ["葉蓁", "唐少游"]),
        ("2021/04/18 溪口日報 記者葉蓁／嘉義報導\n\n", ["葉蓁"]),
        ("民國一百一十年四月十八日　溪口時報　記者　葉蓁\n\n", ["葉蓁"]),
    ],
)
def test_writers(head: str, names: list[str]) -> None:
    found = reading(head)
    (story,) = found.stories
    assert (found.kind, story.heading.headline) == ("article", "老街換燈")
    assert [credit.name for credit in story.credits] == names


@pytest.mark.parametrize(
    "line",
    ["中華民國110年4月18日 星期日", "民國一百一十年四月十八日", "2021-04-18 05:30 溪口日報／記者 葉蓁"],
)
def test_days(line: str) -> None:
    issued = reading(f"{line}\n\n").issue.issued
    assert issued is not None
    assert issued.value == "2021-04-18"


def test_a_pause_mark_may_be_the_full_stop() -> None:
    body = BODY.replace("。", "、").replace("，", "、")
    assert reading("\n【本報訊】", body).kind == "article"
