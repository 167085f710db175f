"""The commands and their options; a mistake in one is reported like any other."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from beibei_site import __version__
from beibei_site.commands import new as starter
from beibei_site.domain import dates
from beibei_site.domain.problems import SetupError
from beibei_site.search.date_forms import read_date

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_BUILDING = {
    "build": "read the seeds and make the site: ingest, then publish",
    "ingest": "seeds/ → content/: read the pages into articles",
    "publish": "content/ → site/: render the site and its search",
    "review": "list what needs a person's eye, least certain first",
    "check": "verify the archive, its site and its search, line by line; changes nothing",
    "migrate": "lift the files of an older archive to the present format, once",
}


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


class _Parser(argparse.ArgumentParser):
    """A parser that reports a mistake like any other, without the list of all options, and knows these by
    their whole names only, as `unchanged` does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise SetupError(message, remedy=f"See {self.prog} --help.")


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line; what it returns has the command's name as `command`."""
    parser: argparse.ArgumentParser = _Parser(
        prog="beibei-site", description="From bare newspaper text to a browsable, searchable static archive."
    )
    parser.add_argument("--version", action="version", version=f"beibei-site {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    folders = _folder_options()
    for name, text in _BUILDING.items():
        _add_building(commands, folders, name, text)
    _add_explain(commands, folders)
    _add_search(commands, folders)
    _add_serve(commands, folders)
    _add_new(commands)
    return parser


def _add_building(commands: Commands, folders: argparse.ArgumentParser, name: str, text: str) -> None:
    command = commands.add_parser(name, parents=[folders], help=text, description=text)
    command.add_argument(
        "--wait", action="store_true", help="if another build is running, wait until it is done"
    )
    if name in ("build", "ingest", "publish"):
        command.add_argument("--strict", action="store_true", help="stop at any error, with nothing written")
        command.add_argument("--profile", action="store_true", help="say how long each step took")
    if name == "check":
        command.add_argument("--json", action="store_true", help="print what is wrong as JSON")
    if name in ("build", "ingest"):
        command.add_argument(
            "--today",
            type=to_day,
            metavar="DATE",
            help="the day under which new and corrected articles are listed (default: by the clock)",
        )
        command.add_argument(
            "--cluster",
            metavar="ADDRESS",
            help="read the pages on the workers of this Dask scheduler (tcp://host:8786)",
        )


def _folder_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the archive (default: this folder)"
    )
    options.add_argument("--seeds", type=Path, metavar="DIR", help="page texts (default: ROOT/seeds)")
    options.add_argument(
        "--content", type=Path, metavar="DIR", help="articles and records (default: ROOT/content)"
    )
    options.add_argument("--output", type=Path, metavar="DIR", help="the finished site (default: ROOT/site)")
    return options


def _add_explain(commands: Commands, folders: argparse.ArgumentParser) -> None:
    text = "show every decision about one page: its lines, units and stories, with the reasons"
    command = commands.add_parser("explain", parents=[folders], help=text, description=text)
    command.add_argument("seed", type=Path, help="a page, for example seeds/page.txt")


def _add_search(commands: Commands, folders: argparse.ArgumentParser) -> None:
    text = "search the archive in the terminal"
    command = commands.add_parser("search", parents=[folders], help=text, description=text)
    command.add_argument(
        "query",
        help='words, "an exact phrase", -without, AND, OR, NOT, (brackets), '
        "title: person: topic: place: org: by: date: id:",
    )
    command.add_argument("--topic", help="only articles with this topic (its id or name)")
    command.add_argument("--person", help="only articles that name this person")
    command.add_argument(
        "--words", action="store_true", help="only whole words, as jieba cuts them: 华人, not 中华人民"
    )
    command.add_argument(
        "--from", type=to_date, dest="date_from", metavar="DATE", help="from this day, month or year on"
    )
    command.add_argument(
        "--to", type=to_date, dest="date_to", metavar="DATE", help="up to this day, month or year"
    )
    command.add_argument(
        "--limit", type=to_number(1, 1_000_000), default=20, metavar="N", help="at most N hits (default: 20)"
    )
    command.add_argument("--json", action="store_true", help="print the hits as JSON")


def _add_serve(commands: Commands, folders: argparse.ArgumentParser) -> None:
    text = "show the site at a local address, rebuilt and reloaded whenever a file is saved"
    command = commands.add_parser("serve", parents=[folders], help=text, description=text)
    command.add_argument(
        "--port", type=to_number(0, 65535), default=8000, help="(default: 8000; 0 takes any free one)"
    )


def _add_new(commands: Commands) -> None:
    text = "start an archive for another newspaper in a new folder"
    command = commands.add_parser("new", help=text, description=text)
    command.add_argument("folder", type=Path)
    command.add_argument("--name", help="the archive's name (default: that of the folder)")
    command.add_argument("--paper", help="the newspaper's name (default: the archive's)")
    command.add_argument("--place", help="where it is published, for citations")
    command.add_argument("--language", choices=starter.LANGUAGES, help="of its texts (default: zh-CN)")
    command.add_argument("--sample", action="store_true", help="with an invented page to try it on")
