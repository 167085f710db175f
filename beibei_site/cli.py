"""The command line: arguments → settings → one call → report → exit status. The only place that prints."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeAlias

from rich.console import Console
from rich.markup import escape
from rich.prompt import Prompt
from rich.text import Text

from beibei_site import __version__, report
from beibei_site import serve as server
from beibei_site.arguments import to_date, to_day, to_number
from beibei_site.commands import new as starter
from beibei_site.commands import pipeline
from beibei_site.commands.explain import explain_seed
from beibei_site.content.store import Folders
from beibei_site.domain.problems import IncompleteError, SetupError
from beibei_site.search.notes import in_english
from beibei_site.search.whoosh.search import search
from beibei_site.unchanged import Proof

NOTHING_FOUND, BROKEN = 1, 2
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None, proof: Proof | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 nothing found, or something was left out of the
    archive, 2 a mistake that stops it.

    `proof` is what lay on the disk when a build began, for the next one to see whether anything has changed.
    """
    out, err = report.Terminal(), report.Terminal(stderr=True)
    try:
        options = _parser().parse_args(argv, argparse.Namespace(proof=proof))
        status: int = options.run(options, out, err)
        return status
    except SetupError as error:
        if isinstance(error, IncompleteError):
            report.show_problems(err, error.problems)
        err.print(f"[bold red]error:[/] {escape(str(error))}")
        return BROKEN
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return report.OK
    except (OSError, MemoryError, BrokenProcessPool) as error:
        err.print(f"[bold red]error:[/] {escape(report.trouble(error))}")
        return BROKEN


class _Parser(argparse.ArgumentParser):
    """A parser that reports a mistake like any other, without the list of all options."""

    def error(self, message: str) -> NoReturn:
        raise SetupError(message, remedy=f"See {self.prog} --help.")


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="beibei-site", description="From bare newspaper text to a browsable, searchable static archive."
    )
    parser.add_argument("--version", action="version", version=f"beibei-site {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    folders = _folder_options()
    for name, run, text in (
        ("build", _build, "read the seeds and make the site: ingest, then publish"),
        ("ingest", _ingest, "seeds/ → content/: read the pages into articles"),
        ("publish", _publish, "content/ → site/: render the site and its search"),
        ("review", _review, "list what needs a person's eye, least certain first"),
        ("migrate", _migrate, "lift the files of an older archive to the present format, once"),
    ):
        command = commands.add_parser(name, parents=[folders], help=text, description=text)
        command.set_defaults(run=run)
        if name in ("build", "ingest", "publish"):
            command.add_argument(
                "--strict", action="store_true", help="stop at any error, with nothing written"
            )
        command.add_argument(
            "--wait", action="store_true", help="if another build is running, wait until it is done"
        )
        if name in ("build", "ingest"):
            command.add_argument(
                "--today",
                type=to_day,
                metavar="DATE",
                help="the day under which new and corrected articles are listed (default: by the clock)",
            )
    _add_explain(commands, folders)
    _add_search(commands, folders)
    _add_serve(commands, folders)
    _add_new(commands)
    return parser


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
    command.set_defaults(run=_explain)


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
    command.set_defaults(run=_search)


def _add_serve(commands: Commands, folders: argparse.ArgumentParser) -> None:
    text = "show the site at a local address, rebuilt and reloaded whenever a file is saved"
    command = commands.add_parser("serve", parents=[folders], help=text, description=text)
    command.add_argument(
        "--port", type=to_number(0, 65535), default=8000, help="(default: 8000; 0 takes any free one)"
    )
    command.set_defaults(run=_serve)


def _add_new(commands: Commands) -> None:
    text = "start an archive for another newspaper in a new folder"
    command = commands.add_parser("new", help=text, description=text)
    command.add_argument("folder", type=Path)
    command.add_argument("--name", help="the archive's name (default: that of the folder)")
    command.add_argument("--paper", help="the newspaper's name (default: the archive's)")
    command.add_argument("--place", help="where it is published, for citations")
    command.add_argument("--language", choices=starter.LANGUAGES, help="of its texts (default: zh-CN)")
    command.add_argument("--sample", action="store_true", help="with an invented page to try it on")
    command.set_defaults(run=_new)


def _folders(options: argparse.Namespace) -> Folders:
    root: Path = options.root
    if not root.is_dir():
        raise SetupError("there is no such folder", file=root, remedy="Give an archive's folder with --root.")
    return Folders(
        root,
        options.seeds or root / "seeds",
        options.content or root / "content",
        options.output or root / "site",
    )


def _build(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders, began = _folders(options), time.monotonic()
    with err.status("reading pages") as status:
        built = pipeline.build(
            folders, status.update, options.today, wait=options.wait, strict=options.strict
        )
    exit_status = report.show_build(err, built)
    page = folders.output / "index.html"
    report.show_summary(out, built, page, time.monotonic() - began)
    if options.proof:
        said = report.plain(partial(report.show_build, built=built))
        summary = report.plain(partial(report.show_summary, built=built, page=page))
        options.proof.record(exit_status, summary, said, built.ingested.made)
    return exit_status


def _ingest(options: argparse.Namespace, out: Console, err: Console) -> int:
    with err.status("reading pages"):
        done = pipeline.run_ingest(_folders(options), options.today, wait=options.wait, strict=options.strict)
    status = report.show_problems(err, done.problems)
    report.show_kept(err, done)
    out.print(f"{done.pages} pages read, {done.articles} articles, {done.written} files written")
    return status


def _publish(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders = _folders(options)
    with err.status("rendering"):
        done = pipeline.run_publish(folders, wait=options.wait, strict=options.strict)
    status = report.show_problems(err, done.problems)
    out.print(f"{done.articles} articles, {done.files} files, {done.written} written, {done.deleted} deleted")
    out.print(str(folders.output / "index.html"), style="bold")
    return status


def _review(options: argparse.Namespace, out: Console, err: Console) -> int:
    found = pipeline.run_review(_folders(options), wait=options.wait)
    for item in found:
        out.print(f"[bold]{item.confidence:.2f}[/]  {escape(item.path)}  {escape(item.title)}")
        for reason in item.reasons:
            out.print(f"      {escape(reason)}", style="dim")
    out.print(f"{len(found)} articles need review" if found else "nothing to review")
    return report.OK


def _migrate(options: argparse.Namespace, out: Console, err: Console) -> int:
    done = pipeline.run_migrate(_folders(options), wait=options.wait)
    report.show_migrated(out, done)
    return report.show_problems(err, done.problems)


def _explain(options: argparse.Namespace, out: Console, err: Console) -> int:
    for line in explain_seed(_folders(options), options.seed):
        out.print(Text(line))
    return report.OK


def _search(options: argparse.Namespace, out: Console, err: Console) -> int:
    first, last = options.date_from or "", options.date_to or "9999"
    if last < first[: len(last)]:
        raise SetupError(f"--from {first} is later than --to {last}")
    found = search(
        _folders(options).index,
        options.query,
        topic=options.topic,
        person=options.person,
        date_from=options.date_from,
        date_to=options.date_to,
        limit=options.limit,
        words=options.words,
    )
    for note in found.notes:
        err.print(Text(in_english(note), style="yellow"))
    if options.json:
        out.print(Text(json.dumps(asdict(found), ensure_ascii=False, indent=2)))
    else:
        report.show_found(out, err, found)
    return report.OK if found.total else NOTHING_FOUND


def _serve(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders = _folders(options)
    show = partial(report.show_built, err)
    server.serve(folders, options.port, lambda message: out.print(escape(message)), show)
    return report.OK


def _new(options: argparse.Namespace, out: Console, err: Console) -> int:
    folder: Path = options.folder
    starter.require_empty(folder)
    paper = _ask_for_paper(options, out) if sys.stdin.isatty() else _told_of_paper(options)
    for path in starter.start_archive(folder, paper, sample=options.sample):
        out.print(f"made {escape(str(path))}")
    out.print(f"Now put your pages into {escape(str(folder / 'seeds'))} and run")
    out.print(f"    beibei-site build --root {escape(str(folder))}")
    return report.OK


def _told_of_paper(options: argparse.Namespace) -> starter.Paper:
    """The paper as the options have it."""
    name = options.name or options.folder.resolve().name
    return starter.Paper(
        name=name,
        paper=options.paper or name,
        place=options.place or "",
        language=options.language or starter.LANGUAGES[0],
    )


def _ask_for_paper(options: argparse.Namespace, out: Console) -> starter.Paper:
    """The same, after questions for what no option says."""
    told = _told_of_paper(options)
    ask = partial(Prompt.ask, console=out)
    name = options.name or ask("The archive's name", default=told.name)
    return starter.Paper(
        name=name,
        paper=options.paper or ask("The newspaper's name", default=options.name or name),
        place=options.place or ask("Where it is published (may be left empty)", default=""),
        language=options.language
        or ask("Its language", choices=list(starter.LANGUAGES), default=told.language),
    )
