"""What can happen to a file, whatever kind it is, and what cannot stand in one kind."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.reliability.inputs.archive import PAGES, Case

CONTENT = (
    "content/articles/own.md",
    "content/pages/page.yml",
    "content/log.yml",
    *(f"content/{name}.yml" for name in ("site", "issues", "people", "topics", "places", "bodies")),
)
TEXTS = ("seeds/page.txt", "seeds/note.md")
BINARIES = ("seeds/web.html", "seeds/word.docx", "seeds/sheet.pdf", "seeds/packed.zip")
TEMPLATE, STATIC = "templates/about.html", "static/own.js"
Damage = Callable[[Path], object]
_SIGN = "渡".encode()
_MERGE = b"<<<<<<< HEAD\n%s\n=======\nname: x\n>>>>>>> theirs\n"


def edit(change: Callable[[bytes], bytes]) -> Damage:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def put(data: bytes) -> Damage:
    return lambda path: path.write_bytes(data)


def _instead(make: Callable[[Path], object]) -> Damage:
    def do(path: Path) -> None:
        path.unlink()
        make(path)

    return do


def _folder_with_a_file(path: Path) -> None:
    path.mkdir()
    (path / "x").write_text("x", "utf-8")


_PLACES: dict[str, Damage] = {  # what may lie where a file was
    "a folder in its place": _instead(_folder_with_a_file),
    "a dangling link": _instead(lambda p: p.symlink_to("nowhere")),
    "a link in a loop": _instead(lambda p: p.symlink_to(p.name)),
    "a link to a device": _instead(lambda p: p.symlink_to("/dev/zero")),
    "a link out of the archive": _instead(lambda p: p.symlink_to("/etc/passwd")),
    "a named pipe": _instead(os.mkfifo),
}
_BYTES: dict[str, Damage] = {  # what makes a text none
    "not UTF-8": edit(lambda d: d + b"\xff\xfe\n"),
    "cut in a character": edit(lambda d: _with_sign(d)[: _with_sign(d).index(_SIGN) + 1]),
    "UTF-16": edit(lambda d: d.decode().encode("utf-16")),
    "NUL": edit(lambda d: d[:5] + b"\0" + d[5:]),
    "only NUL": put(b"\0" * 4096),
    "a merge that was not finished": edit(lambda d: d + _MERGE % _first_key(d)),
    "20 MB in one line": edit(lambda d: d + b"x: " + b"y" * 20_000_000),
    "U+FFFF": edit(lambda d: _with_sign(d).replace(_SIGN, "\uffff".encode())),
    "an escape sequence": edit(lambda d: _with_sign(d).replace(_SIGN, b"\x1b[31m")),
    "a lone surrogate": edit(lambda d: _with_sign(d).replace(_SIGN, b"\xed\xa0\x80")),
    "a YAML bomb": edit(lambda d: _after_fence(d, _bomb())),
    "nested 5,000 deep": edit(lambda d: _after_fence(d, b"deep: " + b"[" * 5000 + b"]" * 5000 + b"\n")),
    "a tab for an indent": edit(lambda d: _after_fence(d, b"tabbed:\n\tx: 1\n")),
    "a tag of Python's": edit(lambda d: _after_fence(d, b"made: !!python/object/apply:os.system [id]\n")),
    "the first key twice": edit(lambda d: _after_fence(d, b"".join(_first_key(d) + b"\n" for _ in "12"))),
    "a list for keys": put(b"- a\n- b\n"),
}
_HARMLESS: dict[str, Damage] = {
    "a byte order mark": edit(lambda d: b"\xef\xbb\xbf" + d),
    "lines end as on Windows": edit(lambda d: d.replace(b"\n", b"\r\n")),
    "hidden files beside it": lambda p: p.with_name(f".#{p.name}").symlink_to("somebody@somewhere"),
}

_TEMPLATES = {
    "not UTF-8": b"\xff",
    "an if without its end": b"{% if %}",
    "a filter that is none": b"{{ view | nothing }}",
    "a name that is none": b"{{ view.nothing.at_all }}",
    "a division by zero": b"{{ 1 / 0 }}",
    "a base that is none": b'{% extends "nowhere.html" %}',
    "itself as its base": b'{% extends "about.html" %}',
    "itself inside": b'{% include "about.html" %}',
    "3,000 braces": b"{{" * 3000,
}


def _with_sign(data: bytes) -> bytes:
    return data if _SIGN in data else data + b"# " + _SIGN + b"\n"


def _after_fence(data: bytes, line: bytes) -> bytes:
    """YAML with a further line at the beginning, behind the fence of an article."""
    at = 4 if data.startswith(b"---\n") else 0
    return data[:at] + line + data[at:]


def _first_key(data: bytes) -> bytes:
    lines = (line for line in data.split(b"\n") if line[:1].isalnum())
    return next(lines).split(b":")[0] + b": x"


def _bomb() -> bytes:
    lines = [b"l0: &l0 [x, x]"]
    lines += [b"l%d: &l%d [%s]" % (n, n, b", ".join([b"*l%d" % (n - 1)] * 10)) for n in range(1, 9)]
    return b"\n".join(lines) + b"\n"


def cases() -> Iterator[Case]:
    """Every damage of every kind of file."""
    for file in (*CONTENT, *TEXTS, *BINARIES, TEMPLATE, STATIC):
        for name, do in _PLACES.items():
            is_gone = name == "a folder in its place" and file.startswith(_LOOKED_INTO)
            yield Case(f"{file}: {name}", file, do, "same" if is_gone else "error")
        yield Case(f"{file}: no right to read it", file, lambda p: None, refused=True)
    for file in CONTENT:
        yield from (Case(f"{file}: {name}", file, do) for name, do in _BYTES.items())
        yield from (Case(f"{file}: {name}", file, do, "same") for name, do in _HARMLESS.items())
    yield from _of_seeds()
    yield from _of_templates()


_LOOKED_INTO = ("seeds/", "static/", "templates/")


def _of_seeds() -> Iterator[Case]:
    for file in (*TEXTS, *BINARIES):
        yield Case(f"{file}: empty", file, put(b""))
        yield Case(f"{file}: only NUL", file, put(b"\0" * 4096))
        yield Case(f"{file}: noise", file, put(bytes((n * n * 7919 >> 5) % 256 for n in range(9999))))
    for file in BINARIES[1:]:
        yield Case(f"{file}: its first half", file, edit(lambda d: d[: len(d) // 2]))
        yield Case(f"{file}: a text under this name", file, put("渡口旧报。\n".encode()))
    for file in TEXTS:
        yield Case(f"{file}: blanks alone", file, put(b" \n\t\n" * 50))
        yield Case(f"{file}: 10 MB in one line", file, edit(lambda d: "渡".encode() * 3_500_000))
        yield Case(f"{file}: 300,000 lines", file, edit(lambda d: "渡口。\n".encode() * 300_000))
        yield Case(f"{file}: control characters", file, edit(lambda d: d + b"\x01\x02"), "warning")
        yield Case(f"{file}: U+FFFF", file, edit(lambda d: d + "\uffff".encode()), "warning")
        yield Case(f"{file}: right to left", file, edit(lambda d: d + "\u202e口渡\n".encode()), "taken")
        yield Case(f"{file}: many brackets", file, edit(lambda d: d + b"[" * 20_000 + b"\n"), "taken")
    yield Case("seeds/word.docx: a zip file that is none of Word's", BINARIES[1], _zipped({"a": b"b"}))
    yield Case("seeds/word.docx: XML that unfolds", BINARIES[1], edit(_with_bomb))
    yield Case("seeds/web.html: nested 50,000 deep", BINARIES[0], edit(lambda d: b"<div>" * 50_000 + d))
    yield Case("seeds/web.html: no text", BINARIES[0], put(b"<html><body></body></html>"))
    yield Case("seeds/sheet.pdf: no pages", BINARIES[2], put(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n"))
    packed = partial(Case, file=BINARIES[3])
    yield packed(
        "seeds/packed.zip: a page of 300 MiB",
        do=_zipped({"big.txt": 300, "inner.txt": PAGES["inner.txt"].encode()}),
    )
    yield packed("seeds/packed.zip: 7 of 200 MiB", do=_zipped({f"{n}.txt": 200 for n in range(7)}))
    yield packed("seeds/packed.zip: paths that lead out", do=_zipped({"../../out.txt": b"x"}))
    yield packed("seeds/packed.zip: a path from the root", do=_zipped({"/etc/out.txt": b"x"}))


def _of_templates() -> Iterator[Case]:
    for name, text in _TEMPLATES.items():
        yield Case(f"{TEMPLATE}: {name}", TEMPLATE, put(text))
    for name, data in {"not UTF-8": b"\xff\xfe", "NUL": b"\0", "half a script": b"const a = '"}.items():
        yield Case(f"{STATIC}: {name}", STATIC, put(data), "taken")


def _zipped(files: dict[str, bytes | int]) -> Damage:
    return lambda path: path.write_bytes(_zip(files))


def _zip(files: dict[str, bytes | int]) -> bytes:
    """A zip file; a number stands for that many MiB of zeros."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, held in files.items():
            if isinstance(held, bytes):
                packed.writestr(name, held)
                continue
            with packed.open(name, "w", force_zip64=True) as file:
                for _ in range(held):
                    file.write(b"\0" * 2**20)
    return data.getvalue()


def _with_bomb(data: bytes) -> bytes:
    """A Word file whose text is an entity of entities."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    text = parts["word/document.xml"].decode()
    head, _, rest = text.partition("?>")
    bomb = f'{head}?><!DOCTYPE x [<!ENTITY e0 "渡口">{entities}]>{rest}'
    parts["word/document.xml"] = bomb.replace("</w:t>", "&e8;</w:t>", 1).encode()
    return _zip(dict(parts))
