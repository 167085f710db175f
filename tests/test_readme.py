"""The README's commands do what it says, in the order that it shows them, starting from a clone and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_wheel import ENVIRONMENT, made_here

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text("utf-8")
PROGRAMS = ("python", "pip", "pipx", "uvx", "cp", "beibei-site")
PAGE = "000_055a70a6cdb3e695"
# What a user fills in, and what the README leaves open or would never end.
FILLED = {"SPEC": "$PWD/dist/*.whl", "PAGE": PAGE, "FOLDER": "沙河报"}
ENDED = {
    "beibei-site serve": "timeout 20 beibei-site serve --port 0 || test $? = 124",
    "pipx run --spec $PWD/dist/*.whl beibei-site": "pipx run --spec $PWD/dist/*.whl beibei-site --version",
    "uvx --from $PWD/dist/*.whl beibei-site": "uvx --from $PWD/dist/*.whl beibei-site --version",
}


def commands() -> Iterator[str]:
    """Blocks of commands, and commands inside a sentence or a table, in the order of the README."""
    for shown in re.finditer(r"(?m)^(?P<block>(?:    \S.*\n)+)|`(?P<span>[^`]+)`", README):
        command = re.sub(r"(?m)^    ", "", shown["block"] or "") or shown["span"]
        if command.split()[0] in PROGRAMS and len(command.split()) > 1:
            for word, value in FILLED.items():
                command = command.replace(word, value)
            yield ENDED.get(command, command).strip()


def test_every_command_that_the_readme_shows(tmp_path: Path) -> None:
    clone, environment, tools = tmp_path / "clone", tmp_path / "environment", tmp_path / "tools"
    shutil.copytree(ROOT, clone, ignore=made_here)
    venv.create(environment, with_pip=True)
    (clone / "my-pages").mkdir()
    shutil.copy(ROOT / "seeds" / f"{PAGE}.txt", clone / "my-pages")
    tools.mkdir()
    for name in ("pipx", "uv", "uvx"):
        (tools / name).symlink_to(Path(sys.executable).parent / name)
    settings = ENVIRONMENT | {
        "PATH": f"{tmp_path / 'pipx' / 'bin'}:{environment / 'bin'}:{tools}:{os.environ['PATH']}",
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "pipx" / "bin"),
        "UV_TOOL_DIR": str(tmp_path / "uv"),
        "PYTEST_ADDOPTS": "--collect-only --quiet",  # this is one of the tests
    }
    said = {}
    for command in dict.fromkeys(commands()):
        done = subprocess.run(
            ["bash", "-euc", command], cwd=clone, env=settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        said[command] = done.stdout
    assert len(said) >= 14
