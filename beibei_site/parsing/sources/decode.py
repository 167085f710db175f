"""Bytes of a seed → its text, whatever tool wrote it."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# The most frequent characters in Chinese prose, simplified and traditional, and its punctuation: correctly
# decoded text is full of them, wrongly decoded text has hardly any.
_FREQUENT = frozenset(
    "的一是了我不人在他有这個上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去"
    "能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从無情己面最女但现前些所同日手"
    "又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被這們來時為說國著裡後會過對學麼發"
    "當沒還樣種開總從現經長兒愛給間兩報記訊員縣電張東門車問題處號，。、；：？！“”‘’（）《》「」『"
    "』—…　"
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding; line ends become `\\n`, a form feed a blank line.

    Tries UTF-8 and UTF-16 with a byte order mark, then UTF-8 without, then GB18030 (a superset of GBK and
    GB2312) and Big5, whichever gives more frequent characters. Raises ValueError if none fits.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    found = []
    for candidate in [encoding] if encoding else ["utf-8", "gb18030", "big5hkscs"]:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        found.append((_sense(text), text, candidate))
        if candidate == "utf-8":
            break
    _, text, candidate = max(found, key=lambda one: one[0], default=(0.0, "\0", ""))
    if "\0" in text:
        raise ValueError("neither UTF-8 nor GB18030 nor Big5 text")
    return _one_line_end(text), candidate.replace("big5hkscs", "big5")


def _sense(text: str) -> float:
    """The share of frequent characters among those beyond ASCII."""
    foreign = [c for c in text if not c.isascii()]
    return sum(c in _FREQUENT for c in foreign) / len(foreign) if foreign else 0.0


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
