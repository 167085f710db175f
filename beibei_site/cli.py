"""The command line: arguments → settings → one call → report → exit status. The only place that prints."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.prompt import Prompt
from rich.text import Text

from beibei_site import report
from beibei_site.arguments import make_parser
from beibei_site.commands import new as starter
from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.domain.problems import IncompleteError, SetupError
from beibei_site.progress import show_steps
from beibei_site.search.notes import in_english
from beibei_site.unchanged import Proof
from beibei_site.workers import HERE, Workers, cluster

NOTHING_FOUND, BROKEN = 1, 2


def main(argv: Sequence[str] | None = None, proof: Proof | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 nothing found, or something was left out of the
    archive, 2 a mistake that stops it.

    `proof` is what lay on the disk when a build or publish began, for the next one to see whether anything
    has changed.
    """
    out, err = report.Terminal(), report.Terminal(stderr=True)
    try:
        options = make_parser().parse_args(argv, argparse.Namespace(proof=proof))
        return _RUN[options.command](options, out, err)
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
    with show_steps(err) as steps:
        built = pipeline.build(
            folders,
            steps,
            options.today,
            wait=options.wait,
            strict=options.strict,
            workers=_workers(options),
        )
    exit_status = report.show_build(err, built)
    page = folders.output / "index.html"
    report.show_summary(out, built, page, time.monotonic() - began)
    if options.profile:
        report.show_seconds(out, steps.seconds())
    if options.proof:
        said = report.plain(partial(report.show_build, built=built))
        summary = report.plain(partial(report.show_summary, built=built, page=page))
        options.proof.record(exit_status, summary, said, built.ingested.made, built.published.read)
    return exit_status


def _workers(options: argparse.Namespace) -> Workers:
    return cluster(options.cluster) if options.cluster else HERE


def _ingest(options: argparse.Namespace, out: Console, err: Console) -> int:
    with show_steps(err) as steps:
        done = pipeline.run_ingest(
            _folders(options),
            steps,
            options.today,
            wait=options.wait,
            strict=options.strict,
            workers=_workers(options),
        )
    status = report.show_problems(err, done.problems)
    report.show_kept(err, done)
    pages, articles = report.count(done.pages, "page"), report.count(done.articles, "article")
    out.print(f"{pages} read, {articles}, {report.count(done.written, 'file')} written")
    if options.profile:
        report.show_seconds(out, steps.seconds())
    return status


def _publish(options: argparse.Namespace, out: Console, err: Console) -> int:
    folders = _folders(options)
    with show_steps(err) as steps:
        done = pipeline.run_publish(folders, steps, wait=options.wait, strict=options.strict)
    status = report.show_problems(err, done.problems)
    page = folders.output / "index.html"
    report.show_published(out, done, page)
    if options.profile:
        report.show_seconds(out, steps.seconds())
    if options.proof:
        said = report.plain(partial(report.show_problems, problems=done.problems))
        summary = report.plain(partial(report.show_published, done=done, page=page, is_new=False))
        options.proof.record(status, summary, said, {}, done.read)
    return status


def _review(options: argparse.Namespace, out: Console, err: Console) -> int:
    found = pipeline.run_review(_folders(options), wait=options.wait)
    for item in found:
        out.print(f"[bold]{item.confidence:.2f}[/]  {escape(item.path)}  {escape(item.title)}")
        for reason in item.reasons:
            out.print(f"      {escape(reason)}", style="dim")
    doubtful = report.count(len(found), "article needs", "articles need")
    out.print(f"{doubtful} review" if found else "nothing to review")
    return report.OK


def _check(options: argparse.Namespace, out: Console, err: Console) -> int:
    with err.status("checking"):
        problems = pipeline.run_check(_folders(options), wait=options.wait)
    if options.json:
        out.print(Text(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2)))
    else:
        report.show_problems(err, problems)
        out.print(f"{report.count(len(problems), 'problem')} found" if problems else "all is well")
    worst = {problem.severity for problem in problems}
    return BROKEN if "error" in worst else report.INCOMPLETE if "warning" in worst else report.OK


def _migrate(options: argparse.Namespace, out: Console, err: Console) -> int:
    done = pipeline.run_migrate(_folders(options), wait=options.wait)
    report.show_migrated(out, done)
    return report.show_problems(err, done.problems)


def _explain(options: argparse.Namespace, out: Console, err: Console) -> int:
    from beibei_site.commands.explain import explain_seed

    for line in explain_seed(_folders(options), options.seed):
        out.print(Text(line))
    return report.OK


def _search(options: argparse.Namespace, out: Console, err: Console) -> int:
    from beibei_site.search.whoosh.search import search

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
    from beibei_site.serve import serve

    folders = _folders(options)
    serve(
        folders,
        options.port,
        lambda message: out.print(escape(message)),
        lambda built: report.show_problems(err, built.problems),
    )
    return report.OK


def _new(options: argparse.Namespace, out: Console, err: Console) -> int:
    folder: Path = options.folder
    starter.require_empty(folder)
    paper = _ask_for_paper(options, out) if sys.stdin.isatty() else _told_of_paper(options)
    for path in starter.start_archive(folder, paper, sample=options.sample):
        out.print(f"made {escape(str(path))}")
    out.print(f"Now put your pages into {escape(str(folder / 'seeds'))} and run")
    out.print(f"    beibei-site build --root {escape(shlex.quote(str(folder)))}")
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


_RUN = {
    "build": _build,
    "ingest": _ingest,
    "publish": _publish,
    "review": _review,
    "check": _check,
    "migrate": _migrate,
    "explain": _explain,
    "search": _search,
    "serve": _serve,
    "new": _new,
}
