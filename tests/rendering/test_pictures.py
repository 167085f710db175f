"""The pictures of headlines that links to articles show."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.rendering.outputs.pictures import HEIGHT, WIDTH, break_lines, draw_headline, is_font
from tests.conftest import TODAY

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")  # Debian's fonts-noto-cjk
TITLES = st.text(st.sampled_from("北碚绵阳携手打造“合作”（典范），。2020年 Aa-b·—"), min_size=1, max_size=60)


@given(TITLES.filter(str.strip), st.integers(4, 30))
def test_lines_keep_every_letter_and_no_mark_is_parted_from_what_it_closes(title: str, most: int) -> None:
    lines = break_lines(title, most)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(lines)


def test_no_line_begins_with_a_mark_that_closes() -> None:
    title = "民生实事交出“暖心答卷”，区人大代表票决（民生实事）项目"
    for most in range(5, 30):
        lines = break_lines(title, most)
        assert not [line for line in lines if line[0] in "，”）" or line[-1] in "“（"], lines


@pytest.mark.parametrize(
    "title", ["脱贫", "北碚绵阳携手打造川渝合作典范进入实质阶段", "长" * 90, "A very long headline " * 6]
)
def test_a_headline_stays_within_its_frame(title: str) -> None:
    font = FONT.read_bytes()
    data = draw_headline(font, head="北碚报", title=title, foot="文献库")
    drawn = Image.open(BytesIO(data)).convert("L")
    assert drawn.size == (WIDTH, HEIGHT)
    margins = [(0, 0, 60, HEIGHT), (WIDTH - 60, 0, WIDTH, HEIGHT), (0, 132, WIDTH, 136)]
    for frame in (*margins, (0, HEIGHT - 106, WIDTH, HEIGHT - 94)):
        lightest, darkest = drawn.crop(frame).getextrema()[::-1]
        assert lightest == darkest, frame


def picture_of(folders: Folders, article: str) -> str | None:
    page = lxml.html.parse(str(folders.output / "articles" / f"{article}.html"))
    found: list[str] = page.xpath("//meta[@property='og:image']/@content")
    return found[0] if found else None


def test_every_article_has_the_picture_that_its_page_names(folders: Folders) -> None:
    address = "https://example.org/archive/"
    settings = folders.content / "site.yml"
    settings.write_text(f"base_url: {address}\nshare_font: static/own.ttc\n", "utf-8")
    (folders.root / "static").mkdir(exist_ok=True)
    shutil.copy(FONT, folders.root / "static" / "own.ttc")
    made = pipeline.build(folders, today=TODAY)
    assert not [p for p in made.published.problems if p.severity == "error"]
    named = picture_of(folders, "000-112")
    assert named and named.startswith(address)
    data = (folders.output / named.removeprefix(address)).read_bytes()
    assert Image.open(BytesIO(data)).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(("name", "why"), [("static/none.otf", "does not exist"), ("seeds/../../x", "")])
def test_a_font_that_cannot_be_used_is_named_and_the_rest_is_built(
    folders: Folders, name: str, why: str
) -> None:
    (folders.content / "site.yml").write_text(
        f"base_url: https://example.org/\nshare_font: {name}\n", "utf-8"
    )
    problems = pipeline.build(folders, today=TODAY).published.problems
    assert [
        p for p in problems if p.severity == "error" and Path(name).name in p.message and why in p.message
    ]
    assert picture_of(folders, "000-112") is None


def test_what_is_no_font_is_told_from_one() -> None:
    assert is_font(FONT.read_bytes()) and not is_font(b"") and not is_font(b"no font" * 99)
