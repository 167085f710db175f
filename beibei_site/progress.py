"""What a build is doing, in the terminal: the step, how much of it is done, how fast, how long yet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class Steps:
    """Told of each step of a build, with how many of how many parts are done; keeps the seconds of each."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("", total=None)
        self._began: list[tuple[str, float]] = []

    def __call__(self, step: str, done: int = 0, whole: int = 0) -> None:
        if not self._began or self._began[-1][0] != step:
            self._began.append((step, time.monotonic()))
            self._bars.reset(self._task, description=step, total=None)
        if whole:
            self._bars.update(self._task, total=whole, completed=done)

    def seconds(self) -> list[tuple[str, float]]:
        """The steps so far, each with how long it took."""
        ends = [began for _, began in self._began[1:]] + [time.monotonic()]
        return [(step, end - began) for (step, began), end in zip(self._began, ends, strict=True)]


class _Speed(TextColumn):
    """So many of so many, so many a second; empty while the whole is unknown."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text("")
        speed = f", {task.speed:.1f} a second" if task.speed else ""
        return Text(f"{task.completed:,.0f} of {task.total:,.0f}{speed}")


@contextmanager
def show_steps(err: Console) -> Iterator[Steps]:
    """The steps of a build on `err`, if it is a terminal; they disappear at its end."""
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(30),
        _Speed(),
        TimeRemainingColumn(compact=True),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bars:
        yield Steps(bars)
