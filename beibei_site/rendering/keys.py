"""What a rendered view depends on, as a digest: by it an unchanged view is known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from jinja2 import Environment

_NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


def digest(*parts: str) -> str:
    """The SHA-256 of `parts`, kept apart from each other."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode()
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()


class TemplateKeys:
    """For each template the digest of all that it is made of: itself and what it names."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            sources = dict(self._sources(name, set()))
            self._known[name] = digest(*(part for item in sorted(sources.items()) for part in item))
        return self._known[name]

    def _sources(self, name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
        if name in seen:
            return
        seen.add(name)
        loader = self._environment.loader
        assert loader is not None
        source = loader.get_source(self._environment, name)[0]
        yield name, source
        for other in _NAMED.findall(source):
            yield from self._sources(other, seen)
