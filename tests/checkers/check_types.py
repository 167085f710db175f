"""TypeScript's compiler finds nothing wrong with the types of the scripts and of their tests."""

from __future__ import annotations

import subprocess

import pytest

from tests.checkers.conftest import HERE, module


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.tests.json"])
def test_the_types_are_right(node: str, project: str) -> None:
    compiler = module("typescript/bin/tsc")
    command = [node, str(compiler), "--project", str(HERE / project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == "" and done.returncode == 0
