"""The one exception family: a set-up that cannot work. Mess in the data is a `Problem` instead."""

from __future__ import annotations

from pathlib import Path

_STOPS = (".", "!", "?", "…", "。", "！", "？")


class SetupError(Exception):
    """Raised when a file or an option makes it impossible to go on; `cli` alone catches it.

    The message is one plain sentence without its full stop; `file` and `line` say where it is wrong, `remedy`
    how to mend it.
    """

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


class RefusedError(SetupError):
    """Raised for one file that may not be used; the rest of the archive goes on without it."""


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
