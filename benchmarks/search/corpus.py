"""A corpus of any size: sentences of the five pages, shuffled, with invented names, under made-up days."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from beibei_site.archive import Archive
from beibei_site.model import Article
from beibei_site.store import read_content
from beibei_site.text import plain

_OWN = re.compile(r"(\w{3})在\w+的\w+谈到(\w\w)")  # see `_article`
CONTENT = Path(__file__).parent.parent.parent / "content"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰志建国文斌宇浩晨曦梓涵子轩若雨"
_THINGS = "水库 桥梁 茶园 校舍 渡口 果林 医站 书屋 公路 粮仓 工坊 展馆 码头 梯田 渔场 苗圃 剧场 电站".split()
_DEEDS = "竣工 开放 修复 扩建 启用 迁址 落成 验收 投产 改造 奠基 通车".split()


def make_archive(count: int, seed: int = 1) -> Archive:
    """`count` articles of 300 to 1500 characters, the same for the same numbers."""
    chance = random.Random(seed)
    sentences = _sentences()
    names = ["".join((chance.choice(_SURNAMES), *chance.sample(_GIVEN, 2))) for _ in range(count // 3 + 30)]
    places = ["".join(chance.sample(_GIVEN, 2)) + chance.choice("镇村乡街") for _ in range(count // 10 + 20)]
    return Archive(_article(n, chance, sentences, names, places) for n in range(count))


def title_query(article: Article, chance: random.Random) -> str:
    """The first eight characters of the title, without blanks and signs."""
    return re.sub(r"\W", "", article.title)[:8]


def pair_query(article: Article, chance: random.Random) -> str:
    """A person and a thing of one sentence that is the article's own."""
    return " ".join(chance.choice(_OWN.findall(plain(article.body))))


def reciprocal(wanted: str, ranked: Sequence[str]) -> float:
    """1 / rank of `wanted`; 0 if it is not there."""
    return 1 / (ranked.index(wanted) + 1) if wanted in ranked else 0.0


def _sentences() -> list[str]:
    bodies = (plain(file.article.body) for file in read_content(CONTENT).articles)
    found = {s for body in bodies for s in re.findall(r"[^。！？\n]{12,90}[。！？]", body)}
    return sorted(found)


def _article(
    number: int, chance: random.Random, sentences: list[str], names: list[str], places: list[str]
) -> Article:
    people = tuple(chance.sample(names, chance.randint(1, 4)))
    place, thing, deed = chance.choice(places), chance.choice(_THINGS), chance.choice(_DEEDS)
    clause = chance.choice(re.split("[,，]", chance.choice(sentences)))[:14].rstrip("。！？")
    own = [
        f"{name}在{chance.choice(places)}的{chance.choice(_THINGS)}谈到{thing}{deed}一事。" for name in people
    ]
    text = own + chance.sample(sentences, chance.randint(6, 24))
    chance.shuffle(text)
    paragraphs = ["".join(text[at : at + 4]) for at in range(0, len(text), 4)]
    return Article(
        id=f"b{number:05}-1",
        title=f"{place}{thing}{deed} {clause}",
        date=f"{chance.randint(2000, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        people=people,
        places=(place,),
        body="\n\n".join(paragraphs),
    )
