"""What belongs to the page and to no story."""

from __future__ import annotations

import pytest

from beibei_site.parsing.text.furniture import furniture_of


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("责任编辑：杜若", "folio"),
        ("美编：何苗", "folio"),
        ("第4版", "folio"),
        ("03", "folio"),
        ("2021年6月9日 星期三", "folio"),
        ("国内统一刊号CN50-0001", "folio"),
        ("新闻热线：12345678", "folio"),
        ("热烈祝贺全市第三届运动会开幕", "slogan"),
        ("公益广告", "slogan"),
        ("讲文明树新风讲文明树新风", "doubled"),
        ("讲文明 树新风 讲文明 树新风", "doubled"),
    ],
)
def test_furniture_is_known(line: str, kind: str) -> None:
    assert furniture_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "夏粮收购全面启动",
        "2021年6月9日，全市夏粮收购工作全面启动。",
        "编辑们说，读者来信一天比一天多。",
        "全市人民热烈庆祝新桥通车",
        "人人",
        "本报讯（记者 石青）6月8日，全市夏粮",
    ],
)
def test_a_story_is_no_furniture(line: str) -> None:
    assert furniture_of(line) == ""
