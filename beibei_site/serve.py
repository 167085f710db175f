"""`beibei-site serve`: the site at a local address, rebuilt when a file is saved, reloaded in the browser.

For the one who works on an archive; the public site needs no server.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchfiles import watch

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError

_SCRIPT = """\
let known = null;
setInterval(async () => {
  try {
    const version = await (await fetch('/_version', {cache: 'no-store'})).text();
    if (known !== null && known !== version) location.reload();
    known = version;
  } catch (error) { /* the server is gone; the page stays */ }
}, 300);
"""
_TAG = b'<script src="/_reload.js"></script></body>'


class _State:
    """How often the site has been rebuilt since the server began."""

    def __init__(self) -> None:
        self.version = 0


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site, with one script added to every page that reloads it after a rebuild."""

    def __init__(self, *args: Any, state: _State, **options: Any) -> None:
        self._state = state
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/_version":
            self._answer(str(self._state.version).encode(), "text/plain")
        elif path == "/_reload.js":
            self._answer(_SCRIPT.encode(), "text/javascript")
        elif path.endswith(("/", ".html")) and (page := self._page(path)) is not None:
            self._answer(page.replace(b"</body>", _TAG, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _page(self, path: str) -> bytes | None:
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        return file.read_bytes() if file.is_file() else None

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not worth a line."""


def serve(folders: Folders, port: int, say: Callable[[str], None]) -> None:
    """Serve `folders.output` on 127.0.0.1 until interrupted, rebuilding after every saved file.

    A mistake in a file is said and the last good site stays. Raises SetupError if the port is taken.
    """
    state = _State()
    handler = functools.partial(_Handler, directory=str(folders.output), state=state)
    try:
        httpd = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise SetupError(f"port {port}: {error.strerror}", remedy="Give another one with --port.") from None
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{httpd.server_address[1]}/  (Ctrl-C ends it)")
    try:
        for changes in watch(*_watched(folders), step=50, debounce=200, raise_interrupt=False):
            _rebuild(folders, sorted(path for _, path in changes), state, say)
    finally:
        httpd.shutdown()


def _watched(folders: Folders) -> Iterable[Path]:
    own = (folders.root / "templates", folders.root / "static")
    return [p for p in (folders.seeds, folders.content, *own) if p.is_dir()]


def _rebuild(folders: Folders, changed: list[str], state: _State, say: Callable[[str], None]) -> None:
    try:
        built = pipeline.build(folders)
    except SetupError as error:
        say(f"not rebuilt: {error}")
        return
    if built.published.written or built.published.deleted:
        state.version += 1
        say(f"rebuilt after {Path(changed[0]).name}: {built.published.written} files written")
