"""The docs are a promise: they name every command, every key and every problem, and what they point to is there."""

import re
from pathlib import Path

import pytest

from beibei_site.arguments import make_parser
from beibei_site.content.frontmatter import KEYS
from beibei_site.content.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs/content.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return re.findall(r"^    (\w+) ", make_parser().format_help(), flags=re.M)


@pytest.mark.parametrize("command", commands())
def test_every_command(command: str) -> None:
    assert f"`beibei-site {command}" in README


def named(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def test_the_table_of_keys_is_that_of_the_front_matter() -> None:
    table = CONTENT.split("\n| key | meaning |\n")[1].split("\n\n")[0]
    assert named(" ".join(row.split("|")[1] for row in table.split("\n"))) == set(KEYS)


def test_the_settings_are_those_of_site_yml() -> None:
    sentence = CONTENT.split("`content/site.yml` names the archive:")[1].split("\n\n")[0]
    assert named(sentence) == set(Settings.__struct_fields__)


def test_every_problem() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "beibei_site").rglob("*.py"))
    codes = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source)) - {"search-broken"}
    assert codes and all(f"`{code}`" in CONTENT for code in codes)


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = README.split("\n")[:24]
    assert "    python -m pip install -e . && python build.py" in first
    assert "    python -m pip install -e '.[test]' && python -m pytest" in first


def test_the_readme_is_two_screens_long() -> None:
    assert len(README.split("\n")) <= 100


@pytest.mark.parametrize("page", sorted(p.name for p in (ROOT / "docs").glob("*.md")))
def test_the_readme_leads_to_every_page(page: str) -> None:
    assert f"(docs/{page})" in README


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def open_rows() -> list[tuple[str, str]]:
    table = ARCHITECTURE.split("| to change | open |")[1].split("\n\n")[0]
    return re.findall(r"^\| (?!--)(.+?) \| (.+) \|$", table, flags=re.M)


def test_the_map_has_twenty_rows() -> None:
    assert len(open_rows()) >= 20


@pytest.mark.parametrize("change, where", open_rows())
def test_the_map_leads_to_at_most_three_files(change: str, where: str) -> None:
    paths = re.findall(r"`([^`]+)`", where)
    assert 1 <= len(paths) <= 3
    assert [p for p in paths if not (ROOT / p).exists() and not (ROOT / "beibei_site" / p).exists()] == []
