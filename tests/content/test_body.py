"""The Markdown of an article's body, written and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.body import Body, Lacuna, Part, Restored, parse_body, plain, render_body
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.reading import read_content
from tests.content.bodies import SIGNS, bodies

CONTENT = Path(__file__).parents[2] / "content"


@given(bodies)
def test_what_is_written_is_read_back(body: Body) -> None:
    assert parse_body(render_body(body)) == body


@given(st.text(alphabet="甲 b\u3000\t\r\x0b\x1c\u2028\n#>&;\\〔〕…[^]:1据补。图：-*", max_size=40))
def test_the_plain_words_are_those_of_the_parts(markdown: str) -> None:
    assert plain(markdown) == parse_body(markdown).text


@pytest.mark.parametrize("file", read_content(CONTENT).articles, ids=lambda f: f.article.id)
def test_every_article_of_the_archive_is_as_this_module_writes_it(file: ContentFile) -> None:
    assert render_body(parse_body(file.article.body)) == file.article.body


def test_every_kind_of_part_has_its_form() -> None:
    body = Body((
        Part("paragraph", ("第一段，", Lacuna())),
        Part("crosshead", ("分题",)),
        Part("paragraph", ("第二", Restored("段。", "001-7"))),
        Part("paragraph", ("第三", Restored("段。", "002-1"), "又", Restored("完", "001-7"))),
        Part("caption", ("会场",)),
        Part("note", ("记者 甲",)),
    ))  # fmt: skip
    assert render_body(body) == (
        "第一段，〔…〕\n\n## 分题\n\n第二〔段。〕[^1]\n\n第三〔段。〕[^2]又〔完〕[^1]\n\n> 图：会场\n\n> 记者 甲\n\n"
        "[^1]: 〔 〕内的文字原版面已失，据 001-7 补。\n\n[^2]: 〔 〕内的文字原版面已失，据 002-1 补。"
    )
    assert body.text == "第一段，〔…〕\n分题\n第二〔段。〕\n第三〔段。〕又〔完〕\n图：会场\n记者 甲"
    assert body.lacunae == 1 and [r.source for r in body.restored] == ["001-7", "002-1", "001-7"]
    assert [p.printed for p in body.of("paragraph", "note")] == ["第一段，", "第二", "第三又", "记者 甲"]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("甲*乙*_丙_`丁`[戊]\\", "甲\\*乙\\*\\_丙\\_\\`丁\\`\\[戊\\]\\\\"),
        ("# 甲", "\\# 甲"),
        ("#话题#", "\\#话题#"),
        ("> 甲", "\\> 甲"),
        ("- 甲", "\\- 甲"),
        ("-甲", "-甲"),
        ("+ 甲", "\\+ 甲"),
        ("---", "\\---"),
        ("1. 甲", "1\\. 甲"),
        ("12) 甲", "12\\) 甲"),
        ("1.5亿", "1.5亿"),
        ("甲<乙>", "甲&lt;乙>"),
        ("甲&amp;&#20;&乙;&c", "甲&amp;amp;&amp;#20;&乙;&c"),
        ("国发〔2020〕12号", "国发〔2020〕12号"),
        ("他说〔…〕", "他说&#12308;…〕"),
    ],
)
def test_what_looks_like_markdown_is_escaped(printed: str, written: str) -> None:
    assert render_body(Body((Part("paragraph", (printed,)),))) == written
    assert plain(written) == printed


def test_a_heading_that_ends_with_a_sign_and_a_credit_that_begins_like_a_caption() -> None:
    body = Body((Part("crosshead", ("C##",)), Part("note", ("图：秦廷富",))))
    assert render_body(body) == "## C\\#\\#\n\n> 图&#65306;秦廷富"
    assert [p.kind for p in parse_body(render_body(body)).parts] == ["crosshead", "note"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("一行\n又一行", [("paragraph", "一行\n又一行")]),
        ("一行\\\n又一行", [("paragraph", "一行\n又一行")]),
        ("  一行  \n\n \n\n两行", [("paragraph", "一行"), ("paragraph", "两行")]),
        ("## 题\n段", [("crosshead", "题"), ("paragraph", "段")]),
        ("段\n### 题\n段", [("paragraph", "段"), ("crosshead", "题"), ("paragraph", "段")]),
        ("#题", [("paragraph", "#题")]),
        ("段\n> 图：景\n续\n\n段", [("paragraph", "段"), ("caption", "图：景\n续"), ("paragraph", "段")]),
        (">记者 甲\n>\n>记者 乙", [("note", "记者 甲\n记者 乙")]),
        ("- 甲\n- **乙**", [("paragraph", "- 甲\n- **乙**")]),
        ("甲[^a]乙\n\n[^a]: 注\n    续", [("paragraph", "甲乙")]),
        ("甲&lt;&#20057;&nosuch;", [("paragraph", "甲<乙&nosuch;")]),
        ("甲\\[^1\\]乙", [("paragraph", "甲[^1]乙")]),
        ("", []),
        ("[^a]", []),
    ],
)
def test_what_a_person_writes_is_read(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert [(part.kind, part.text) for part in parse_body(markdown).parts] == expected


@pytest.mark.parametrize(
    ("footnote", "source"),
    [
        ("[^x]: 〔 〕内的文字原版面已失，据 003-2 补。", "003-2"),
        ("[^x]: 据馆藏本\n    第二卷", "据馆藏本 第二卷"),
        ("", ""),
    ],
)
def test_a_footnote_names_the_source_of_a_restored_passage(footnote: str, source: str) -> None:
    (restored,) = parse_body(f"共享人才〔资源。〕[^x]\n\n{footnote}").restored
    assert restored == Restored("资源。", source)


@given(st.text(st.sampled_from(SIGNS + "\n\t"), max_size=60))
def test_any_text_is_a_body(markdown: str) -> None:
    body = parse_body(markdown)
    assert all(part.passages and part.text for part in body.parts)
    assert all("\n\n" not in part.text for part in body.parts)
