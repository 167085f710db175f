"""Bytes of a seed → its text, whatever tool wrote it."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding; line ends become `\\n`, a form feed a blank line.

    UTF-8 and UTF-16 with a byte order mark, UTF-8 without, else GB18030 (which covers GBK and GB2312).
    Raises ValueError if it is none of them.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    for candidate in [encoding] if encoding else ["utf-8", "gb18030"]:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return _one_line_end(text), candidate
    raise ValueError("neither UTF-8 nor GB18030 text")


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
