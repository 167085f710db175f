"""The finished index is held against a scan of the texts before it is published."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.browser.export import MANIFEST, export_search
from beibei_site.search.browser.scripts import parse_script, script
from beibei_site.search.check import check_search
from beibei_site.search.date_forms import date_forms

ARTICLES = [
    Article(id=f"a-{n:02}", title=f"第{n}处夏粮收购点", body="稻" * n + "谷满仓。") for n in range(40)
]
FILES = {file.path: file.data for file in export_search(Archive(ARTICLES)).files}


def emptied(kind: str) -> dict[str, bytes]:
    """The files, with all lists of a kind lost."""
    return {p: b'beibei.lists("x","")\n' if f"/{kind}/" in p else d for p, d in FILES.items()}


def said(archive: Archive, files: dict[str, bytes], *among: str) -> str:
    problems = check_search(archive, files.__getitem__, among or None)
    assert [(p.code, p.severity) for p in problems] in ([], [("search-broken", "error")])
    return problems[0].message if problems else ""


def test_a_good_index_is_passed_and_so_is_that_of_an_empty_archive() -> None:
    assert said(Archive(ARTICLES), FILES) == "" == said(Archive(ARTICLES), FILES, "a-07")
    empty = {file.path: file.data for file in export_search(Archive([])).files}
    assert said(Archive([]), empty) == ""


@pytest.mark.parametrize("kind", ["i", "c"])
def test_lost_lists_are_noticed_and_strings_named(kind: str) -> None:
    message = said(Archive(ARTICLES), emptied(kind))
    assert ("“夏粮”" if kind == "i" else "“稻”") in message and message.count("“") <= 5


def test_articles_are_noticed_that_the_index_does_not_have_or_has_as_they_were() -> None:
    one, *others = ARTICLES
    assert said(Archive([replace(one, title="铁路通车"), *others]), FILES, "a-00")
    assert said(Archive([*ARTICLES, replace(one, id="b")]), FILES)
    assert said(Archive(others), FILES)


def test_hits_are_noticed_that_the_texts_do_not_have() -> None:
    """As if the list of an article that has changed still counted."""
    one, *others = ARTICLES
    edited = Archive([replace(one, title="铁路通车", body="铁路。"), *others])
    first = export_search(Archive(ARTICLES))
    second = export_search(edited, "", first.state)
    files = FILES | {file.path: file.data for file in second.files}
    assert said(edited, files, *second.state.young) == ""
    told = parse_script(files[MANIFEST])[0]
    told["levels"][0][-1] = ""
    files[MANIFEST] = script("manifest", "manifest", json.loads(json.dumps(told))).data
    assert said(edited, files, *second.state.young)


def test_a_year_keeps_its_four_digits() -> None:
    assert date_forms("〇九九九年十二月") == ("〇九九九年十二月", "0999年12月")
    assert date_forms("0999年") == ("0999年", "〇九九九年")
