"""What is wrong with a value in a file, in words for its editor, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from msgspec import Meta, inspect

T = TypeVar("T")
V = TypeVar("V")
Step = str | int  # a key, or a place in a list
_CLOSE = 0.8  # of two words, by difflib's ratio: kiker and kicker have 0.91, titel and title 0.8
_NAMES = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false",
          "array": "a list [a, b]", "object": "key: value pairs", "null": "nothing"}  # fmt: skip
_BOUNDS = {">=": "that is at least", "<=": "that is at most", ">": "over", "<": "under"}
_LENGTH = 300
_FULL, _ONE = r"\S", r"^\s*[^\s，、；][^，、；]*$"
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"  # zh-CN, zh-Hant, en
Name = Annotated[str, Meta(pattern=_FULL, max_length=_LENGTH)]  # not blank, and no whole text
OneName = Annotated[str, Meta(pattern=_ONE, max_length=_LENGTH)]  # YAML takes [张伟，周旭] for one
_SHAPES = {
    re.escape(f"text matching regex {_FULL!r}"): "text that is not empty",
    re.escape(f"text matching regex {_ONE!r}"): "one name; write several as [a, b], with ', ' between them",
    re.escape(f"text matching regex {LANGUAGE_TAG!r}"): "the tag of a language, such as zh-CN, zh-Hant or en",
    r"text of length <= (\d+)": r"at most \1 characters",
}
_QUOTE = re.compile(r"Expected `str.*got `(?:int|float|bool)`")  # 1984, yes
_PATH = re.compile(r"\.([^.\[]+)|\[([^\]]*)\]")

MISSING = "is missing"
WEB_ADDRESS = "Write it whole, such as https://example.org/."


class FieldError(ValueError):
    """A value that cannot be used, the keys under which it stands in its file, and what to write instead."""

    def __init__(self, message: str, *keys: Step, remedy: str = "") -> None:
        super().__init__(message)
        self.keys = keys
        self.remedy = remedy


def read_field(read: Callable[[V], T], value: V, *keys: Step) -> T:
    """`read(value)`, of what stands under `keys`; raises FieldError where `read` raises ValueError."""
    try:
        return read(value)
    except ValueError as error:
        raise FieldError(str(error), *keys) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` for which `word` may be a slip; empty if none is near.

    >>> nearest("kiker", ["kind", "kicker"]), nearest("Nmae", ["name"]), nearest("archivist", ["title"])
    ('kicker', 'name', '')
    """
    folded, known = word.casefold(), list(known)
    turned = (other for other in known if sorted(other) == sorted(folded))
    return next(chain(get_close_matches(folded, known, 1, _CLOSE), turned), "")


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole address of the web.

    >>> [is_web_address(text) for text in ("https://example.org/a/", "example.org", "https://")]
    [True, False, False]
    """
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        return is_whole and not re.search(r"\s", text)
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False


def instead(word: str, known: Iterable[str]) -> str:
    """What to write for `word`, which is none of `known`, as a sentence; empty if none is near."""
    near = nearest(word, known)
    return f"Write '{near}'." if near else ""


def explain(error: Exception, shape: type) -> FieldError:
    """What an error of msgspec about a value of the type `shape` means."""
    what, _, path = str(error).replace(" - at `key` in `$", " - at `$").partition(" - at `$")
    keys = tuple(int(at) if at.isdecimal() else key or at for key, at in _PATH.findall(path.strip("`")))
    kinds = list(_inside(inspect.type_info(shape), keys))
    values = [str(v) for k in kinds if isinstance(k, inspect.LiteralType) for v in k.values]
    if match := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.S):
        known = [f.encode_name for k in kinds if isinstance(k, inspect.StructType) for f in k.fields]
        remedy = instead(match[1], known) or f"There are {', '.join(known)}."
        return FieldError("there is no such key", *keys, match[1], remedy=remedy)
    if match := re.fullmatch(r"Object missing required field `(.*)`", what, re.S):
        return FieldError(f"the key '{match[1]}' {MISSING}", *keys, remedy=f"Add a line '{match[1]}: …'.")
    if match := re.fullmatch(r"Invalid enum value '(.*)'", what, re.S):
        message = f"'{match[1]}' is none of {', '.join(values)}"
        return FieldError(message, *keys, remedy=instead(match[1], values))
    remedy = f"Write one of {', '.join(values)}." if values else "Put it in quotes."
    return FieldError(in_words(what), *keys, remedy=remedy if _QUOTE.match(what) else "")


def _inside(kind: inspect.Type, keys: tuple[Step, ...]) -> Iterator[inspect.Type]:
    """The types of what may stand under `keys` in a value of the type `kind`."""
    match kind:
        case inspect.UnionType():
            for one in kind.types:
                yield from _inside(one, keys)
        case _ if not keys:
            yield kind
        case inspect.StructType():
            for field in kind.fields:
                if field.encode_name == keys[0]:
                    yield from _inside(field.type, keys[1:])
        case inspect.ListType() | inspect.VarTupleType():
            yield from _inside(kind.item_type, keys[1:])
        case inspect.DictType():
            yield from _inside(kind.value_type, keys[1:])


def in_words(message: str) -> str:
    """msgspec's names of types in words that an editor knows.

    >>> in_words("Expected `int | null`, got `str`")
    'expected a whole number or nothing, got text'
    >>> in_words("Expected `float` <= 1.0")
    'expected a number that is at most 1.0'
    >>> in_words(r"Expected `str` matching regex '\\\\S'"), in_words("Expected `str` of length <= 300")
    ('expected text that is not empty', 'expected at most 300 characters')
    """

    def name(match: re.Match[str]) -> str:
        parts = match[1].split(" | ")
        return " or ".join(_NAMES[p] for p in parts) if _NAMES.keys() >= set(parts) else match[0]

    message = re.sub(r"`([a-z]+(?: \| [a-z]+)*)`", name, message).replace("Expected", "expected")
    for pattern, words in _SHAPES.items():
        message = re.sub(pattern, words, message)
    return re.sub(r" (>=|<=|>|<) ", lambda match: f" {_BOUNDS[match[1]]} ", message)
