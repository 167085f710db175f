"""The interface's language: its words (gettext, the Chinese ones being the keys) and its dates (Babel)."""

from __future__ import annotations

import datetime
import gettext
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from beibei_site.chinese.variants import to_traditional

TEXT_LANGUAGE = "zh-CN"  # of the articles; that of the interface is a setting
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


@cache
def show_date(date: str, language: str, form: str = "long") -> str:
    """A date of any precision in words; a day with its weekday if `form` is `full`.

    >>> show_date("2020-04-02", "zh-CN"), show_date("2020-04", "zh-CN"), show_date("2020", "en")
    ('2020年4月2日', '2020年4月', '2020')
    """
    locale = _locale(language)
    parts = [int(part) for part in date.split("-") if part]
    if not parts:
        return ""
    day = datetime.date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return format_date(day, form, locale)
    return format_skeleton("yMMMM" if len(parts) == 2 else "y", day, locale=locale)


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
