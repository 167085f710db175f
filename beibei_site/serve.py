"""`beibei-site serve`: the site at a local address, rebuilt when a file is saved, reloaded in the browser.

For people editing an archive; the public site needs no server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch
from watchfiles.main import FileChange

from beibei_site.commands import pipeline
from beibei_site.commands.pipeline import Built
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError, with_remedy
from beibei_site.preview import HOST, Server, State

_NOT_SAVED = (*DefaultFilter.ignore_entity_patterns, r"^\..*\.new$", r"^\.changes\.json$")  # by a person


def serve(folders: Folders, port: int, say: Callable[[str], None], show: Callable[[Built], object]) -> None:
    """Build the site and serve it on 127.0.0.1 until interrupted, building again after every saved file.

    `show` is called after every build. A build that fails is reported, here and in the browser; the last good
    site stays, and the next saved file is built. Raises SetupError if the port is taken.
    """
    state = State()
    try:
        server = Server(folders.output, state, port)
    except OSError as error:
        raise SetupError(f"port {port}: {error.strerror}", remedy="Give another one with --port.") from None
    watching = _watch(folders)
    next(watching, None)  # from now on
    _build(folders, state, say, show)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://{HOST}:{server.server_address[1]}/  (Ctrl-C ends it)")
    try:
        for changes in watching:
            if changes:
                _rebuild(folders, sorted(path for _, path in changes), state, say, show)
    finally:
        server.shutdown()


def _watch(folders: Folders) -> Iterator[set[FileChange]]:
    """Yields the files saved since the last round, including those saved during a build; often none. A folder
    that was made, removed or exchanged since is one of them, said as soon as the folders are watched anew."""
    folders.content.mkdir(parents=True, exist_ok=True)
    watched, untold = _there(folders), set[FileChange]()
    while True:
        for changes in watch(
            *watched,
            watch_filter=DefaultFilter(ignore_entity_patterns=_NOT_SAVED),
            step=50,
            debounce=200,
            rust_timeout=200,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            untold |= changes
            if (there := _there(folders)) != watched:
                untold |= {(Change.modified, str(path)) for path, _ in there.items() ^ watched.items()}
                watched = there
                break
            yield untold
            untold = set()
        else:
            return


def _there(folders: Folders) -> dict[Path, int]:
    """The folders that a person edits, as far as they are there, each with its inode."""
    own = (folders.root / "templates", folders.root / "static")
    return {p: p.stat().st_ino for p in (folders.seeds, folders.content, *own) if p.is_dir()}


def _rebuild(
    folders: Folders,
    changed: list[str],
    state: State,
    say: Callable[[str], None],
    show: Callable[[Built], object],
) -> None:
    before = (state.failure, state.problems)
    built = _build(folders, state, say, show)
    written = built.published.written if built else 0
    if written or (built and built.published.deleted) or before != (state.failure, state.problems):
        state.version += 1
    if built and (written or built.published.deleted):
        say(f"rebuilt after {Path(changed[0]).name}: {written} files written")


def _build(
    folders: Folders, state: State, say: Callable[[str], None], show: Callable[[Built], object]
) -> Built | None:
    """Build the site; whatever happens, the server goes on, and tells."""
    try:
        built = pipeline.build(folders, wait=True)
    except Exception as error:
        state.failure = str(error) if isinstance(error, SetupError) else f"{type(error).__name__}: {error}"
        say(f"not rebuilt: {state.failure}")
        return None
    state.failure = ""
    state.problems = tuple(with_remedy(p.message, p.remedy) for p in built.problems if p.severity == "error")
    show(built)
    return built
