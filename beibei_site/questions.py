"""What `beibei-site new` asks of a person at a terminal."""

from __future__ import annotations

import argparse
from functools import partial

from rich.console import Console
from rich.prompt import Prompt

from beibei_site.commands import new as starter


def told_of_paper(options: argparse.Namespace) -> starter.Paper:
    """The paper as the options have it."""
    name = options.name or options.folder.resolve().name
    return starter.Paper(
        name=name,
        paper=options.paper or name,
        place=options.place or "",
        language=options.language or starter.LANGUAGES[0],
    )


def ask_for_paper(options: argparse.Namespace, out: Console) -> starter.Paper:
    """The same, after questions for what no option says."""
    told = told_of_paper(options)
    ask = partial(Prompt.ask, console=out)
    name = options.name or ask("The archive's name", default=told.name)
    return starter.Paper(
        name=name,
        paper=options.paper or ask("The newspaper's name", default=options.name or name),
        place=options.place or ask("Where it is published (may be left empty)", default=""),
        language=options.language
        or ask("Its language", choices=list(starter.LANGUAGES), default=told.language),
    )
