"""Citations by the formats' own rules."""

from __future__ import annotations

import json
from dataclasses import replace

from beibei_site.rendering.outputs.citations import Citation, is_picture
from beibei_site.rendering.outputs.heads import head_tags, json_ld

CITED = Citation(
    id="000-112",
    title="秋粮开镰",
    authors=("林晓", "何平"),
    paper="渡口报",
    place="渡口",
    issued="2021-09-02",
    issue="渡口报 2021年9月2日",
    date="2021-09-01",
    page="2",
    section="",
    address="",
    note="",
    language="zh-CN",
)
NONE = "出版日期不详"


def gbt(cited: Citation) -> str:
    return "".join(cited.gbt7714(NONE))


def test_gbt_of_a_printed_day() -> None:
    assert gbt(CITED) == "林晓, 何平. 秋粮开镰[N]. 渡口报, 2021-09-02(2)."


def test_gbt_puts_a_day_in_doubt_in_brackets() -> None:
    assert gbt(replace(CITED, issued="2021-09-02?")) == "林晓, 何平. 秋粮开镰[N]. 渡口报, [2021-09-02](2)."
    assert gbt(replace(CITED, issued="2021/..")) == "林晓, 何平. 秋粮开镰[N]. 渡口报, [2021/..](2)."
    assert gbt(replace(CITED, issued="2021-09/2021-10")).endswith("渡口报, 2021-09/2021-10(2).")
    assert gbt(replace(CITED, issued="", page=None)) == "林晓, 何平. 秋粮开镰[N]. 渡口报, [出版日期不详]."


def test_gbt_names_three_authors_at_most() -> None:
    many = replace(CITED, authors=("一", "二", "三", "四"))
    assert gbt(many).startswith("一, 二, 三, 等. ")


def test_gbt_of_an_article_online() -> None:
    online = replace(CITED, address="https://example.org/articles/000-112.html")
    before, after = online.gbt7714(NONE)  # the day of access stands between them
    assert before.endswith("[N/OL]. 渡口报, 2021-09-02(2)")
    assert after == ". https://example.org/articles/000-112.html."


def test_bibtex_escapes_what_tex_reads() -> None:
    entry = replace(CITED, title="50% & {more}").bibtex()
    assert entry.startswith("@article{000-112,\n")
    assert r"title = {{50\% \& \{more\}}}" in entry
    assert "author = {{林晓} and {何平}}" in entry
    assert entry.count("{") == entry.count("}")


def test_bibtex_keeps_what_is_printed() -> None:
    r"""A backslash became a slash, and TeX takes ~ for a blank and ^ for a superscript."""
    assert (
        r"title = {{C:\textbackslash{}a\textasciitilde{}b\textasciicircum{}c}}"
        in replace(CITED, title=r"C:\a~b^c").bibtex()
    )


def test_ris_has_its_tags_in_two_letters() -> None:
    lines = CITED.ris().split("\n")
    assert lines[0] == "TY  - NEWS" and lines[-1] == "ER  - "
    assert all(line[2:6] == "  - " for line in lines)
    assert "DA  - 2021/09/02" in lines


def test_csl_is_json_with_date_parts() -> None:
    (item,) = json.loads(CITED.csl_json())
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2021, 9, 2]]}
    assert json.loads(replace(CITED, issued="2021-09").csl_json())[0]["issued"] == {"date-parts": [[2021, 9]]}
    assert "issued" not in json.loads(replace(CITED, issued="").csl_json())[0]


def test_head_tags_leave_out_what_is_unknown() -> None:
    names = [name for name, _ in head_tags(replace(CITED, page=None, issued="", date=""))]
    assert not {"citation_firstpage", "citation_publication_date", "DC.date", "DC.coverage"} & set(names)
    assert names.count("citation_author") == 2


def test_json_ld_cannot_close_its_script() -> None:
    text = json_ld(replace(CITED, title="</script><b>"), {"topics": ["粮食"], "people": ["何平"]})
    assert "<" not in text
    item = json.loads(text)
    assert (item["@type"], item["headline"]) == ("NewsArticle", "</script><b>")
    assert item["datePublished"] == "2021-09-02" and item["about"] == ["粮食"]
    assert item["mentions"] == [{"@type": "Person", "name": "何平"}]


def test_pictures_are_no_texts() -> None:
    assert is_picture("摄") and is_picture("制图") and not is_picture("记者") and not is_picture("图文")
