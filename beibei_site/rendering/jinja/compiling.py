"""How templates become code: with their words translated, and each only once."""

from __future__ import annotations

import marshal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from beibei_site.content.cache import Remember, digest, program_digest
from beibei_site.content.disk.compiled import keep_compiled, read_compiled
from beibei_site.content.store import shipped

_CALL = ("name", "lparen", "string", "rparen")  # the tokens of `_('…')`
_COMPILED: dict[str, bytes] = {}  # in this process: whoever previews an archive builds it again and again


class CompilingEnvironment(Environment):
    """Compiles a template that neither this process nor an earlier one has compiled.

    The code of the program's own templates is kept beside that of its modules, that of an archive's own by
    `remember`: it is run, so this must be the cache, which knows its own values from what others may have
    planted. `dialect` tells two environments apart that make different code of the same template.
    """

    remember: Remember
    dialect: str

    def compile(  # type: ignore[override]
        self, source: str, name: str | None = None, filename: str | None = None, **_: object
    ) -> CodeType:
        """As Jinja2 does, for text."""
        key = digest(source, name or "", filename or "", self.dialect, jinja2.__version__, sys.version)
        made = partial(super().compile, source, name, filename)
        is_shipped = Path(filename or "").parent == shipped("templates").resolve()
        keep = partial(_keep, name or "", self.dialect) if is_shipped else self.remember
        data = keep("template", key, bytes, lambda: _COMPILED.get(key) or marshal.dumps(made()))
        _COMPILED[key] = data
        code: CodeType = marshal.loads(data)
        return code


def _keep(
    name: str, dialect: str, kind: str, key: str, shape: type[bytes], compute: Callable[[], bytes]
) -> bytes:
    """As `remember`, for templates of the program."""
    place, full = f"{kind}{digest(name, dialect)[:16]}", digest(program_digest(), key)
    known = read_compiled(place, full)
    if known is None:
        known = compute()
        keep_compiled(place, full, known)
    return known


def compiled_words(translate: Callable[[str], str]) -> type[Extension]:
    """An extension that translates when a template is compiled, not once a page: it replaces `_('…')` by the
    constant `('…'|safe)`, with the message as `translate` has it.

    What has arguments is left to the calls of `jinja2.ext.i18n`, as newstyle gettext; a constant is what
    such a call gives without arguments.
    """

    class CompiledWords(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            ahead: deque[Token] = deque()
            for token in stream:
                ahead.append(token)
                if tuple(t.type for t in ahead) == _CALL and ahead[0].value == "_":
                    yield from _constant(translate(ahead[2].value) % {}, ahead[0].lineno)
                    ahead.clear()
                elif len(ahead) == len(_CALL):
                    yield ahead.popleft()
            yield from ahead

    return CompiledWords


def _constant(text: str, line: int) -> Iterator[Token]:
    for kind, value in (("lparen", "("), ("string", text), ("pipe", "|"), ("name", "safe"), ("rparen", ")")):
        yield Token(line, kind, value)
