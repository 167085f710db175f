"""What the browser needs to find the nearest spellings: words by their keys, and how characters sound."""

from __future__ import annotations

from collections.abc import Mapping

from beibei_site.chinese.spelling import sounds, spelling_keys

_PLANE = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]  # of GB 2312
COMMON = b"".join(_PLANE).decode("gb2312", "ignore")


def spelling_table(weights: Mapping[str, int]) -> dict[str, str]:
    """Each key with the words that have it, and their weights: `绵阳 36 绵羊 3`."""
    table: dict[str, list[str]] = {}
    for word in sorted(weights):
        for key in spelling_keys(word):
            table.setdefault(key, []).append(f"{word} {weights[word]}")
    return {key: " ".join(words) for key, words in table.items()}


def sound_table(weights: Mapping[str, int]) -> dict[str, str]:
    """Syllables with the characters, common ones and those of these words, that sound so."""
    return sounds({*COMMON, *"".join(weights)})
