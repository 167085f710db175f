"""The interface's language: its words (gettext, the Chinese ones being the keys) and its dates (Babel)."""

from __future__ import annotations

import datetime
import gettext
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from beibei_site.chinese.variants import to_traditional
from beibei_site.domain import dates
from beibei_site.domain.dates import OPEN, Point, Precision

_LEAP_YEAR = 2000
CATALOGUES = Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True)
class TitleMark:
    """How a title that its page does not print is marked, and what the mark means."""

    label: str
    meaning: str


TITLE_MARKS = {  # by `title_from`; a printed headline has no mark
    "supplied": TitleMark("自拟题名", "版面上没有标题，此题为整理者所拟"),
    "curator": TitleMark("编者拟题", "版面上没有标题，此题为编者所加"),
    "twin": TitleMark("题名据另版", "本版没有标题，此题取自另一版面的同一篇文章"),
}

ORIGINS = {  # by `date_from` and `issued_from`
    "dateline": "据电头",
    "text": "据正文",
    "page": "据版面推定",
    "folio": "据报眉",
    "masthead": "据报头",
    "file": "据文件名",
    "metadata": "据文件所附资料",
    "page-record": "编者所定",
    "curator": "编者所定",
}
_SKELETONS: dict[Precision, str] = {"day": "yMMMd", "month": "yMMMM", "year": "y"}


class _Traditional(gettext.NullTranslations):
    """The Chinese of the templates in traditional characters."""

    def gettext(self, message: str) -> str:
        return to_traditional(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return to_traditional(super().ngettext(msgid1, msgid2, n))


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled in memory; the Chinese of the templates where there is none."""
    if language == "zh-Hant":
        return _Traditional()
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def title_marks(language: str) -> dict[str, TitleMark]:
    """The marks of titles in a language, by `title_from`."""
    words = translations(language).gettext
    return {origin: TitleMark(words(m.label), words(m.meaning)) for origin, m in TITLE_MARKS.items()}


def marked_title(title: str, title_from: str, language: str) -> str:
    """A title for places that know only plain text, with a note if the page did not print it.

    >>> [marked_title("秋粮开镰", origin, "zh-CN") for origin in ("headline", "supplied", "curator")]
    ['秋粮开镰', '秋粮开镰（自拟题名）', '秋粮开镰（编者拟题）']
    """
    mark = title_marks(language).get(title_from)
    if mark is None:
        return title
    gettext = translations(language).gettext
    return gettext("%(title)s（%(note)s）") % {"title": title, "note": mark.label}


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def show_origin(origin: str, language: str) -> str:
    """How a date is known, in words; empty if it is not."""
    return translations(language).gettext(ORIGINS[origin]) if origin in ORIGINS else ""


@cache
def show_date(date: str, language: str, form: str = "long") -> str:
    """A date in EDTF in words; a single day with its weekday if `form` is `full`.

    >>> show_date("2020-04-02", "zh-CN"), show_date("2020-04", "zh-CN"), show_date("2020", "en")
    ('2020年4月2日', '2020年4月', '2020')
    >>> show_date("2020-04-02~", "zh-CN"), show_date("2020-04-01/2020-04-05", "zh-CN")
    ('约2020年4月2日', '2020年4月1日至5日')
    """
    gettext, points = translations(language).gettext, dates.points(date)
    if not points:
        return ""
    if len(points) == 1:
        return _show_point(points[0], language, form)
    first, last = (_show_point(point, language) for point in points)
    if not last:
        return (gettext("%(date)s起") if points[1].date == OPEN else gettext("%(date)s起，止日不详")) % {
            "date": first
        }
    if not first:
        return (gettext("至%(date)s止") if points[0].date == OPEN else gettext("至%(date)s止，起日不详")) % {
            "date": last
        }
    return _show_interval(points, language) or gettext("%(first)s至%(last)s") % {"first": first, "last": last}


def _show_point(point: Point, language: str, form: str = "long") -> str:
    """One end of a date in words, with its doubt; empty if it is open or unknown."""
    if not point.is_known:
        return ""
    gettext, locale = translations(language).gettext, _locale(language)
    precision, day = dates.precision(point.date), _first_day(point)
    if precision == "day":
        words = format_date(day, form, locale)
    else:
        words = format_skeleton(_SKELETONS[precision], day, locale=locale)
    if point.doubt in ("~", "%"):
        words = gettext("约%(date)s") % {"date": words}
    if point.doubt in ("?", "%"):
        words = gettext("%(date)s（存疑）") % {"date": words}
    return words


def _show_interval(points: tuple[Point, ...], language: str) -> str:
    """An interval without doubt, whose ends are equally precise, without saying a year or a month twice."""
    precisions = {dates.precision(point.date) for point in points}
    if len(precisions) > 1 or any(point.doubt for point in points):
        return ""
    first, last = map(_first_day, points)
    words = format_interval(first, last, _SKELETONS[precisions.pop()], locale=_locale(language))
    return re.sub(r"\s*–\s*", translations(language).gettext("至"), words)


def _first_day(point: Point) -> datetime.date:
    return datetime.date.fromisoformat(dates.bounds(point.date)[0])


@cache
def show_day_of_year(day: str, language: str) -> str:
    """A day of any year.

    >>> show_day_of_year("04-02", "zh-CN"), show_day_of_year("02-29", "en")
    ('4月2日', 'February 29')
    """
    month, number = map(int, day.split("-"))
    return format_skeleton("MMMMd", datetime.date(_LEAP_YEAR, month, number), locale=_locale(language))


@cache
def show_month(month: str, language: str) -> str:
    """The name of a month `2020-04` without its year: 4月, Apr."""
    year, number = map(int, month.split("-"))
    return format_skeleton("MMM", datetime.date(year, number, 1), locale=_locale(language))


@cache
def weekdays(language: str) -> tuple[str, ...]:
    """The shortest names of the days of the week, Monday first."""
    names = _locale(language).days["stand-alone"]["narrow" if language.startswith("zh") else "short"]
    return tuple(names[number] for number in range(7))
