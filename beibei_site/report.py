"""What the commands report in the terminal."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from beibei_site.content.disk.paths import show
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import with_remedy
from beibei_site.domain.text import NO_TEXT
from beibei_site.rendering.language import title_marks

if TYPE_CHECKING:
    from beibei_site.commands.ingest import Ingested
    from beibei_site.commands.migrate import Migrated
    from beibei_site.commands.pipeline import Built
    from beibei_site.commands.publish import Published
    from beibei_site.search.whoosh.search import Found, Hit

OK, INCOMPLETE = 0, 1
_HIDDEN = "\N{REPLACEMENT CHARACTER}"
LANGUAGE = "en"  # of the terminal
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk and try again.",
    errno.EDQUOT: "Make room on the disk and try again.",
    errno.EFBIG: "The system limits the size of files (ulimit -f); raise that and try again.",
    errno.EACCES: "Give yourself the right to read and write there and try again.",
    errno.EPERM: "Give yourself the right to read and write there and try again.",
    errno.EROFS: "Nothing can be written there; take another place.",
    errno.EMFILE: "The system limits the number of open files (ulimit -n); raise that and try again.",
    errno.ENFILE: "The system has too many open files; close other programs and try again.",
    errno.ENOMEM: "Close other programs and try again.",
}


class Terminal(Console):
    """A console that prints what an archive holds as text: a title does not give the terminal commands."""

    def __init__(self, file: IO[str] | None = None, *, stderr: bool = False) -> None:
        super().__init__(file=file, stderr=stderr, highlight=False, soft_wrap=True)

    # rich gives its objects no narrower type
    def print(self, *objects: Any, **options: Any) -> None:
        super().print(*map(_without_commands, objects), **options)


def _without_commands(shown: object) -> object:
    if isinstance(shown, Text):
        shown.plain = NO_TEXT.sub(_HIDDEN, shown.plain)
    return NO_TEXT.sub(_HIDDEN, shown) if isinstance(shown, str) else shown


def show_found(out: Console, err: Console, found: Found) -> None:
    """The hits, and what else could be searched for."""
    for hit in found.hits:
        _show_hit(out, hit)
    out.print(f"{found.total} found")
    for label, offers in (("perhaps", found.around.nearest), ("word by word", found.around.words)):
        if offers:
            listed = ", ".join(f"{offer.text} ({offer.count})" for offer in offers)
            err.print(Text(f"{label}: {listed}", style="yellow"))


def _show_hit(out: Console, hit: Hit) -> None:
    mark = title_marks(LANGUAGE).get(hit.title_from)
    note = f"  [dim]({escape(mark.label)})[/]" if mark else ""
    out.print(f"[bold]{escape(hit.title)}[/]{note}  {hit.date}  [dim]{escape(hit.path)}[/]")
    snippet = Text("    " + hit.snippet)
    for first, last in hit.marks:
        snippet.stylize("bold yellow", first + 4, last + 4)
    out.print(snippet)


def trouble(error: BaseException) -> str:
    """What the system refused, in one line; whatever it was, the site is the old one or the new one."""
    if not isinstance(error, OSError):
        return "there is not enough memory; the site is whole. Close other programs and try again."
    what = (error.strerror or str(error) or type(error).__name__).lower()
    where = show(f"{error.filename}: ") if isinstance(error.filename, str) else ""
    remedy = _REMEDIES.get(error.errno or 0, "Mend that and try again.")
    return f"{where}{what}; the site is whole. {remedy}"


def show_problems(err: Console, problems: Sequence[Problem]) -> int:
    """Print what went wrong; returns the exit status."""
    colours = {"error": "bold red", "warning": "yellow", "note": "dim"}
    for problem in problems:
        message = escape(with_remedy(problem.message, problem.remedy))
        err.print(f"[{colours[problem.severity]}]{problem.severity}:[/] {message}")
    return INCOMPLETE if any(problem.severity == "error" for problem in problems) else OK


def show_kept(err: Console, done: Ingested) -> None:
    for path in done.kept:
        err.print(f"hand-edited, left unchanged: content/{escape(path)}", style="dim")


def show_migrated(out: Console, done: Migrated) -> None:
    for path, what in (*done.changed, *done.to_look_at):
        out.print(f"content/{escape(path)}: {what}")
    out.print(f"{count(len(done.changed), 'file')} changed, {len(done.to_look_at)} to look at")


def count(number: int, one: str, many: str = "") -> str:
    """How many there are of something, in words.

    >>> count(1, "file"), count(2, "file"), count(0, "person", "people")
    ('1 file', '2 files', '0 people')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def plain(show: Callable[[Console], object]) -> str:
    """What `show` prints, without colours."""
    text = io.StringIO()
    show(Terminal(text))
    return text.getvalue()


def show_build(err: Console, built: Built) -> int:
    """What went wrong in a build, and what was left to its curator; returns the exit status."""
    status = show_problems(err, built.problems)
    show_kept(err, built.ingested)
    return status


def show_published(out: Console, done: Published, page: Path, *, is_new: bool = True) -> None:
    """What was published and where it begins; if nothing `is_new`, that nothing has changed."""
    counts = f"{count(done.articles, 'article')}, {count(done.files, 'file')}"
    changes = f"{done.written} written, {done.deleted} deleted"
    out.print(f"{counts}, {changes}" if is_new else f"nothing changed; {counts}")
    out.print(str(page), style="bold")


def show_seconds(out: Console, steps: Iterable[tuple[str, float]]) -> None:
    """Where the time went."""
    for step, seconds in steps:
        out.print(f"{seconds:8.1f} s  {step}", style="dim")


def show_summary(out: Console, built: Built, page: Path, seconds: float | None = None) -> None:
    """What was built and where it begins; without `seconds`, that nothing has changed."""
    done = built.published
    pages, articles = count(built.ingested.pages, "page"), count(done.articles, "article")
    counts = f"{articles}, {count(done.people, 'person', 'people')}, {count(done.topics, 'topic')}"
    if seconds is None:
        out.print(f"nothing changed; {pages}, {counts}")
    else:
        files = count(built.ingested.written + done.written, "file")
        out.print(f"{pages} read, {counts}; {files} written; {seconds:.1f} s")
    if done.doubtful:
        doubtful = count(done.doubtful, "article needs", "articles need")
        out.print(f"{doubtful} review: beibei-site review, or the site's review page")
    out.print(str(page), style="bold")
