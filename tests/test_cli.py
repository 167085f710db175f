"""The command line as its users meet it."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from beibei_site.cli import main
from beibei_site.content.body import plain
from beibei_site.content.reading import read_curated
from beibei_site.content.store import Folders
from tests.conftest import Built


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "beibei_site", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_build_prints_a_summary_and_the_first_page(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--root", str(folders.root)]) == 0
    out = capsys.readouterr().out
    assert "5 pages read, 25 articles" in out and out.strip().endswith("index.html")


@pytest.mark.parametrize("command", ["build", "ingest", "publish", "review"])
def test_every_step_by_itself(folders: Folders, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--root", str(folders.root)]) == 0
    assert capsys.readouterr().out


def test_single_folders_can_be_elsewhere(built: Built, tmp_path: Path) -> None:
    output = tmp_path / "elsewhere"
    content = tmp_path / "content"
    arguments = ["--root", tmp_path, "--seeds", built.folders.seeds, "--content", content, "--output", output]
    assert main(["build", *map(str, arguments)]) == 0
    assert (output / "index.html").exists() and (content / "pages").is_dir()


def test_search_with_the_issue_s_own_example(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(built.folders.root)]
    assert main(["search", "绵阳 合作", "--topic", "beibei-mianyang", "--from", "2020-04-01", *root]) == 0
    assert "北碚绵阳深化务实合作" in capsys.readouterr().out


def test_a_hit_says_that_its_page_did_not_print_the_title(
    built: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    article = next(a for a in built.archive.articles if a.title_from == "supplied")
    main(["search", f'"{plain(article.body)[:12]}"', "--root", str(built.folders.root)])
    assert f"{article.title}  (supplied title)" in capsys.readouterr().out


def test_search_says_by_its_status_that_there_is_nothing(built: Built) -> None:
    assert main(["search", "从来没有印过的字句", "--root", str(built.folders.root)]) == 1


def test_search_as_json(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "北川铁路", "--json", "--limit", "1", "--root", str(built.folders.root)])
    found = json.loads(capsys.readouterr().out)
    assert [hit["id"] for hit in found["hits"]] == ["001-69"]


def test_review_says_why_in_english(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", "--root", str(built.folders.root)])
    told = [line.strip() for line in capsys.readouterr().out.split("\n") if line.startswith("      ")]
    assert "paragraphs whose end is missing from the page: 4" in told
    quoting = [line for line in told if not line.isascii()]
    assert quoting == ["quoted in the headline but not in the text: 暖心答卷"]


def test_an_unknown_topic_is_a_warning(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(
        p for p in (folders.content / "articles").rglob("*.md") if "topics: [" in p.read_text("utf-8")
    )
    for path in files[:2]:
        path.write_text(path.read_text("utf-8").replace("topics: [", "topics: [harvset, "), "utf-8")
    path = files[0]
    assert main(["build", "--root", str(folders.root)]) == 0
    said = capsys.readouterr().err
    assert f"warning: {path}:" in said and "topics: harvset: topics.yml does not have this topic. " in said
    assert "Is it a misspelling, or a new topic? 1 other article has it. Correct it in the article," in said
    assert "harvset：topics.yml 里没有这个专题" in (folders.output / "review/index.html").read_text("utf-8")


def test_explain_a_page(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    seed = next(built.folders.seeds.glob("004*"))
    assert main(["explain", str(seed)]) == 0
    assert "headline: 王俊黄祖英会见重庆福建商会会长黄祖任" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--root", "nowhere"], "nowhere: there is no such folder. Give an archive's folder"),
        (["explain", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (
            ["search", "x", "--root", "tests"],
            "there is no search index yet. Run 'beibei-site build' first.\n",
        ),
        (["build", "--seeds", "nowhere"], "nowhere: there is no such folder"),
        (["search", "x", "--from", "2020-13-99"], "--from: '2020-13-99' is not a date"),
        (["search", "x", "--to", "昨天"], "--to: '昨天' is not a date"),
        (["search", "x", "--to", ""], "--to: a date is missing"),
        (["search", "x", "--from", "2021", "--to", "2020-12"], "--from 2021 is later than --to 2020-12"),
        (["search", "x", "--limit", "0"], "--limit: '0' is not a whole number from 1"),
        (["search", "x", "--limit", "-1"], "--limit: '-1' is not a whole number from 1"),
        (["search", "x", "--limit", "ten"], "--limit: 'ten' is not a whole number from 1"),
        (["serve", "--port", "99999"], "--port: '99999' is not a whole number from 0 to 65535"),
        (["search"], "the following arguments are required: query. See beibei-site search --help."),
    ],
)
def test_a_mistake_is_one_plain_message(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "beibei_site", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert words in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (['title:"发展大会"'], 0, "1 found"),
        (['person:"周旭"'], 0, "8 found"),
        (["北川铁路", "--from", "2020-04-28", "--to", "2020-04"], 0, "1 found"),
        (["", "--topic", "文化旅游"], 0, "2 found"),
        (["", "--person", "zhou-xu", "--to", "2020-03"], 0, "1 found"),
        (["北碚", "--topic", "no-such-topic"], 1, "0 found"),
        (["北碚", "--topic", '脱贫攻坚" OR topics:"文化旅游'], 1, "0 found"),
        (["北碚", "--person", b"\xff"], 1, "0 found"),
        (["NOT NOT 北川铁路"], 0, "1 found"),
        (['"双城经济圈'], 0, 'a closing " was missing'),
        (["date:2020-13"], 1, "2020-13 is not a date and was left out"),
        ([b"\xe5\x8c\x97\xe5\xb7\x9d\xff"], 0, "bytes that are not UTF-8 were left out"),
        (["旅游脱贫"], 0, "no article contains exactly this"),
    ],
)
def test_any_query_is_answered_in_english(
    built: Built, arguments: list[str | bytes], status: int, words: str
) -> None:
    command = [sys.executable, "-m", "beibei_site", "search", "--root", str(built.folders.root), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == status and words in said and "Traceback" not in said


def test_a_folder_of_somebody_else_is_never_cleaned(built: Built, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("keep me", "utf-8")
    assert main(["publish", "--root", str(built.folders.root), "--output", str(tmp_path)]) == 2
    assert precious.read_text("utf-8") == "keep me"


def test_new_starts_an_empty_archive_that_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "沙河报"
    assert main(["new", str(folder)]) == 0
    assert main(["build", "--root", str(folder)]) == 0
    assert sorted(path.name for path in folder.rglob("*.yml")) == ["site.yml", "topics.yml"]
    assert not list((folder / "seeds").iterdir())
    home = (folder / "site" / "index.html").read_text("utf-8")
    assert "沙河报" in home and "北碚" not in home
    assert main(["new", str(folder)]) == 2


def test_new_names_a_command_that_can_be_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "新 档案"
    assert main(["new", str(folder)]) == 0
    command = capsys.readouterr().out.split("and run\n")[1]
    assert shlex.split(command) == ["beibei-site", "build", "--root", str(folder)]


@pytest.mark.parametrize(
    ("language", "headline", "menu", "day"),
    [
        ("zh-CN", "渡口小学迎来新校舍", "检索", "2021-09-02"),
        ("zh-Hant", "渡口國小新校舍啟用", "檢索", "2021-09-02"),
        ("en", "FERRY SCHOOL OPENS ITS NEW HOUSE", "Search", "1926-09-02"),
    ],
)
def test_new_with_a_sample_in_the_language_of_the_paper(
    tmp_path: Path, language: str, headline: str, menu: str, day: str
) -> None:
    folder = tmp_path / "archive"
    names = ["--name", 'A: "旧报" # 1', "--paper", "Ferry News", "--place", "Millbrook"]
    assert main(["new", str(folder), *names, "--language", language, "--sample"]) == 0
    assert main(["build", "--root", str(folder)]) == 0
    settings = read_curated(folder / "content").settings
    assert (settings.name, settings.paper, settings.publisher_place) == (names[1], names[3], names[5])
    page = (folder / "site" / "articles" / "sample-1.html").read_text("utf-8").replace("<wbr>", "")
    assert f'<html lang="{language}">' in page and f"<h1>{headline}</h1>" in page
    assert menu in page and "Ferry News" in page
    assert 'class="page" lang' not in page.replace(f'class="page" lang="{language}"', "")
    assert f"issued: {day}\nissued_from: folio" in next(
        (folder / "content" / "articles").rglob("*.md")
    ).read_text("utf-8")


def test_new_asks_at_a_terminal(tmp_path: Path) -> None:
    answers = "渡口舊報庫\n渡口報\n臺北\nzh-Hant\n"
    settings = ask_in_a_terminal(["new", "archive"], answers, tmp_path)
    assert 'name: "渡口舊報庫"' in settings and "language: zh-Hant" in settings
    assert 'paper: "渡口報"' in settings and 'publisher_place: "臺北"' in settings


def ask_in_a_terminal(arguments: list[str], answers: str, folder: Path) -> str:
    """Run the program at a terminal of its own, type `answers`, and return the settings it has made."""
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "beibei_site", *arguments], cwd=folder, stdin=inner, stdout=inner, stderr=inner
    ) as running:
        os.close(inner)
        os.write(outer, answers.encode())
        with contextlib.suppress(OSError):  # how a terminal says that nobody is left at its other end
            while os.read(outer, 1024):
                pass
        assert running.wait() == 0
    os.close(outer)
    return (folder / "archive" / "content" / "site.yml").read_text("utf-8")


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    for command in ("build", "ingest", "publish", "review", "explain", "search", "serve", "new"):
        assert command in text


def test_serve_rebuilds_after_a_saved_file(folders: Folders) -> None:
    command = [sys.executable, "-u", "-m", "beibei_site", "serve", "--port", "0", "--root", str(folders.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        try:
            address = server.stdout.readline().split()[0]
            page = urllib.request.urlopen(address + "articles/000-112.html").read().decode()
            assert "全区文化和旅游发展大会召开" in page and "/_reload.js" in page
            path = next((folders.content / "articles").rglob("000-112.md"))
            path.write_text(path.read_text("utf-8").replace("发展大会召开", "发展大会举行"), "utf-8")
            assert "rebuilt after 000-112.md" in server.stdout.readline()
            assert urllib.request.urlopen(address + "_state").read() == b'{"version": 1, "problems": []}'
            (folders.root / "static").mkdir()
            (folders.root / "static/own.css").write_text("a { color: red }", "utf-8")
            assert " 1 files written" in server.stdout.readline(), "a folder that was not there"
            assert list(folders.output.rglob("own*.css"))
        finally:
            server.terminate()
