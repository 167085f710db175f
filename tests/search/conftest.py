"""The search page of the five pages' site, open in Chromium, and the modules that it is made of, run by node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Built

MODULES = Path(__file__).parent / "modules"


@pytest.fixture(scope="module")
def page(built: Built, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto((built.folders.output / "search" / "index.html").as_uri())
    yield opened
    opened.close()


@dataclass(frozen=True)
class Modules:
    """The functions of `static/search/`, by their names; see `modules/serve.mjs`."""

    process: subprocess.Popen[str]

    def __call__(self, function: str, calls: Sequence[Sequence[object]]) -> list[Any]:
        """What `function` returns for each list of arguments."""
        assert self.process.stdin and self.process.stdout
        print(json.dumps([function, calls]), file=self.process.stdin, flush=True)
        values: list[Any] = json.loads(self.process.stdout.readline())
        return values


@pytest.fixture(scope="session")
def modules(built: Built, node: str) -> Iterator[Modules]:
    """With the index of the five pages' site."""
    command = [node, str(MODULES / "serve.mjs"), str(built.folders.output)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Modules(process)
