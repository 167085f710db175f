"""What the values of options must be; a mistake in one is reported by the parser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

from beibei_site.domain import dates
from beibei_site.search.date_forms import read_date


def to_date(text: str) -> str:
    """An option's value as a partial date."""
    if not text:
        raise argparse.ArgumentTypeError("a date is missing; write 2020-04-02, 2020-04 or 2020")
    date = read_date(text)
    if not date or date.startswith("--"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a date; write 2020-04-02, 2020-04 or 2020")
    return date


def to_day(text: str) -> str:
    """An option's value as a day."""
    if not dates.is_day(date := to_date(text)):
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2026-11-28")
    return date


def to_number(least: int, most: int) -> Callable[[str], int]:
    """A check of an option's value: a whole number from `least` to `most`."""

    def check(text: str) -> int:
        number = int(text) if re.fullmatch("[0-9]{1,9}", text) else -1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most}")
        return number

    return check
