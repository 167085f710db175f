"""The local server: it answers every request, to this computer only, and with nothing from outside the site."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watchfiles import Change

from beibei_site import preview, serve
from beibei_site.content.store import Folders
from benchmarks.reliability import requests

PAGE = "<!DOCTYPE html><html><body>页</body></html>".encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[preview.Server]:
    root = tmp_path_factory.mktemp("preview")
    site = root / "site"
    (site / "deep").mkdir(parents=True)
    (root / "secret.txt").write_text("SECRET")
    (site / "index.html").write_bytes(PAGE)
    (site / "404.html").write_bytes(b"<body>nowhere</body>")
    (site / "deep/index.html").write_bytes(PAGE)
    (site / "ten.txt").write_bytes(b"0123456789")
    (site / "out.txt").symlink_to(root / "secret.txt")
    (site / "pipe").mkdir()
    os.mkfifo(site / "pipe/fifo")
    with preview.Server(site, preview.State(), 0) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def ask(server: preview.Server, request: bytes) -> bytes:
    """What the server says to these bytes, to the end."""
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=20) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b""))


def get(
    server: preview.Server, target: bytes, *headers: bytes, method: bytes = b"GET"
) -> tuple[int, bytes, bytes]:
    """The status, the head and the body of an answer."""
    lines = [method + b" " + target + b" HTTP/1.0", b"Host: localhost", *headers, b"", b""]
    head, _, body = ask(server, b"\r\n".join(lines)).partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


@pytest.mark.parametrize(
    "target",
    [b"/../secret.txt", b"/%2e%2e/secret.txt", b"/..%2fsecret.txt", b"/deep/../../secret.txt", b"//etc/passwd", b"/out.txt", b"/\\..\\secret.txt",
     b"/a%00b", b"/%ff%fe", b"/" + b"a" * 300, b"/" + b"a/" * 3000, b"/pipe/fifo", b"/deep", b"http://[bad/", b"/ten.txt/", b"*", b"/%", b"/deep%2f.."],
)  # fmt: skip
def test_every_address_has_an_answer_and_none_leads_out(server: preview.Server, target: bytes) -> None:
    status, _, body = get(server, target)
    assert status in (301, 400, 404, 414) and b"SECRET" not in body and b"root:" not in body


@pytest.mark.parametrize(
    "host",
    [b"evil.example", b"evil.example:8000", b"127.0.0.1.evil.example", b"", b"localhost.evil.example:1"],
)
def test_another_name_is_not_answered(server: preview.Server, host: bytes) -> None:
    said = ask(server, b"GET / HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")
    assert said.split()[1] == b"421" and "页".encode() not in said


@pytest.mark.parametrize("host", [b"localhost", b"127.0.0.1:8000", b"[::1]:8000", b"[::1]"])
def test_this_computer_is(server: preview.Server, host: bytes) -> None:
    assert "页".encode() in ask(server, b"GET / HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("asked", "status", "body", "range"),
    [(b"bytes=2-4", 206, b"234", b"bytes 2-4/10"), (b"bytes=7-", 206, b"789", b"bytes 7-9/10"), (b"bytes=-3", 206, b"789", b"bytes 7-9/10"),
     (b"bytes=5-99", 206, b"56789", b"bytes 5-9/10"), (b"bytes=-99", 206, b"0123456789", b"bytes 0-9/10"), (b"bytes=10-", 416, b"", b"bytes */10"),
     (b"bytes=4-2", 200, b"0123456789", b""), (b"bytes=-", 200, b"0123456789", b""), (b"lines=1-2", 200, b"0123456789", b""),
     (b"bytes=0-1,3-4", 200, b"0123456789", b""), (b"bytes=" + b"9" * 5000 + b"-", 416, b"", b"bytes */10")],
)  # fmt: skip
def test_a_range_of_bytes(
    server: preview.Server, asked: bytes, status: int, body: bytes, range: bytes
) -> None:
    got, head, data = get(server, b"/ten.txt", b"Range: " + asked)
    assert (got, data) == (status, body) and (b"Content-Range: " + range in head) == bool(range)
    assert b"Content-Length: %d" % len(body) in head


@pytest.mark.parametrize("target", [b"/", b"/ten.txt", b"/deep/", b"/nowhere", b"/_state", b"/_reload.js"])
def test_a_head_is_that_of_the_answer(server: preview.Server, target: bytes) -> None:
    def lines(head: bytes) -> list[bytes]:
        return [line for line in head.split(b"\r\n") if not line.startswith(b"Date:")]

    status, head, body = get(server, target, method=b"HEAD")
    assert body == b"" and (status, lines(head)) == (lambda a: (a[0], lines(a[1])))(get(server, target))


@given(st.binary(max_size=200))
def test_no_bytes_end_the_server(server: preview.Server, request: bytes) -> None:
    ask(server, request)
    ask(server, b"GET /" + request.replace(b"\n", b"") + b" HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert get(server, b"/ten.txt")[2] == b"0123456789"


def test_connections_that_say_nothing_do_not_keep_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_MOST", 4)
    monkeypatch.setattr(preview.Handler, "timeout", 0.2)
    (tmp_path / "ten.txt").write_bytes(b"0123456789")
    with preview.Server(tmp_path, preview.State(), 0) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        idle = [socket.create_connection(("127.0.0.1", made.server_address[1])) for _ in range(12)]
        assert get(made, b"/ten.txt")[2] == b"0123456789"
        for connection in idle:
            connection.close()
        made.shutdown()


def test_a_request_that_comes_in_drops_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a byte comes: else 64 such connections would keep everybody out."""
    monkeypatch.setattr(preview, "_LONGEST", 0.5)
    with preview.Server(tmp_path, preview.State(), 0) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        assert requests.outlast(made.server_address[1], 8) == ""
        made.shutdown()


def test_hostile_requests_are_answered_rightly_and_the_usual_ones_after_them(tmp_path: Path) -> None:
    site = requests.make_site(tmp_path)
    with preview.Server(site, preview.State(), 0) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        counts = requests.trial(made.server_address[1], 10 * len(requests.KINDS), seed=2)
        made.shutdown()
    assert [what for what in counts if what.startswith("FAULT")] == []


def test_a_failed_build_is_shown_and_the_page_as_it_was_is_a_link_away(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(PAGE)
    state = preview.State(failure="site.yml:2: <b> is none")
    answer = preview.respond(tmp_path, state, "/", "localhost")
    assert (
        answer.status == 500
        and b"site.yml:2: &lt;b&gt; is none" in answer.data
        and b"/_reload.js" in answer.data
    )
    assert "页".encode() in preview.respond(tmp_path, state, f"/?{preview.AS_IT_WAS}", "localhost").data


def test_the_server_outlives_builds_that_fail(folders: Folders) -> None:
    own = folders.root / "templates"
    own.mkdir()
    command = [sys.executable, "-u", "-m", "beibei_site", "serve", "--port", "0", "--root", str(folders.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        try:
            address = running.stdout.readline().split()[0]
            output = folders.output.rename(folders.root / "elsewhere")  # a site that others have filled
            folders.output.mkdir()
            (folders.output / "a.txt").write_text("mine")
            people = folders.content / "people.yml"
            people.write_text("not: [高峰]\n", "utf-8")
            assert "not rebuilt" in running.stdout.readline()
            with pytest.raises(urllib.error.HTTPError, match="500"):
                urllib.request.urlopen(address)
            (folders.output / "a.txt").unlink()
            folders.output.rmdir()
            output.rename(folders.output)
            people.write_text("zhou-xu: {nmae: 周旭}\n", "utf-8")
            assert "rebuilt after people.yml" in running.stdout.readline()
            state = json.loads(urllib.request.urlopen(address + "_state").read())
            assert state["version"] == 2 and "there is no such key" in state["problems"][0]
        finally:
            running.terminate()


def tells_of(watching: Iterator[set[tuple[Change, str]]], path: Path) -> bool:
    """Whether a file is said to be saved within some seconds."""
    return any(str(path) in {name for _, name in changes} for changes in islice(watching, 40))


@pytest.mark.parametrize("name", ["seeds", "templates", "static"])
def test_a_folder_that_is_made_later_is_watched_too(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    watching = serve._watch(Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site"))
    next(watching)
    for _ in range(2):  # another one takes its place
        folder.mkdir()
        assert tells_of(watching, folder)
        (folder / "a.txt").write_text("a", "utf-8")
        assert tells_of(watching, folder / "a.txt")
        folder.rename(tmp_path / "away")
        shutil.rmtree(tmp_path / "away")
        (tmp_path / "content/b.md").write_text("b", "utf-8")
        assert tells_of(watching, tmp_path / "content/b.md")
