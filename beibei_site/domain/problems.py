"""The one exception family: a set-up that cannot work. Mess in the data is a `Problem` instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beibei_site.domain.model import Problem

_STOPS = (".", "!", "?", "…", "。", "！", "？")


class SetupError(Exception):
    """Raised when a file or an option makes it impossible to go on; `cli` alone catches it.

    The message is one plain sentence without its full stop; `file` and `line` say where it is wrong, `remedy`
    how to mend it. `also` is what else is wrong with that file.
    """

    also: tuple[SetupError, ...] = ()

    def __init__(
        self, message: str, *, file: Path | str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        return place(self.file, self.line) + with_remedy(self.message, self.remedy)


def require_none(errors: Sequence[SetupError]) -> None:
    """Raises the first of `errors` with all others; nothing if there is none."""
    every = [one for error in errors for one in (error, *error.also)]
    if every:
        every[0].also = tuple(every[1:])
        raise every[0] from None


class RefusedError(SetupError):
    """Raised for one file that may not be used; the rest of the archive goes on without it."""


class IncompleteError(SetupError):
    """Raised before anything is written if something would be left out and that is not wanted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = sum(problem.severity == "error" for problem in problems)
        super().__init__(f"nothing was written: {count} errors, and --strict allows none")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file below `content/` that breaks its format: where, why, and how to mend it; whether its last good
    state stands in for it."""

    path: str
    message: str
    line: int | None = None
    remedy: str = ""
    is_stale: bool = False

    @classmethod
    def of(cls, error: SetupError, path: str) -> BrokenFile:
        return cls(path, error.message, error.line, error.remedy)


def require_whole(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raises IncompleteError if something would be left out, and `strict` is asked for."""
    if strict and any(problem.severity == "error" for problem in problems):
        raise IncompleteError(problems)


def with_remedy(message: str, remedy: str) -> str:
    """What is wrong and how to mend it, as sentences; `message` unchanged if there is no `remedy`.

    >>> with_remedy("there is no such folder", "Give another one.")
    'there is no such folder. Give another one.'
    """
    if not remedy:
        return message
    return f"{message if message.endswith(_STOPS) else f'{message}.'} {remedy}"


def place(file: Path | str | None, line: int | None = None) -> str:
    """Where something is wrong, before the message that says what: `file:line: `."""
    return "" if file is None else f"{file}{f':{line}' if line else ''}: "
