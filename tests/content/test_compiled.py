"""What is kept of compiled code counts only for what it was made from."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

import pytest

from beibei_site.content.disk.compiled import keep_compiled, read_compiled
from beibei_site.content.settings import Settings
from beibei_site.content.store import shipped
from beibei_site.rendering.jinja import compiling
from beibei_site.rendering.jinja.environment import make_environment

OTHER = "name = 'feed'\ndef root(context):\n    yield 'another'\nblocks = {}\ndebug_info = ''"


@pytest.fixture(autouse=True)
def _a_place_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_it_is_read_by_the_key_that_it_was_kept_with(tmp_path: Path) -> None:
    assert read_compiled("one", "key") is None
    keep_compiled("one", "key", b"code")
    assert (read_compiled("one", "key"), read_compiled("one", "other")) == (b"code", None)
    keep_compiled("one", "other", b"newer")
    assert (read_compiled("one", "key"), read_compiled("one", "other")) == (None, b"newer")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_it_is_not_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_compiled("one", "key", b"code")
    assert read_compiled("one", "key") is None
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    (tmp_path / "file").write_bytes(b"")
    keep_compiled("one", "key", b"code")
    assert read_compiled("one", "key") is None


def test_a_template_of_the_program_is_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def render() -> str:
        monkeypatch.setattr(compiling, "_COMPILED", {})  # as in another process
        made = make_environment((shipped("templates").resolve(),), Settings())
        return made.get_template("sitemaps.xml").render(addresses=["a", "b"])

    first = render()
    (kept,) = tmp_path.rglob("*.opt-*.pyc")
    data = kept.read_bytes()
    assert render() == first and kept.read_bytes() == data
    kept.write_bytes(data[:64] + marshal.dumps(compile(OTHER, "sitemaps.xml", "exec")))
    assert render() == "another"  # what is kept is what runs …
    kept.write_bytes(b"0" * 64 + data[64:])
    assert render() == first and kept.read_bytes() == data  # … unless it was made from something else


def test_a_template_of_an_archive_is_not_kept_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiling, "_COMPILED", {})
    (own := tmp_path / "templates").mkdir()
    (own / "page.html").write_text("{{ 1 + 1 }}", "utf-8")
    assert make_environment((own,), Settings()).get_template("page.html").render() == "2"
    assert not list(tmp_path.rglob("*.opt-*.pyc"))
