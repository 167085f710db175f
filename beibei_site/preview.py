"""The site over HTTP, for one person at one computer: its own files, to a browser here, and nothing else.

What a request may ask for is decided by one pure function; the handler carries it over the wire.
"""

from __future__ import annotations

import http.server
import json
import mimetypes
import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, inside

HOST = "127.0.0.1"
AS_IT_WAS = "as-it-was"  # the query that asks for the last good page although the last build failed
_NAMES = {"127.0.0.1", "localhost", "[::1]"}  # a page elsewhere may bear another name that leads here
_SECONDS = 10  # that a connection may be idle
_LONGEST = 20  # seconds that a request and its answer may take: nobody holds a connection for ever
_MOST = 64  # connections at once
_Request = socket | tuple[bytes, socket]
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_TYPES = mimetypes.MimeTypes()  # those of the library, whatever this system adds to them
_TAG = b'<script src="/_reload.js"></script></body>'
_SCRIPT = """\
let known = null;
const show = (problems) => {
  if (!problems.length) return;
  const note = document.createElement('pre');
  note.setAttribute('role', 'status');
  note.textContent = problems.join('\\n');
  document.body.prepend(note);
};
setInterval(async () => {
  try {
    const state = await (await fetch('/_state', {cache: 'no-store'})).json();
    if (known !== null && known !== state.version) location.reload();
    if (known === null) show(state.problems);
    known = state.version;
  } catch (error) { /* the server is gone; the page stays */ }
}, 300);
"""
_FAILED = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>not built</title></head>
<body><h1>The last build failed</h1><pre>{failure}</pre>
<p>Mend it and save; this page follows by itself. <a href="?{as_it_was}">The page as it was.</a></p>
</body></html>
"""


@dataclass
class State:
    """How often the site has changed since the server began, why the last build failed, if it did, and what
    it has left out."""

    version: int = 0
    failure: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered: the status, the bytes, their type, further headers."""

    status: HTTPStatus
    data: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def respond(site: Path, state: State, target: str, host: str, byte_range: str = "") -> Answer:
    """The answer to a request for `target` (path and query) under the name `host`.

    Nothing outside the folder `site` is read, and no link is followed.
    """
    if host.rpartition(":")[0] not in _NAMES and host not in _NAMES:
        return Answer(HTTPStatus.MISDIRECTED_REQUEST, b"this server answers to localhost only\n")
    path, query = _parts(target)
    own = {"/_reload.js": _reload, "/_state": _tell}.get(path)
    if own:
        return own(state)
    if state.failure and query != AS_IT_WAS and path.endswith(("/", ".html")):
        page = _FAILED.format(failure=escape(state.failure), as_it_was=AS_IT_WAS)
        return _ranged(_page(page.encode(), HTTPStatus.INTERNAL_SERVER_ERROR), "")
    return _ranged(_file(site, path), byte_range)


def _parts(target: str) -> tuple[str, str]:
    """The path of a request, decoded, and its query; an empty path for what is none."""
    try:
        parts = urlsplit(target)
        return unquote(parts.path, errors="strict"), parts.query
    except ValueError:
        return "", ""


def _reload(state: State) -> Answer:
    return Answer(HTTPStatus.OK, _SCRIPT.encode(), "text/javascript; charset=utf-8")


def _tell(state: State) -> Answer:
    told = {"version": state.version, "problems": state.problems}
    return Answer(HTTPStatus.OK, json.dumps(told).encode(), "application/json")


def _file(site: Path, path: str) -> Answer:
    name = path.removeprefix("/").removesuffix("/")
    try:
        file = inside(site, name) if name else site
        if file.is_dir():
            if not path.endswith("/"):
                return Answer(HTTPStatus.MOVED_PERMANENTLY, headers={"Location": f"/{quote(name)}/"})
            file /= "index.html"
        elif path.endswith("/"):
            return _not_found(site)
        data = files.read(file)
    except (PathError, OSError, ValueError):
        return _not_found(site)
    if data is None:
        return _not_found(site)
    return _page(data) if file.suffix == ".html" else Answer(HTTPStatus.OK, data, _kind(file.name))


def _not_found(site: Path) -> Answer:
    try:
        page = files.read(site / "404.html")
    except (PathError, OSError):
        page = None
    return _page(page or b"<!DOCTYPE html><title>404</title><body><p>404</p></body>", HTTPStatus.NOT_FOUND)


def _page(page: bytes, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page, with the script that reloads it after a build."""
    return Answer(status, page.replace(b"</body>", _TAG, 1), "text/html; charset=utf-8")


def _kind(name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind


def _ranged(answer: Answer, asked: str) -> Answer:
    """The part of an answer that is asked for; all of it for what is no range of bytes (RFC 9110, 14.2)."""
    match, size = _RANGE.fullmatch(asked.strip()), len(answer.data)
    if answer.status != HTTPStatus.OK or not match or match.groups() == ("", ""):
        return answer
    first, last = match[1][:18], match[2][:18]
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        if first and last and int(last) < int(first):
            return answer
        headers = {"Content-Range": f"bytes */{size}"}
        return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    headers = {"Content-Range": f"bytes {start}-{end}/{size}"}
    return Answer(HTTPStatus.PARTIAL_CONTENT, answer.data[start : end + 1], answer.kind, headers)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    timeout: ClassVar[float | None] = _SECONDS

    def handle(self) -> None:
        end = threading.Timer(_LONGEST, self._hang_up)
        end.daemon = True
        end.start()
        try:
            super().handle()
        finally:
            end.cancel()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(SHUT_RDWR)

    def do_GET(self) -> None:
        answer = self._answer()
        self._send_head(answer)
        self.wfile.write(answer.data)

    def do_HEAD(self) -> None:
        self._send_head(self._answer())

    def _answer(self) -> Answer:
        whole = "If-Range" in self.headers  # no file here has a tag that could match
        asked = "" if whole else self.headers.get("Range", "")
        assert isinstance(self.server, Server)
        return respond(self.server.site, self.server.state, self.path, self.headers.get("Host", ""), asked)

    def _send_head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""


class Server(http.server.ThreadingHTTPServer):
    """Serves the folder `site` on this computer only, to a limited number of connections at once."""

    daemon_threads = True

    def __init__(self, site: Path, state: State, port: int) -> None:
        self.site = site
        self.state = state
        self._free = threading.BoundedSemaphore(_MOST)
        super().__init__((HOST, port), Handler)

    def process_request(self, request: _Request, client_address: object) -> None:
        if self._free.acquire(timeout=_SECONDS):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: _Request, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: _Request, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no error."""
