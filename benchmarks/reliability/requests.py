"""Sends hostile requests to the server of `beibei-site serve`; counts what it answers wrongly, or not at all.

    python -m benchmarks.reliability.requests [--count 2000] [--seed 1]

Of every request that can have an answer there must be one: a status line of HTTP, never a file from outside
the site, never a file under a foreign host. A connection that sends no whole request must be closed in time.
After every tenth the start page must come as always. The server runs in a process of its own; it may not grow
by more than 64 MiB, nor keep more than its 64 connections.
"""

from __future__ import annotations

import argparse
import random
import re
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HOME, SECRET = b"<!DOCTYPE html><p>the start page</body>", b"the secret"
_PARTS = Path(__file__).with_suffix(".txt")
_OLD = "HTTP/0.9"
_HOST = b"Host: 127.0.0.1\r\n"
_PATIENCE = 30.0  # seconds until a connection must be closed; the server's own time is 10
_GROWTH = 64 * 1024  # KiB
_SERVER = """
import sys
from pathlib import Path
from beibei_site.preview import Server, State
with Server(Path(sys.argv[1]), State(), 0) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
"""
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


@dataclass(frozen=True)
class Request:
    """The bytes of one connection, sent in `pieces` with `pause` seconds between them; which statuses are
    right, or that there is none (`None`)."""

    kind: str
    pieces: tuple[bytes, ...]
    right: frozenset[int] | None
    pause: float = 0.0
    shut: bool = False  # nothing more will be sent, and the server knows it
    gone: bool = False  # nobody waits for the answer

    @classmethod
    def of(cls, kind: str, data: bytes, *right: int) -> Request:
        return cls(kind, (data,), frozenset(right))


def _get(path: bytes, headers: bytes = b"", host: bytes = _HOST, method: bytes = b"GET") -> bytes:
    return b"%s %s HTTP/1.1\r\n%s%sConnection: close\r\n\r\n" % (method, path, host, headers)


_ANY_ERROR = (400, 404, 414, 421, 431, 501, 505)
_TIMES = re.compile(rb"(.)\{(\d+)\}", re.DOTALL)


def _load() -> dict[str, tuple[bytes, ...]]:
    """The parts of requests, by their titles."""
    _, *sections = re.split(r"^== ", _PARTS.read_text("utf-8"), flags=re.MULTILINE)
    found = {}
    for section in sections:
        title, *lines = section.removesuffix("\n").split("\n")
        parts = (line.encode().decode("unicode_escape").encode("latin-1") for line in lines)
        found[title] = tuple(_TIMES.sub(lambda m: m[1] * int(m[2]), part) for part in parts)
    return found


PARTS = _load()


def _outside(chance: random.Random) -> Request:
    up, slash, target = (chance.choice(PARTS[name]) for name in ("ways up", "slashes", "targets"))
    path = b"/" + slash.join([up] * chance.randint(1, 9)) + slash + target
    return Request.of("paths that lead out", _get(path), 301, *_ANY_ERROR)


def _odd_path(chance: random.Random) -> Request:
    noise = bytes(chance.randrange(33, 256) for _ in range(chance.choice((1, 9, 300, 5000))))
    path = chance.choice((*PARTS["paths"], b"/" + noise))
    return Request.of("odd paths", _get(path), 200, 301, *_ANY_ERROR)


def _foreign_host(chance: random.Random) -> Request:
    host = b"Host: %s\r\n" % chance.choice(PARTS["hosts"])
    return Request.of("foreign hosts", _get(b"/", host=chance.choice((host, b"", host * 2))), 400, 421)


def _bad_range(chance: random.Random) -> Request:
    headers = b"Range: %s\r\n" % chance.choice(PARTS["ranges"])
    return Request.of("ranges", _get(b"/big.bin", headers), 200, 206, 416, 431)


def _bad_line(chance: random.Random) -> Request:
    line = chance.choice(PARTS["lines"])
    return Request("request lines", (line,), frozenset((200, *_ANY_ERROR)), shut=True)


def _old_line(chance: random.Random) -> Request:
    return Request(_OLD, (chance.choice(PARTS["lines of HTTP/0.9"]),), frozenset(_ANY_ERROR), shut=True)


def _no_request(chance: random.Random) -> Request:
    return Request("no request at all", (chance.choice(PARTS["no requests"]),), None, shut=True)


def _headers(chance: random.Random) -> Request:
    headers = chance.choice((*PARTS["headers"], b"X: a\r\n" * 150))
    return Request.of("headers", _get(b"/", headers), 200, 417, *_ANY_ERROR)


def _method(chance: random.Random) -> Request:
    return Request.of("methods", _get(b"/", method=chance.choice(PARTS["methods"])), 400, 405, 501)


def _many_at_once(chance: random.Random) -> Request:
    one = b"GET / HTTP/1.1\r\n%s\r\n" % _HOST
    return Request.of("many requests in one", one * chance.randint(2, 200) + _get(b"/"), 200)


def _half(chance: random.Random) -> Request:
    whole = _get(b"/")
    start = whole[: chance.randrange(len(whole) - 1)]
    return Request("half a request, then no more", (start,), None, shut=True)


def _going(chance: random.Random) -> Request:
    return Request("gone before the answer", (_get(b"/big.bin"),), None, gone=True)


def _in_drops(chance: random.Random) -> Request:
    whole = _get(b"/")
    return Request(
        "byte after byte", tuple(whole[n : n + 1] for n in range(len(whole))), frozenset((200,)), 0.0005
    )


KINDS: tuple[Callable[[random.Random], Request], ...] = (
    _outside, _odd_path, _foreign_host, _bad_range, _bad_line, _old_line, _no_request, _headers, _method,
    _many_at_once, _half, _going, _in_drops,
)  # fmt: skip


def send(port: int, request: Request) -> bytes:
    """All that is answered until the connection is closed; raises TimeoutError if it is not."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as connection:
        try:
            for piece in request.pieces:
                connection.sendall(piece)
                time.sleep(request.pause)
            if request.gone:
                return b""
            if request.shut:
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(1 << 16), b""))
        except (ConnectionResetError, BrokenPipeError):
            return _left(connection)


def _left(connection: socket.socket) -> bytes:
    """What the server had said before it closed a connection on which more was being sent."""
    try:
        return connection.recv(1 << 16)
    except OSError:
        return b""


def fault(request: Request, answer: bytes) -> str:
    """What is wrong with an answer; empty if nothing is."""
    if SECRET in answer or b"root:" in answer:
        return "a file from outside"
    if request.right is None:
        return ""
    if request.kind == _OLD:  # whose answers have no head
        return "" if answer else "no answer"
    status = _STATUS.match(answer)
    if not status:  # of a version that the server does not know
        return "" if answer.startswith(b"<!DOCTYPE") and b"Error" in answer else "no answer"
    return "" if int(status[1]) in request.right else f"status {int(status[1])}"


def idle(port: int, count: int) -> Iterator[socket.socket]:
    """Connections on which half a request was sent, or nothing."""
    for number in range(count):
        connection = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        if number % 2:
            connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        yield connection


def outlast(port: int, count: int) -> str:
    """What is wrong when `count` connections are held that say next to nothing: all must be closed, and a
    page come meanwhile or right after; empty if nothing is."""
    held = list(idle(port, count))
    until = time.monotonic() + 2 * _PATIENCE
    try:
        while held and time.monotonic() < until:
            for connection in held:
                try:
                    connection.sendall(b"a")
                except OSError:
                    continue
            ready = set(select.select(held, [], [], 0.5)[0])
            closed = [connection for connection in ready if not _left(connection)]
            for connection in closed:
                connection.close()
            held = [connection for connection in held if connection not in closed]
        return f"{len(held)} slow connections kept" if held else ""
    finally:
        for connection in held:
            connection.close()


def _memory(process: int) -> int:
    """KiB that a process has in memory; Linux alone tells."""
    path = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", path.read_text("utf-8")) if path.exists() else None
    return int(found[1]) if found else 0


def make_site(folder: Path) -> Path:
    """A site of three files, beside one that it must not give away, with links that lead there."""
    site = folder / "site"
    site.mkdir()
    (site / "index.html").write_bytes(HOME)
    (site / "404.html").write_bytes(b"<!DOCTYPE html><p>lost</body>")
    (site / "big.bin").write_bytes(bytes(1 << 20))
    (folder / "secret.txt").write_bytes(SECRET)
    (site / "link.txt").symlink_to(folder / "secret.txt")
    (site / "up").symlink_to(folder)
    return site


def trial(port: int, count: int, seed: int) -> Counter[str]:
    """How many requests of each kind were sent, and what was wrong."""
    chance, counts = random.Random(seed), Counter[str]()
    usual = Request.of("usual", _get(b"/"), 200)
    for number in range(count):
        request = KINDS[number % len(KINDS)](chance)
        try:
            wrong = fault(request, send(port, request))
        except (TimeoutError, ConnectionError) as error:
            wrong = f"not closed, or refused ({type(error).__name__})"
        counts[request.kind] += 1
        if wrong:
            counts[f"FAULT: {request.kind}: {wrong}"] += 1
            print(wrong, request.kind, request.pieces[0][:200], flush=True)
        if number % 10 == 9 and (wrong := fault(usual, send(port, usual))):
            counts[f"FAULT: the start page after {request.kind}: {wrong}"] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        command = [sys.executable, "-c", _SERVER, str(site)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            port = int(server.stdout.readline())
            before = _memory(server.pid)
            counts = trial(port, options.count, options.seed)
            counts["slow connections"] = 200
            if wrong := outlast(port, 200):
                counts[f"FAULT: {wrong}"] += 1
            usual = Request.of("usual", _get(b"/"), 200)
            counts["FAULT: the start page at the end"] += bool(fault(usual, send(port, usual)))
            counts["FAULT: grown"] += _memory(server.pid) - before > _GROWTH
            server.terminate()
    for what, number in sorted(counts.items()):
        print(f"    {what:60} {number:5}")


if __name__ == "__main__":
    main()
