"""The scripts and their tests: the types in their comments are right, and they are laid out by Prettier."""

from __future__ import annotations

import subprocess

import pytest

from tests.checkers.conftest import HERE, module

ROOT = HERE.parent.parent
LAID_OUT = ("static/**/*.{js,mjs}", "tests/search/modules/*.mjs")


def said_by(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"status {done.returncode}")


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.tests.json"])
def test_the_types_are_right(node: str, project: str) -> None:
    assert said_by(node, str(module("typescript/bin/tsc")), "--project", str(HERE / project)) == ""


def test_the_layout_is_prettier_s(node: str) -> None:
    prettier = str(module("prettier/bin/prettier.cjs"))
    options = ("--config", str(HERE / "prettier.json"), "--log-level", "warn", "--check")
    assert said_by(node, prettier, *options, *LAID_OUT) == ""
