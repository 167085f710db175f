"""What earlier builds have worked out, and when it no longer counts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def digest_of(program: Path) -> str:
    code = "from beibei_site.content.cache import program_digest; print(program_digest())"
    command = [sys.executable, "-c", code]  # which looks for modules in its own folder first
    return subprocess.run(command, cwd=program, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("file", ["domain/text.py", "cataloguing/data/names.toml", "rendering/locale/en.po"])
def test_a_changed_program_forgets_what_it_knew(tmp_path: Path, file: str) -> None:
    package = tmp_path / "beibei_site"
    shutil.copytree(ROOT / "beibei_site", package)
    before = digest_of(tmp_path)
    assert digest_of(tmp_path) == before
    with (package / file).open("a") as changed:
        changed.write("\n# changed\n")
    assert digest_of(tmp_path) != before
