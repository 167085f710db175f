"""English newspaper pages of invented articles: composed as HTML, printed by Chromium, with what is on them."""

from __future__ import annotations

import datetime
import html
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page as BrowserPage

from beibei_site.parsing.pdf.pdfium import read_pdf

WORKED_ON, HELD_OUT = (Path(__file__).with_name(name) for name in ("articles.txt", "held_out.txt"))
_HYPHENS = re.compile(  # num-ber, wa-ter
    r"(?<=[a-z]{2}[bcdfgklmnprstv])(?=[bcdfglmnprst][aeiouy][a-z]{2})|(?<=[a-z][aeiou])(?=[bdfglmnprstv][aeiou][a-z]{2})"
)


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it was written: a writer, if it has one; the place and the agency of its dateline."""

    headline: str
    decks: tuple[str, ...]
    writer: str
    place: str
    agency: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a page sets its articles: the day and the folio lines, columns, and the house style."""

    name: str
    day: str
    paper: str
    page: str
    folio: tuple[str, ...]
    columns: int
    articles: tuple[int, ...]
    spans: tuple[int, ...] = ()  # columns of each article in rows; none: all flow down the columns
    justified: bool = True
    hyphens: bool = True
    capitals: bool = False
    byline: str = "By {}"
    dateline: str = "{place}, {month} {day} ({agency}) —"
    indent: bool = True
    rules: bool = False
    face: str = "Noto Serif CJK SC"
    picture: int = -1  # the article with a picture and a caption
    jumps: tuple[tuple[int, str], ...] = ()  # article and jump line


@dataclass(frozen=True, slots=True)
class Gold:
    """An article as it is printed on a page."""

    headline: str
    decks: tuple[str, ...]
    byline: tuple[str, ...]
    byline_text: str
    date: str
    paragraphs: tuple[str, ...]
    jump: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is on it."""

    setting: Setting
    articles: tuple[Gold, ...] = field(default=())


def read_texts(path: Path = WORKED_ON) -> list[Text]:
    return [_read(part) for part in path.read_text("utf-8").split("====\n")]


def _read(part: str) -> Text:
    head, *paragraphs = [p.strip() for p in part.strip().split("\n\n")]
    headline, *keys = head.split("\n")
    told = [tuple(line.split(": ", 1)) for line in keys]
    one = dict(told)
    decks = tuple(value for key, value in told if key == "deck")
    return Text(
        headline,
        decks,
        one.get("by", ""),
        one.get("place", ""),
        one.get("agency", ""),
        tuple(paragraphs),
    )


def compose(setting: Setting, texts: Sequence[Text]) -> Page:
    """The page with the articles of its setting, in its house style."""
    return Page(setting, tuple(_print(texts[number], number, setting) for number in setting.articles))


def _print(text: Text, number: int, setting: Setting) -> Gold:
    issued = datetime.date.fromisoformat(setting.day)
    dated = text.place and "{month}" in setting.dateline
    told = issued - datetime.timedelta(days=1) if dated else issued
    dateline = setting.dateline if text.agency else re.sub(r"\s*\(\{agency\}\)", "", setting.dateline)
    place = text.place.title() if "{Place}" in setting.dateline else text.place
    lead = dateline.format(
        place=place, Place=place, month=told.strftime("%B"), day=told.day, agency=text.agency
    )
    first, *rest = text.paragraphs
    opening = f"{lead}{first}" if lead.endswith(".—") else f"{lead} {first}"
    return Gold(
        headline=text.headline.upper() if setting.capitals else text.headline,
        decks=text.decks,
        byline=_names(text.writer),
        byline_text=_byline(text.writer, setting),
        date=told.isoformat(),
        paragraphs=(opening if text.place else first, *rest),
        jump=dict(setting.jumps).get(number, ""),
        caption=f"The scene on {told.strftime('%A')} morning, before the crowd had gathered."
        if number == setting.picture
        else "",
    )


def _names(writer: str) -> tuple[str, ...]:
    return () if writer.endswith("Correspondent") else tuple(filter(None, writer.split(" and ")))


def _byline(writer: str, setting: Setting) -> str:
    if writer.endswith("Correspondent"):
        return f"By a {writer}" if writer.startswith("Staff") else f"Special to {setting.paper}"
    shown = writer.upper().replace(" AND ", " and ") if setting.capitals else writer
    return setting.byline.format(shown) if writer else ""


# ---- as HTML

_STYLE = """
@page { size: %(wide)dpt 1600pt; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { width: %(wide)dpt; padding: 30pt; font: 9pt/11.2pt '%(face)s'; hyphens: manual;
  text-rendering: geometricPrecision }
.folio { display: flex; justify-content: space-between; border-bottom: 0.8pt solid black; margin-bottom: 12pt }
.flag { font-size: 34pt; line-height: 40pt; text-align: center; font-weight: bold }
.grid { display: grid; grid-template-columns: repeat(%(columns)d, 1fr); column-gap: 14pt; row-gap: 16pt }
.flow { column-count: %(columns)d; column-gap: 14pt; column-fill: auto; height: 620pt; %(rule)s }
.flow article { margin-bottom: 14pt }
.text { column-gap: 14pt; text-align: %(align)s; %(rule)s }
.text p { %(paragraph)s }
h1 { font-size: 19pt; line-height: 21pt; margin-bottom: 5pt; break-after: avoid }
.flow h1 { font-size: 14pt; line-height: 15.5pt; text-align: center }
h2 { font-size: 12pt; line-height: 14pt; font-weight: normal; margin-bottom: 5pt; break-after: avoid }
.flow h2 { text-align: center; font-size: 10.5pt; line-height: 12.5pt }
.by { font-weight: bold; font-size: 9pt; margin-bottom: 4pt; break-after: avoid }
.jump { font-style: italic; font-size: 8pt }
.picture { background: #999; height: 90pt; margin-bottom: 3pt }
.caption { font: 7.5pt/9pt 'DejaVu Sans Condensed'; margin-bottom: 6pt }
"""


def print_page(page: Page, opened: BrowserPage) -> bytes:
    """The page as a PDF, printed twice: soft hyphens that end no line would show in extracted text."""
    every = _print_html(to_html(page), opened)
    lines = [line.text for sheet in read_pdf(every).sheets for line in sheet.lines]
    used = frozenset(re.findall(r"([A-Za-z]+)[-\u2010]$", "\n".join(lines), re.M))
    return _print_html(to_html(page, used), opened)


def _print_html(text: str, opened: BrowserPage) -> bytes:
    opened.set_content(text)
    return opened.pdf(prefer_css_page_size=True, print_background=True)


def to_html(page: Page, broken: frozenset[str] | None = None) -> str:
    """The page as HTML; words may be broken after the letters in `broken` (None: wherever words can be)."""
    setting = page.setting
    rule = "column-rule: 0.5pt solid black" if setting.rules else ""
    style = _STYLE % {
        "wide": 60 + 166 * setting.columns,
        "face": setting.face,
        "columns": setting.columns,
        "rule": rule,
        "align": "justify" if setting.justified else "left",
        "paragraph": "text-indent: 9pt" if setting.indent else "margin-bottom: 6pt",
    }
    spans = setting.spans or (1,) * len(page.articles)
    inner = "".join(_article(a, span, setting, broken) for a, span in zip(page.articles, spans, strict=True))
    flag = (
        f'<div class="flag">{html.escape(setting.folio[0])}</div>'
        if len(setting.folio) == 1 + _FOLIO_LINE
        else ""
    )
    folio = setting.folio[1:] if flag else setting.folio
    parts = "".join(f"<span>{html.escape(part)}</span>" for part in folio[0].split(" | "))
    kind = "grid" if setting.spans else "flow"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>{flag}'
        f'<div class="folio">{parts}</div><div class="{kind}">{inner}</div>'
    )


_FOLIO_LINE = 1


def _article(article: Gold, span: int, setting: Setting, broken: frozenset[str] | None) -> str:
    decks = "".join(f"<h2>{html.escape(deck)}</h2>" for deck in article.decks)
    by = f'<div class="by">{html.escape(article.byline_text)}</div>' if article.byline_text else ""
    picture = (
        f'<div class="picture"></div><div class="caption">{html.escape(article.caption)}</div>'
        if article.caption
        else ""
    )
    texts = "".join(f"<p>{_hyphenated(text, setting, broken)}</p>" for text in article.paragraphs)
    jump = f'<div class="jump">{html.escape(article.jump)}</div>' if article.jump else ""
    return (
        f'<article style="grid-column: span {span}"><h1>{html.escape(article.headline)}</h1>{decks}{by}{picture}'
        f'<div class="text" style="column-count: {span}">{texts}{jump}</div></article>'
    )


def _hyphenated(text: str, setting: Setting, broken: frozenset[str] | None) -> str:
    shown = html.escape(text, quote=False)
    if not setting.hyphens:
        return shown

    def point(match: re.Match[str]) -> str:
        before = re.search(r"[A-Za-z]+$", shown[: match.start()])
        return "&shy;" if broken is None or (before and before[0] in broken) else ""

    return _HYPHENS.sub(point, shown)


# ---- the pages

SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="01-herald",
        day="1923-06-14",
        paper="The Harbour Herald",
        page="3",
        folio=("THE HARBOUR HERALD | THURSDAY, JUNE 14, 1923 | PAGE 3",),
        columns=5,
        articles=(0, 1, 2, 5, 6, 9),
        spans=(3, 2, 2, 2, 1, 5),
    ),
    Setting(
        name="02-old",
        day="1923-06-14",
        paper="The Daily News",
        page="",
        folio=("The Daily News", "Vol. XII No. 34 | Chungking, Thursday, June 14, 1923 | Price Five Cents"),
        columns=4,
        articles=(0, 3, 4, 8, 11, 15),
        capitals=True,
        dateline="{place}, {month} {day}.—",
        rules=True,
    ),
    Setting(
        name="03-modern",
        day="2019-03-06",
        paper="Port Anselm Times",
        page="A4",
        folio=("A4 | Port Anselm Times | Wednesday, March 6, 2019",),
        columns=4,
        articles=(2, 10, 12, 14),
        spans=(4, 2, 2, 4),
        justified=False,
        hyphens=False,
        byline="By {}",
        dateline="{place} —",
        picture=2,
        face="DejaVu Serif Condensed",
        jumps=((2, "Continued on Page A7"),),
    ),
    Setting(
        name="04-british",
        day="1937-09-20",
        paper="The Evening Post",
        page="7",
        folio=("7 | THE EVENING POST, MONDAY, 20 SEPTEMBER 1937",),
        columns=5,
        articles=(3, 7, 9, 13, 5, 1),
        spans=(1, 2, 2, 2, 3, 5),
        byline="by {}",
        dateline="{place}, {month} {day}.",
    ),
    Setting(
        name="05-sans",
        day="2004-11-11",
        paper="Westferry Gazette",
        page="12",
        folio=("Westferry Gazette | Page 12 | Thursday, November 11, 2004",),
        columns=3,
        articles=(4, 13, 7),
        spans=(3, 1, 2),
        justified=False,
        hyphens=False,
        indent=True,
        face="DejaVu Sans Condensed",
        picture=4,
    ),
    Setting(
        name="06-tabloid",
        face="DejaVu Serif Condensed",
        day="1958-04-22",
        paper="The Morning Courier",
        page="5",
        folio=("The Morning Courier | Tuesday, April 22, 1958 | 5",),
        columns=4,
        articles=(8, 6, 12, 15, 9),
        spans=(4, 1, 3, 2, 2),
        byline="By {}",
        rules=True,
        jumps=((8, "Continued on Page 9"),),
    ),
    Setting(
        name="07-flow",
        day="1911-01-20",
        paper="The Sedge Valley Chronicle",
        page="2",
        folio=("2 | THE SEDGE VALLEY CHRONICLE. | FRIDAY, JANUARY 20, 1911.",),
        columns=5,
        articles=(6, 9, 1, 13, 10, 7, 3, 4, 5),
        capitals=True,
        dateline="{place}, {month} {day}.—",
    ),
    Setting(
        name="08-plain",
        day="1988-08-03",
        paper="The Stoneford Star",
        page="B2",
        folio=("The Stoneford Star | Wednesday, August 3, 1988 | B2",),
        columns=4,
        articles=(4, 10, 14, 11),
        spans=(2, 2, 4, 4),
        indent=True,
        justified=True,
        hyphens=False,
        picture=14,
    ),
    Setting(
        name="09-front",
        day="1946-02-13",
        paper="The Southern Tribune",
        page="1",
        folio=("The Southern Tribune", "Vol. 5, No. 218 | Wednesday, February 13, 1946 | Page One"),
        columns=5,
        articles=(11, 2, 8, 15, 0),
        spans=(3, 2, 3, 2, 5),
        capitals=True,
        byline="By {}",
        jumps=((11, "(Continued on Page 4)"), (8, "(Continued on Page 2)")),
    ),
    Setting(
        name="10-web",
        day="2015-05-29",
        paper="Hill Country News",
        page="6",
        folio=("Friday, May 29, 2015 | Hill Country News | 6",),
        columns=3,
        articles=(12, 1, 10, 14),
        spans=(3, 1, 2, 3),
        indent=False,
        justified=False,
        hyphens=False,
    ),
    Setting(
        name="11-weekly",
        day="1931-10-10",
        paper="The Kunming Weekly Review",
        page="4",
        folio=("Page 4 | THE KUNMING WEEKLY REVIEW | Saturday, October 10, 1931",),
        columns=3,
        articles=(15, 0, 7, 2, 5),
        spans=(1, 2, 1, 2, 3),
        rules=True,
        dateline="{place}, {month} {day} ({agency}) —",
    ),
    Setting(
        name="12-flow-ragged",
        face="DejaVu Serif Condensed",
        day="1972-12-05",
        paper="Brindle Mercury",
        page="9",
        folio=("BRINDLE MERCURY | Tuesday, December 5, 1972 | Page 9",),
        columns=4,
        articles=(9, 14, 6, 12, 8, 3),
        justified=False,
        hyphens=False,
        dateline="{place}, {month} {day} —",
    ),
)


def pages() -> Iterator[Page]:
    texts = read_texts()
    return (compose(setting, texts) for setting in SETTINGS)


def to_text(pdf: Path, *options: str) -> str:
    """The text of a PDF by `pdftotext`."""
    command = ("pdftotext", *options, "-enc", "UTF-8", str(pdf), "-")
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
