"""The evidence for names: every rule has a sentence in which it holds for one candidate, and one in which not."""

from __future__ import annotations

import re

import pytest

from beibei_site.cataloguing.names.candidates import Candidate, Shape
from beibei_site.cataloguing.names.evidence import (
    AFTER,
    BEFORE,
    DICTIONARY,
    ENDINGS,
    LISTS,
    OWN,
    Lexicon,
    Reading,
)

TAGS = {
    "高峰": "n", "陆游": "nr", "华佗": "nrfg", "温泉": "nr", "金山": "ns", "哈尔滨市": "ns", "明天": "t", "农民": "n",
    "到": "v", "已经": "d", "石头": "n", "石头记": "nz", "周到": "a",
}  # fmt: skip
FREQUENCY = {"陆游": 100, "温泉": 101, "高峰": 5, "石头": 999}

# The candidate stands in braces; the second sentence differs in what the rule asks for.
EXAMPLES: dict[str, tuple[str, str, Shape]] = {
    "a run of name elements": ("{才让卓玛}", "{才让}", "elements"),
    "a word of the segmenter": ("{陆游}", "{陆云}", "han"),
    "begins inside a word": ("石{头记}", "木{头记}", "han"),
    "ends inside a word": ("看{大石}头", "看{大石}", "han"),
    "ends inside a foreign name": ("{安德}烈耶夫", "{安德}说", "han"),
    "a part of a dotted name": ("{安德烈}·波波夫", "{安德烈}", "foreign"),
    "the title of a work": ("《{林则徐}》", "《{林则徐}", "han"),
    "a word that looks like a name": ("{高峰}", "{陆游}", "han"),
    "a foreign or an old name": ("{华佗}", "{陆游}", "han"),
    "a rare name": ("{陆游}", "{温泉}", "han"),
    "a frequent name": ("{温泉}", "{石头}", "han"),
    "a long place": ("{哈尔滨市}", "{金山}", "foreign"),
    "a short place": ("{金山}", "{陆游}", "han"),
    "a time, a number, a particle": ("{明天}", "{陆游}", "han"),
    "a verb of saying": ("{陆游说}", "{陆游书}", "han"),
    "an office at the end": ("{陆书记}", "{陆书}", "han"),
    "a doubled character": ("{陆陆}", "{陆游}", "han"),
    "a verb of doing": ("{陆参加}", "{陆加}", "han"),
    "a thing or a place": ("{温泉镇}", "{温镇}", "han"),
    "a village": ("{陆家屯}", "{陆家}", "han"),
    "a surname that is mostly a word": ("{平安}", "{陆安}", "han"),
    "the paper's staff": ("本报记者{陆游}", "本报{陆游}", "han"),
    "an office before": ("区长{陆游}", "区里{陆游}", "han"),
    "an age before": ("名叫{陆游}", "叫{陆游}", "han"),
    "a word before": ("代表{陆游}", "代{陆游}", "han"),
    "a sign before": ("，{陆游}", "啊{陆游}", "han"),
    "a noun for persons before": ("农民{陆游}", "石头{陆游}", "han"),
    "a function word before": ("到{陆游}", "头{陆游}", "han"),
    "a title after": ("{陆游}同志", "{陆游}同", "han"),
    "an age after": ("{陆游}，今年42岁", "{陆游}，今年", "han"),
    "a verb of saying after": ("{陆游}说", "{陆游}书", "han"),
    "a sign after": ("{陆游}。", "{陆游}啊", "han"),
    "a verb of doing after": ("{陆游}参加", "{陆游}参", "han"),
    "a function word after": ("{陆游}已经", "{陆游}石头", "han"),
}
RULES = {rule.name: rule for table in (OWN, DICTIONARY, ENDINGS, BEFORE, AFTER) for rule in table}


def read(marked: str, shape: Shape) -> tuple[Reading, Candidate]:
    """The sentence without its braces, its dictionary words cut out, and the candidate."""
    match = re.search(r"\{(.+?)\}", marked)
    assert match
    text = re.sub(r"[{}]", "", marked)
    words = sorted(TAGS, key=lambda w: -len(w))
    cut = {m.start(): m.end() for m in re.finditer("|".join(words), text)}
    return Reading(text, Lexicon(TAGS, FREQUENCY), cut), Candidate(match[1], match.start(), shape)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_holds_where_it_should_and_only_there(name: str) -> None:
    yes, no, shape = EXAMPLES[name]
    assert RULES[name].holds(*read(yes, shape))
    assert not RULES[name].holds(*read(no, shape))


def test_every_rule_has_an_example() -> None:
    assert set(RULES) - set(EXAMPLES) == {"anything else before", "anything else after"}


@pytest.mark.parametrize(
    ("marked", "likely", "row"),
    [
        ("{李政和}何燕", "何燕", "a joint at its end"),
        ("{陆游}、何燕", "何燕", "a name"),
        ("何燕、{陆游}", "何燕", "a name"),
        ("{陆游}、区长何燕", "", "an office"),
        ("{陆游} 何燕", "", "beyond a blank"),
        ("{陆游}和石头", "", "no name beyond 和"),
        ("{陆游}、石头", "", "no name beyond 、"),
        ("石头、{陆游}", "", "no name beyond 、"),
    ],
)
def test_names_stand_among_names(marked: str, likely: str, row: str) -> None:
    reading, c = read(marked, "han")
    at = reading.text.find(likely) if likely else -1
    beside = (next(r.weight for r in table if r.holds(reading, c)) for table in (BEFORE, AFTER))
    found = reading.around(c, {at}, {at + len(likely)})
    assert found == pytest.approx(sum(beside) + LISTS[row])


@pytest.mark.parametrize(
    ("marked", "shape", "score"),
    [
        ("{安德烈·波波夫}", "dotted", 3.5),
        ("{伊万}", "foreign", -0.4),
        ("{伊万诺}", "foreign", 0.0),
        ("{伊万诺夫}", "foreign", 0.4),
        ("{伊万诺夫斯基诺}", "foreign", 1.2),
        ("{伊万诺夫}", "piece", -0.8),
        ("{石头}", "listed", -2.5 + 0.8 - 0.6 - 0.3 * 3),
        ("{华佗}", "listed", -2.5 + 0.8 + 1.5),
        ("{王伟}", "han", -1.2 + 0.5 * (3 + 3) - 0.8),
        ("{王建国}", "han", -1.2 + 0.5 * (3 + 1 - 1) + 0.5),
        ("{司马伟}", "han", -1.2 + 0.5 * (3 + 3) - 0.8),
        ("{龘犇鑫}", "japanese", -0.4 + 0.5 * (3 + 1) - 0.8),
        ("{王王}", "han", -1.2 + 0.5 * (3 + 2) - 0.8 - 6.0),
    ],
)
def test_what_a_candidate_tells_is_added_up(marked: str, shape: Shape, score: float) -> None:
    reading, c = read(marked, shape)
    assert reading.own(c) == pytest.approx(score)
