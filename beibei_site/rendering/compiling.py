"""Words of the interface, translated when a template is compiled and not once a page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_CALL = ("name", "lparen", "string", "rparen")


def compiled_words(translate: Callable[[str], str]) -> type[Extension]:
    """An extension that replaces `_('…')` in a template by the constant `('…'|safe)`, with the message as
    `translate` has it.

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
