"""Ways to damage a file at random: its text, the values in its YAML, its bytes, what a package holds."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml

SIGNS = (
    *"] } ' \" \\ \0 \x01 \x85 \u2028 \ufeff \ufffe \U0010ffff # | > % @ ` \t \r 〔 〕 ( ~".split(" "),
    *"&a *a <<: !!int !!binary .nan .inf 1e999 0x --- null true 2020-13-45 1-999999999 NOT AND".split(),
    *"[^1] ]( ![ javascript: <script> &#0; &#xFFFFF; \"\\uD800\" '' {} []".split(),
    *("[" * 30, "{" * 30, "- " * 30, "9" * 5000, "../" * 9, "字" * 3000, "a" * 3000, ": ", "\n\n", "---\n"),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**17, 10**400, 0.5, -1e300, float("nan"), float("inf")),
    *(
        "",
        " ",
        "a",
        "../a",
        "a/b",
        "2020-05",
        "2020-02-30",
        "9999-12-31/..",
        "1-3",
        "3-1",
        "北碚",
        "null",
        b"\xff",
    ),
    *([], {}, [None], [[]], [""], {"": ""}, {"from": 1}, {"to": 0}, {"name": "a", "role": "b"}, ["a", "a"]),
)
_STREWN = (1, 1, 2, 3, 6)  # changes at once


def damaged(text: str, chance: random.Random) -> str:
    """`text` with one to six random changes: cut, doubled, reversed, or with something odd put in."""
    for _ in range(chance.choice(_STREWN)):
        first, last = sorted(chance.choices(range(len(text) + 1), k=2))
        last = min(last, first + chance.choice((1, 3, 20, 200)))
        part = text[first:last]
        new = chance.choice(("", part * 2, part[::-1], chance.choice(SIGNS), chance.choice(SIGNS) + part))
        text = text[:first] + new + text[last:]
    return text


def damaged_yaml(text: str, chance: random.Random) -> str:
    """The YAML `text`: half the time damaged as a text, else still YAML, in which other values stand."""
    if chance.random() < 0.5:
        return damaged(text, chance)
    value = _loaded(text)
    for _ in range(chance.choice(_STREWN)):
        value = _altered(value, chance)
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


@cache
def _loaded(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)  # not changed by anybody


def damaged_article(text: str, chance: random.Random) -> str:
    """Markdown with its front matter: the text of the whole damaged, or only what one of the two says."""
    if chance.random() < 0.3:
        return damaged(text, chance)
    _, head, body = text.split("---\n", 2)
    if chance.random() < 0.3:
        return f"---\n{head}---\n{damaged(body, chance)}"
    return f"---\n{damaged_yaml(head, chance)}---\n{body}"


def _altered(value: Any, chance: random.Random) -> Any:
    """`value` with one change somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.2:
            new = chance.choice((damaged(str(key), chance), chance.choice(list(value)), None, 5, ""))
            return {new if k == key else k: v for k, v in value.items()}
        return {k: _altered(v, chance) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [
            *value[:at],
            *chance.choice(([], [_altered(value[at], chance)], [value[at]] * 2)),
            *value[at + 1 :],
        ]
    if isinstance(value, str) and chance.random() < 0.4:
        return damaged(value, chance)
    return chance.choice((chance.choice(_VALUES), [value], {"a": value}, str(value)))


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    """`data` with up to 300 of its bytes replaced, added or taken away."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30, 300))):
        at = chance.randrange(len(made)) if made else 0
        made[at : at + chance.choice((1, 1, 1, 8))] = chance.randbytes(chance.choice((0, 1, 1, 4)))
    return bytes(made)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """A zip file: half the time its bytes damaged, else the text of one of its files, or that file gone."""
    if chance.random() < 0.5:
        return damaged_bytes(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as other:
        broken = chance.choice(_weighted(package.namelist()))
        for part in package.infolist():
            held = package.read(part)
            if part.filename == broken:
                if chance.random() < 0.1:
                    continue
                held = damaged(held.decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
            other.writestr(part.filename, held)
    return made.getvalue()


def _weighted(names: Sequence[str]) -> list[str]:
    """The parts of a Word file, the one with its text as often as all others together."""
    return [*names, *["word/document.xml"] * len(names)] if "word/document.xml" in names else [*names]


def stretch(texts: Sequence[str], chance: random.Random) -> str:
    """Five to 60 lines that follow one another in one of the `texts`."""
    lines = chance.choice(texts).split("\n")
    first = chance.randrange(len(lines))
    return "\n".join(lines[first : first + chance.randint(5, 60)])
