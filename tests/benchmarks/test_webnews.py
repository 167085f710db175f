"""News sites' texts: which of them read like news, and what is cut off."""

from __future__ import annotations

import pytest

from benchmarks.reading.compose.webnews import to_article

BODY = (
    "云泊网5月23日讯（记者 沈双）23日，记者从青禾县交通局获悉，停航二十天的云泊渡口复航。\u3000\u3000"
    "候船的旅客站满了码头。船上新添了20件救生衣,雷达也换过。“等了三个星期。”菜农祝阿婆说。责任编辑：章平"
)


def test_an_article_has_headline_and_paragraphs_without_what_the_site_adds() -> None:
    article = to_article(1, "云泊渡口复航 夜航班船每晚八点一班", BODY)
    assert article is not None
    assert article.headline == "云泊渡口复航　夜航班船每晚八点一班"
    assert (
        article.body[0]
        == "云泊网5月23日讯（记者沈双）23日，记者从青禾县交通局获悉，停航二十天的云泊渡口复航。"
    )
    assert "".join(article.body[1:]) == (
        "候船的旅客站满了码头。船上新添了20件救生衣，雷达也换过。“等了三个星期。”菜农祝阿婆说。"
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云泊渡口复航_青禾在线", BODY),
        ("复航", BODY),
        ("云泊渡口昨天复航", "快关注微信公众号！" + BODY),
        ("云泊渡口昨天复航", "船是什么？" * 30),
        ("云泊渡口昨天复航", "昨天复航。"),
    ],
)
def test_what_is_no_news_is_no_article(title: str, body: str) -> None:
    assert to_article(1, title, body) is None
