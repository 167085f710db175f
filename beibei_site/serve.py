"""`beibei-site serve`: the site at a local address, rebuilt when a file is saved, reloaded in the browser.

For people editing an archive; the public site needs no server.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch
from watchfiles.main import FileChange

from beibei_site.commands import pipeline
from beibei_site.commands.pipeline import Built
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
_NOWHERE = ".nowhere"
_NOT_SAVED = (*DefaultFilter.ignore_entity_patterns, r"^\..*\.new$", r"^\.changes\.json$")  # by a person
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

    def translate_path(self, path: str) -> str:
        """The file of an address; one that a link leads out of the site to is not there."""
        found, site = super().translate_path(path), Path(self.directory).resolve()
        return found if Path(found).resolve().is_relative_to(site) else str(site / _NOWHERE)

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

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""


def serve(folders: Folders, port: int, say: Callable[[str], None], show: Callable[[Built], object]) -> None:
    """Build the site and serve it on 127.0.0.1 until interrupted, building again after every saved file.

    `show` is called after every build. A mistake in a file is reported and the last good site stays. Raises
    SetupError if the port is taken, or if the first build does.
    """
    state = _State()
    handler = functools.partial(_Handler, directory=str(folders.output), state=state)
    try:
        httpd = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise SetupError(f"port {port}: {error.strerror}", remedy="Give another one with --port.") from None
    watching = _watch(folders)
    show(pipeline.build(folders, wait=True))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{httpd.server_address[1]}/  (Ctrl-C ends it)")
    try:
        for changes in watching:
            if changes:
                _rebuild(folders, sorted(path for _, path in changes), state, say, show)
    finally:
        httpd.shutdown()


def _watch(folders: Folders) -> Iterator[set[FileChange]]:
    """Yields the files saved since the last round, including those saved during a build; often none."""
    folders.content.mkdir(parents=True, exist_ok=True)
    own = (folders.root / "templates", folders.root / "static")
    watched = (p for p in (folders.seeds, folders.content, *own) if p.is_dir())
    found = watch(
        *watched,
        watch_filter=DefaultFilter(ignore_entity_patterns=_NOT_SAVED),
        step=50,
        debounce=200,
        rust_timeout=200,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    next(found, None)
    return found


def _rebuild(
    folders: Folders,
    changed: list[str],
    state: _State,
    say: Callable[[str], None],
    show: Callable[[Built], object],
) -> None:
    try:
        built = pipeline.build(folders, wait=True)
    except SetupError as error:
        say(f"not rebuilt: {error}")
        return
    show(built)
    if built.published.written or built.published.deleted:
        state.version += 1
        say(f"rebuilt after {Path(changed[0]).name}: {built.published.written} files written")
