"""Text in its three forms: raw (as in the seed), folded (for matching only), plain (stored, shown)."""

from __future__ import annotations

import re
import unicodedata

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:.*(?:\n[ \t]+.*)*", re.M)
_BIGRAM = re.compile(rf"(?=([{HAN}A-Za-z0-9]{{2}}))")
_MARKS = re.compile(r"\[\^[^\]]+\]|^#{1,6}[ \t]+|^>[ \t]?", re.M)


_NUMERALS = {sign: number for number, sign in enumerate("〇一二三四五六七八九十")} | {"零": 0}


def spelled_number(signs: str) -> int:
    """The number that Chinese numerals spell, below a hundred with 十, or sign by sign.

    >>> spelled_number("二十八"), spelled_number("十"), spelled_number("二〇二〇")
    (28, 10, 2020)
    """
    tens, ten, ones = signs.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS[sign]) for sign in ones))
    return 10 * (spelled_number(tens) if tens else 1) + (_NUMERALS[ones] if ones else 0)


def fold(text: str) -> str:
    """`text` with width folded (NFKC), zero-width characters dropped and runs of blanks made one.

    >>> fold("４月１日，　ＡＯＳ")
    '4月1日, AOS'
    """
    folded = unicodedata.normalize("NFKC", text).translate(_ZERO_WIDTH)
    return re.sub(r"\s+", " ", folded).strip()


def letters(text: str) -> str:
    """Only the letters and digits of `text`, width folded: what no reading may lose or invent.

    >>> letters("“4月1日”，AOS 等。")
    '4月1日AOS等'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def bigrams_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters and letters in `text`: what two texts share, without a segmenter.

    >>> sorted(bigrams_of("4月1日，北碚"))
    ['1日', '4月', '北碚', '月1']
    """
    return frozenset(_BIGRAM.findall(text))


def plain(markdown: str) -> str:
    """The words of an article's body without its markup: paragraphs parted by a newline.

    Footnotes (which name the source of a restored passage) go; the editor's brackets 〔 〕 stay.

    >>> plain("## 一\\n\\n文旅〔新亮点〕[^1]\\n\\n> 图：会场\\n\\n[^1]: 据 001")
    '一\\n文旅〔新亮点〕\\n图：会场'
    """
    without = _MARKS.sub("", _FOOTNOTE.sub("", markdown.replace("\\\n", "\n")))
    without = re.sub(r"\\([\\`*_{}\[\]()#+\-.!>|~])", r"\1", without)
    return "\n".join(line.strip() for line in without.split("\n") if line.strip())


def slug(text: str) -> str:
    """`text` as an ASCII name: lower case letters, digits and hyphens; empty if nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
