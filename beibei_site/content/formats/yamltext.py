"""YAML as this program reads and writes it: errors that name file and line, one stable way to print."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
import yaml

from beibei_site.content.formats.mistakes import MISSING, FieldError, Step, explain
from beibei_site.domain import dates
from beibei_site.domain.problems import SetupError, require_none
from beibei_site.domain.spans import Span
from beibei_site.domain.text import NO_TEXT

try:
    from yaml import CSafeDumper as SafeDumper
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: slower, the same text
    from yaml import SafeDumper, SafeLoader  # type: ignore[assignment]

T = TypeVar("T")
_ANY = "..."  # msgspec's name for some key of a mapping
_DEEPEST = 20  # levels of lists and mappings
_LARGEST = 10**18  # a number; what is longer is a name made of digits
_LAST_LINE = 1_000_000  # of a page
WIDE_COLON = re.compile(r"[ \t\u3000]*(?:- )?[\w-]+[ \t]*：")
NARROW = "Write ':' and a blank instead."
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError)  # of PyYAML's constructors


class _Twice(yaml.MarkedYAMLError):
    """A key that stands twice in one mapping: YAML forbids it, and PyYAML would keep the last."""


class _Loader(SafeLoader):
    """Dates stay text: `dates` reads them, and says what is wrong with 2020-13-02. No key stands twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the base class has it
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: dict[str, yaml.Mark] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise _Twice(key.value, seen[key.value], None, key.start_mark)
                seen[key.value] = key.start_mark
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep)
        except _UNREADABLE:  # !!int x, a number of 10,000 digits
            shown = node.value[:20] if isinstance(node.value, str) else node.tag
            raise yaml.MarkedYAMLError(
                problem=f"'{shown}' has no value", problem_mark=node.start_mark
            ) from None


def parse_mapping(text: str, file: str, first_line: int = 1) -> dict[str, object]:
    """The YAML mapping in `text`, which begins at `first_line` of `file`.

    Raises SetupError, with the line, if it is not YAML or not a mapping, or if it holds what no value here
    may be: an alias, an endless number, deep nesting.
    """
    try:
        if "&" in text or "*" in text:
            _refuse_aliases(text)
        value = yaml.load(text, Loader=_Loader)
    except _Twice as error:
        assert error.context_mark and error.problem_mark
        first, second = (first_line + mark.line for mark in (error.context_mark, error.problem_mark))
        message = f"{error.context}: this key stands in line {first} already"
        raise SetupError(message, file=file, line=second, remedy="Keep one of the two.") from None
    except yaml.MarkedYAMLError as error:
        raise _located_error(error, text, file, first_line) from None
    except RecursionError:
        raise SetupError("not valid YAML: nested too deeply", file=file, line=first_line) from None
    except (yaml.reader.ReaderError, UnicodeError):
        found = NO_TEXT.search(text)
        at, sign = (found.start(), ord(found[0])) if found else (0, 0)
        message = f"not valid YAML: U+{sign:04X} is no character of a text"
        line = first_line + text.count("\n", 0, at)
        raise SetupError(message, file=file, line=line, remedy="Take it out.") from None
    except yaml.YAMLError as error:
        raise SetupError(f"not valid YAML: {error}", file=file, line=first_line) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = "expected lines of the form 'key: value' here"
        remedy = NARROW if WIDE_COLON.match(text) else ""
        raise SetupError(message, file=file, line=first_line, remedy=remedy)
    for fault in _faults(value):
        raise located(fault, text, file, first_line)
    return {str(key): item for key, item in value.items()}


def _located_error(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> SetupError:
    """What breaks the YAML, with its line. Of the last two lines read, one with a wide colon is to blame:
    YAML notices only in the next one that no key ended there."""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    rows = text.split("\n")[: line + 1]
    for at in range(max(line - 1, 0), len(rows)):
        if WIDE_COLON.match(rows[at]):
            message = "not valid YAML: a full-width colon '：' ends no key"
            return SetupError(message, file=file, line=first_line + at, remedy=NARROW)
    message = f"not valid YAML: {error.problem or error.context}"
    remedy = "Quote text that contains ': ' or '#', and indent with spaces."
    if rows[-1].lstrip(" ").startswith("\t"):
        message, remedy = "not valid YAML: a tab", "Indent with spaces."
    return SetupError(message, file=file, line=first_line + line if mark else None, remedy=remedy)


def _refuse_aliases(text: str) -> None:
    """Raises MarkedYAMLError for the first anchor or alias: a few lines of them stand for gigabytes."""
    for event in yaml.parse(text, Loader=SafeLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            problem = f"'{sign}{event.anchor}': anchors and aliases are not understood here"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _faults(value: object, *keys: Step) -> Iterator[FieldError]:
    """What no value of a file may be, wherever it stands."""
    match value:
        case str():
            if found := NO_TEXT.search(value):
                yield FieldError(
                    f"U+{ord(found[0]):04X} is no character of a text", *keys, remedy="Take it out."
                )
        case bool() | None:
            pass
        case int() | float():
            if not -_LARGEST < value < _LARGEST:  # NaN neither
                yield FieldError("is no number that can be used", *keys, remedy="Quote it if it is a name.")
        case list() | dict() if len(keys) >= _DEEPEST:
            yield FieldError(f"more than {_DEEPEST} lists inside one another", *keys)
        case list():
            for at, item in enumerate(value):
                yield from _faults(item, *keys, at)
        case dict():
            for key, item in value.items():
                yield from _faults(str(key), *keys)
                yield from _faults(item, *keys, str(key))
        case _:
            yield FieldError("values marked with !! are not understood here", *keys)


def convert(value: object, shape: type[T], text: str, file: str, first_line: int = 1, key: str = "") -> T:
    """`value`, which stands under `key` in `text` (empty: it is all of it), as the msgspec type `shape`.

    Raises SetupError that names the key and its line, with all other keys that are wrong.
    """
    errors: list[SetupError] = []
    while True:
        try:
            found = msgspec.convert(value, shape, strict=True)
        except msgspec.ValidationError as error:
            wrong = explain(error, shape)
        else:
            require_none(errors)
            return found
        if not errors or not str(wrong).endswith(MISSING):  # it may be the one that was just taken out
            keys = (key, *wrong.keys) if key else wrong.keys
            fault = FieldError(str(wrong), *keys, remedy=wrong.remedy)
            errors.append(located(fault, text, file, first_line))
        value = _without(value, *wrong.keys)
        if value is None:
            require_none(errors)


def _without(value: object, *keys: Step) -> dict[object, object] | None:
    """A mapping without what stands under `keys`, or without the list in which it stands; None if it is not
    there."""
    if not isinstance(value, dict) or not keys or keys[0] not in value:
        return None
    within = _without(value[keys[0]], *keys[1:])
    others = {key: item for key, item in value.items() if key != keys[0]}
    return others if within is None else {**others, keys[0]: within}


def located(error: FieldError, text: str, file: str, first_line: int = 1) -> SetupError:
    """A value that cannot be used, with its line in `text`, which begins at `first_line` of `file`."""
    name = ".".join(key for key in error.keys if isinstance(key, str) and key != _ANY)
    line = first_line - 1 + line_at(text, *error.keys)
    return SetupError(f"{name}: {error}" if name else str(error), file=file, line=line, remedy=error.remedy)


def line_at(text: str, *keys: str | int) -> int:
    """The line of what stands under `keys` (names, places in a list) in YAML `text`, as far as they lead.

    Of a file with front matter only that is looked at.
    """
    try:
        node = next(yaml.compose_all(text, Loader=_Loader))
    except (yaml.YAMLError, StopIteration):
        return 1
    line = node.start_mark.line
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = [(k.start_mark.line, v) for k, v in node.value if k.value == key]
        else:
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            found = [(v.start_mark.line, v) for at, v in enumerate(items) if at == key]
        if not found:
            break
        line, node = found[-1]
    return int(line) + 1


def lines_of(text: str, key: str) -> tuple[int, int] | None:
    """The lines of a key and its value in the YAML mapping `text`, counted from 0, the last one excluded;
    None if it is not there."""
    node = next(yaml.compose_all(text, Loader=_Loader))
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            end = value.end_mark
            return name.start_mark.line, max(end.line + (end.column > 0), name.start_mark.line + 1)
    return None


class _Dumper(SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(mapping: Mapping[str, object]) -> str:
    """`mapping` as YAML: given order, Chinese as it is, innermost lists on one line."""
    return yaml.dump(
        dict(mapping),
        Dumper=_Dumper,
        width=10_000,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
    )


def to_lines(spans: Iterable[Span]) -> list[int | str]:
    """Spans of one file as YAML scalars: 7 or '7-9'."""
    return [s.first if s.first == s.last else str(s) for s in spans]


def from_lines(values: Iterable[int | str], file: str, *keys: Step) -> tuple[Span, ...]:
    """The opposite of `to_lines`; raises FieldError with the offending text, which stands under `keys`."""
    spans = []
    for at, value in enumerate(values):
        match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", str(value).strip(), re.ASCII)
        if not match or not 1 <= int(match[1]) <= int(match[2] or match[1]) <= _LAST_LINE:
            raise FieldError(f"'{value}' is not a line number or a range such as 7-9", *keys, at)
        spans.append(Span(file, int(match[1]), int(match[2] or match[1])))
    if sum(span.last - span.first for span in spans) > _LAST_LINE:  # each of them is looked at
        raise FieldError("more lines than any page has", *keys)
    return tuple(spans)


def to_text(value: object) -> str | None:
    """A scalar as text: a page number that was written without quotes, a day; None for nothing."""
    return None if value is None or value == "" else str(value)


def from_date(mapping: Mapping[str, object], key: str, text: str, file: str, first_line: int = 1) -> str:
    """The EDTF date under `key` of a `mapping` that was read from `text`; raises SetupError with the line."""
    try:
        return dates.normalise_edtf(mapping.get(key))
    except ValueError as error:
        line = first_line - 1 + line_at(text, key)
        raise SetupError(f"{key}: {error}", file=file, line=line) from None


def to_date(value: str) -> datetime.date | int | str | None:
    """A date as YAML prints it without quotes: a day, EDTF such as `2020-04`, the year as a number, or
    null."""
    if not value:
        return None
    if value.isdigit():
        return int(value)
    return datetime.date.fromisoformat(value) if dates.is_day(value) else value
