"""The command line: arguments → settings → one call → report → exit status. The only place that prints."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from beibei_site import __version__
from beibei_site import serve as server
from beibei_site.commands import new as starter
from beibei_site.commands import pipeline
from beibei_site.commands.explain import explain_seed
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import SetupError
from beibei_site.rendering.language import title_marks

OK, NOTHING_FOUND, BROKEN = 0, 1, 2
LANGUAGE = "en"  # of the terminal


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 nothing found, 2 a mistake somewhere."""
    options = _parser().parse_args(argv)
    out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        status: int = options.run(options, out, err)
        return status
    except SetupError as error:
        err.print(f"[bold red]error:[/] {escape(str(error))}")
        return BROKEN
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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
    ):
        command = commands.add_parser(name, parents=[folders], help=text, description=text)
        command.set_defaults(run=run)
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


def _add_explain(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], folders: argparse.ArgumentParser
) -> None:
    text = "show every decision about one page: its lines, units and stories, with the reasons"
    command = commands.add_parser("explain", parents=[folders], help=text, description=text)
    command.add_argument("seed", type=Path, help="a page, for example seeds/page.txt")
    command.set_defaults(run=_explain)


def _add_search(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], folders: argparse.ArgumentParser
) -> None:
    text = "search the archive in the terminal"
    command = commands.add_parser("search", parents=[folders], help=text, description=text)
    command.add_argument(
        "query", help='words, "an exact phrase", -without, OR, title: person: topic: place: by: date:'
    )
    command.add_argument("--topic", help="only articles with this topic (its id or name)")
    command.add_argument("--person", help="only articles that name this person")
    command.add_argument("--from", dest="date_from", metavar="DATE", help="from this day, month or year on")
    command.add_argument("--to", dest="date_to", metavar="DATE", help="up to this day, month or year")
    command.add_argument("--limit", type=int, default=20, metavar="N", help="at most N hits (default: 20)")
    command.add_argument("--json", action="store_true", help="print the hits as JSON")
    command.set_defaults(run=_search)


def _add_serve(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], folders: argparse.ArgumentParser
) -> None:
    text = "show the site at a local address, rebuilt and reloaded whenever a file is saved"
    command = commands.add_parser("serve", parents=[folders], help=text, description=text)
    command.add_argument("--port", type=int, default=8000, help="(default: 8000; 0 takes any free one)")
    command.set_defaults(run=_serve)


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "start an archive for another newspaper in a new folder"
    command = commands.add_parser("new", help=text, description=text)
    command.add_argument("folder", type=Path)
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
        built = pipeline.build(folders, lambda step: status.update(step))
    _show_problems(err, built.ingested.problems + built.published.problems)
    _show_kept(err, built.ingested)
    _show_summary(out, built, time.monotonic() - began)
    out.print(str(folders.output / "index.html"), style="bold")
    return OK


def _ingest(options: argparse.Namespace, out: Console, err: Console) -> int:
    with err.status("reading pages"):
        done = pipeline.run_ingest(_folders(options))
    _show_problems(err, done.problems)
    _show_kept(err, done)
    out.print(f"{done.pages} pages read, {done.articles} articles, {done.written} files written")
    return OK


def _publish(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders = _folders(options)
    with err.status("rendering"):
        done = pipeline.run_publish(folders)
    _show_problems(err, done.problems)
    out.print(f"{done.articles} articles, {done.files} files, {done.written} written, {done.deleted} deleted")
    out.print(str(folders.output / "index.html"), style="bold")
    return OK


def _review(options: argparse.Namespace, out: Console, err: Console) -> int:
    found = pipeline.run_review(_folders(options))
    for item in found:
        out.print(f"[bold]{item.confidence:.2f}[/]  {escape(item.path)}  {escape(item.title)}")
        for reason in item.reasons:
            out.print(f"      {escape(reason)}", style="dim")
    out.print(f"{len(found)} articles need an eye" if found else "nothing needs an eye")
    return OK


def _explain(options: argparse.Namespace, out: Console, err: Console) -> int:
    for line in explain_seed(_folders(options), options.seed):
        out.print(Text(line))
    return OK


def _search(options: argparse.Namespace, out: Console, err: Console) -> int:
    found = pipeline.search(
        _folders(options),
        options.query,
        topic=options.topic,
        person=options.person,
        date_from=options.date_from,
        date_to=options.date_to,
        limit=options.limit,
    )
    for note in found.notes:
        err.print(escape(note), style="yellow")
    if options.json:
        out.print(Text(json.dumps(pipeline.to_json(found), ensure_ascii=False, indent=2)))
    else:
        for hit in found.hits:
            _show_hit(out, hit)
        out.print(f"{found.total} found")
    return OK if found.total else NOTHING_FOUND


def _show_hit(out: Console, hit: pipeline.Hit) -> None:
    mark = title_marks(LANGUAGE).get(hit.title_from)
    note = f"  [dim]({escape(mark.label)})[/]" if mark else ""
    out.print(f"[bold]{escape(hit.title)}[/]{note}  {hit.date}  [dim]{escape(hit.path)}[/]")
    snippet = Text("    " + hit.snippet)
    for first, last in hit.marks:
        snippet.stylize("bold yellow", first + 4, last + 4)
    out.print(snippet)


def _serve(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders = _folders(options)
    built = pipeline.build(folders)
    _show_problems(err, built.ingested.problems + built.published.problems)
    server.serve(folders, options.port, lambda message: out.print(escape(message)))
    return OK


def _new(options: argparse.Namespace, out: Console, err: Console) -> int:
    for path in starter.start_archive(options.folder):
        out.print(f"made {escape(str(path))}")
    out.print(f"Now put your pages into {escape(str(options.folder))}/seeds and run")
    out.print(f"    beibei-site build --root {escape(str(options.folder))}")
    return OK


def _show_problems(err: Console, problems: Sequence[Problem]) -> None:
    colours = {"error": "bold red", "warning": "yellow", "note": "dim"}
    for problem in problems:
        remedy = f" {problem.remedy}" if problem.remedy else ""
        err.print(f"[{colours[problem.severity]}]{problem.severity}:[/] {escape(problem.message + remedy)}")


def _show_kept(err: Console, done: pipeline.Ingested) -> None:
    for path in done.kept:
        err.print(f"kept as a person left it: content/{escape(path)}", style="dim")


def _show_summary(out: Console, built: pipeline.Built, seconds: float) -> None:
    done = built.published
    out.print(
        f"{built.ingested.pages} pages read, {done.articles} articles, {done.people} people, "
        f"{done.topics} topics; "
        f"{built.ingested.written + done.written} files written; {seconds:.1f} s"
    )
    if done.doubtful:
        out.print(
            f"{done.doubtful} articles need a person's eye: beibei-site review, or the site's review page"
        )
