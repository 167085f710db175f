"""Style sheets, icons and scripts → the files below `assets/`, without comments and blanks.

A browser runs only classic scripts from file://. So what is written as modules is published joined: each of
`SCRIPTS` is its module together with all that this imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path, PurePosixPath
from posixpath import normpath

import rcssmin
import rjsmin

from beibei_site.content.output import OutputFile
from beibei_site.rendering.urls import ASSETS

_MODULES = ("article", "passages", "search", "beside", "around", "others", "answers")
SCRIPTS = {f"{name}.js": f"{name}.mjs" for name in _MODULES}  # a script → its module
_SHORTEN = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}
_IMPORT = re.compile(r"^import \{[^}]*\} from '(\.[^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |let )", re.MULTILINE)


def static_files(folders: tuple[Path, ...], refused: Set[Path]) -> Iterator[OutputFile]:
    """The files of all `folders`, the first that holds a file wins; `refused` ones do not count."""
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        plain = (p for p in folder.rglob("*") if p not in refused and p.is_file())
        found |= {p.relative_to(folder).as_posix(): p.read_bytes() for p in plain}
    entries = {script: entry for script, entry in SCRIPTS.items() if entry in found}
    parts = {script: tuple(order_modules(entry, found)) for script, entry in entries.items()}
    joined = {script: join_modules(found[name] for name in names) for script, names in parts.items()}
    for name, data in sorted((joined | found).items()):
        if not any(name in names for names in parts.values()):
            shorten = _SHORTEN.get(PurePosixPath(name).suffix, bytes)
            yield OutputFile(f"{ASSETS}/{name}", shorten(data))


def order_modules(entry: str, files: Mapping[str, bytes], seen: Set[str] = frozenset()) -> Iterator[str]:
    """The module `entry` and all that it imports, each once and after what it imports itself."""
    known = {*seen, entry}
    for other in _IMPORT.findall(_text(files[entry])):
        name = normpath(PurePosixPath(entry).parent / other)
        if name in files and name not in known:
            for needed in order_modules(name, files, known):
                known.add(needed)
                yield needed
    yield entry


def join_modules(modules: Iterable[bytes]) -> bytes:
    """One classic script of modules in this order. They share a scope: names are exported and imported as
    they are, and no two modules declare the same."""
    bodies = (_EXPORT.sub("", _IMPORT.sub("", _text(module))) for module in modules)
    return f"(() => {{\n'use strict';\n{''.join(bodies)}}})();\n".encode(errors="surrogateescape")


def _text(module: bytes) -> str:
    return module.decode(errors="surrogateescape")  # of an archive's own, in whatever encoding
