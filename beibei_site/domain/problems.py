"""The one exception family: a set-up that cannot work. Mess in the data is a `Problem` instead."""

from __future__ import annotations

from pathlib import Path


class SetupError(Exception):
    """Raised when a file or an option makes it impossible to go on; `cli` alone catches it.

    The message is one plain sentence; `file` and `line` say where, `remedy` how to mend it.
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
        where = "" if self.file is None else f"{self.file}{f':{self.line}' if self.line else ''}: "
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{remedy}"
