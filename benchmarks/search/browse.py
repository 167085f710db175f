"""A static host that compresses like real ones and counts what it sends, and a browser that searches."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page

_PACKED = (".html", ".js", ".css", ".svg", ".json")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}


@dataclass(slots=True)
class Host:
    """An address, and the paths and bytes sent since `sent` was last cleared."""

    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, sent: list[tuple[str, int]], **options: Any) -> None:
        self._sent = sent
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = path.suffix in _PACKED
        data = gzip.compress(data, 6) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self._sent.append((self.path, len(data)))
        with suppress(ConnectionError):  # the browser has left the page
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are counted, not logged."""


@contextmanager
def host(folder: Path) -> Iterator[Host]:
    """Serves `folder` on this machine."""
    sent: list[tuple[str, int]] = []
    handler = functools.partial(_Handler, directory=str(folder), sent=sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Host(f"http://127.0.0.1:{server.server_address[1]}", sent)
        finally:
            server.shutdown()


@dataclass(frozen=True, slots=True)
class Visit:
    """The cost of a first search and the next one.

    `list_bytes`: engine and index, all that is needed to know the hits and their order. `bytes` and
    `requests`: everything until ten hits are shown, including the page itself and its style sheet.
    `next_bytes`: a second query with ten hits shown. `later_bytes`: what is loaded after the hits, the facet
    counts.
    """

    list_bytes: int
    bytes: int
    requests: int
    seconds: float
    next_bytes: int
    later_bytes: int


def visit(browser: Browser, at: Host, page_path: str, query: str, following: str, *, slow: bool) -> Visit:
    """Open the search page with `query` in its address and an empty cache, then search again."""
    context = browser.new_context()
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
    at.sent.clear()
    started = time.perf_counter()
    page.goto(f"{at.address}/{page_path}#q={quote(query)}", wait_until="commit")
    page.wait_for_selector("#hits li", timeout=120_000)
    seconds = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    first = [entry for entry in at.sent if "icon" not in entry[0]]
    at.sent.clear()
    _again(page, following)
    page.wait_for_load_state("networkidle")
    second = list(at.sent)
    context.close()
    shown = [entry for entry in first if not _is_later(entry[0])]
    return Visit(
        list_bytes=_sum(entry for entry in shown if _is_list(entry[0])),
        bytes=_sum(shown),
        requests=len(shown),
        seconds=seconds,
        next_bytes=_sum(entry for entry in second if not _is_later(entry[0])),
        later_bytes=_sum(entry for entry in first if _is_later(entry[0])),
    )


def _sum(sent: Iterable[tuple[str, int]]) -> int:
    return sum(size for _, size in sent)


def _is_later(path: str) -> bool:
    """Whether a file is a column."""
    return bool(re.search(r"/search/(c/|[0-9a-f]{12}/[a-z]+\.js)", path))


def _is_list(path: str) -> bool:
    """Whether a file belongs to the engine or the index, not to the page, its style or the hits shown."""
    ours = re.search(r"/search/([0-9a-f]{12}/[itxc]/|manifest\.js)|/search\.js$", path)
    return bool(ours) or ("/pagefind/" in path and "/fragment/" not in path)


def _again(page: Page, query: str) -> None:
    if page.locator("#q").count():
        page.fill("#q", query)
        page.wait_for_timeout(400)
        page.wait_for_load_state("networkidle")
    else:
        page.evaluate("query => find(query)", query)
