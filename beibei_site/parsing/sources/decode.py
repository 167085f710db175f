"""Bytes of a seed → its text, whatever tool wrote it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The most frequent characters in Chinese prose, simplified and traditional, and its punctuation: correctly
# decoded text is full of them, wrongly decoded text has hardly any.
_FREQUENT = (
    "的一是了我不人在他有這个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去"
    "能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从無情己面最女但现前些所同日手"
    "又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被這們來時為說國著裡後會過對學麼發"
    "當沒還樣種開總從現經長兒愛給間兩報記訊員縣電張東門車問題處號，。、；：？！“”‘’（）《》「」『"
    "』—…　"
)
# What a text must hold to be taken for one in this encoding: UTF-8 apart, nothing else tells them apart.
_ENCODINGS = {
    "gb18030": re.compile(f"[{_FREQUENT}]"),
    "big5hkscs": re.compile(f"[{_FREQUENT}]"),
    "cp932": re.compile("[ぁ-ゖァ-ヺー、。「」]"),  # Shift-JIS, as Windows has it
    "euc_jp": re.compile("[ぁ-ゖァ-ヺー、。「」]"),
}
_NAMES = {"big5hkscs": "big5", "cp932": "shift-jis", "euc_jp": "euc-jp"}
_DAMAGED = 0.01  # of the characters may be NUL, in damaged text; more are in what is no text
_SAMPLE = 200_000  # characters by which an encoding is judged
_ENOUGH = 0.15  # of the characters beyond ASCII: rightly read texts have 0.4, wrongly read ones 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and how certain that is (0 to 1)."""

    text: str
    encoding: str
    certainty: float = 1.0


def decode(data: bytes) -> Decoded:
    """The text of `data`; line ends become `\\n`; form feeds, which part pages, stay.

    Tries UTF-8 and UTF-16 with a byte order mark, then UTF-8 without, then the national encodings of East
    Asia, of which the one with the most frequent characters wins: GB18030 (a superset of GBK and GB2312),
    Big5, Shift-JIS, EUC-JP. Raises ValueError if none fits.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        decoded = Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        decoded = _guess(data)
    if decoded.text.count("\0") > _DAMAGED * len(decoded.text):
        raise ValueError("neither UTF-8 nor GB18030 nor Big5 text")
    return Decoded(_one_line_end(decoded.text), decoded.encoding, decoded.certainty)


def _guess(data: bytes) -> Decoded:
    """The text in the likeliest of the encodings that it is valid in."""
    found: list[tuple[float, str, str]] = []
    for encoding, frequent in _ENCODINGS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_sense(text[:_SAMPLE], frequent), encoding, text))
    if not found:
        return Decoded("\0", "")
    found.sort(key=lambda one: -one[0])
    (best, encoding, text), others = found[0], [sense for sense, *_ in found[1:]]
    apart = 1 - max(others, default=0.0) / best if best else 0.0
    return Decoded(text, _NAMES.get(encoding, encoding), round(apart * min(1.0, best / _ENOUGH), 2))


def _sense(text: str, frequent: re.Pattern[str]) -> float:
    """The share of frequent characters among those beyond ASCII."""
    foreign = len(re.findall("[^\x00-\x7f]", text))
    return len(frequent.findall(text)) / foreign if foreign else 0.0


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
