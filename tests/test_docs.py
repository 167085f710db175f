"""The README is a promise: it names every command, every key and every problem."""

import re

import pytest

from beibei_site.cli import _parser
from beibei_site.content.frontmatter import KEYS
from beibei_site.content.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return re.findall(r"^    (\w+) ", _parser().format_help(), flags=re.M)


@pytest.mark.parametrize("command", commands())
def test_every_command(command: str) -> None:
    assert f"`beibei-site {command}" in README


@pytest.mark.parametrize("key", [*KEYS, *Settings.__struct_fields__])
def test_every_key(key: str) -> None:
    assert f"`{key}`" in README


def test_every_problem() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "beibei_site").rglob("*.py"))
    codes = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source)) - {"search-broken"}
    assert codes and all(f"`{code}`" in README for code in codes)


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = README.split("\n")[:24]
    assert "    python -m pip install -e . && python build.py" in first
    assert "    python -m pip install -e '.[test]' && python -m pytest" in first
