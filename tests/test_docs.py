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


def named(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def test_the_table_of_keys_is_that_of_the_front_matter() -> None:
    table = README.split("\n| key | meaning |\n")[1].split("\n\n")[0]
    assert named(" ".join(row.split("|")[1] for row in table.split("\n"))) == set(KEYS)


def test_the_settings_are_those_of_site_yml() -> None:
    sentence = README.split("`content/site.yml` the name of the archive (")[1].split(")")[0]
    assert named(sentence) == set(Settings.__struct_fields__)


def test_every_problem() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "beibei_site").rglob("*.py"))
    codes = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source)) - {"search-broken"}
    assert codes and all(f"`{code}`" in README for code in codes)


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = README.split("\n")[:24]
    assert "    python -m pip install -e . && python build.py" in first
    assert "    python -m pip install -e '.[test]' && python -m pytest" in first
