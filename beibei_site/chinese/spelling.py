"""The words that are nearest to a misspelled one: the same sound, or one character replaced, moved, too many
or missing.

`static/search/spelling.mjs` is its twin; `tests/search/spellings.json` has the cases for both.
The keys are those of symmetric deletion (W. Garbe, SymSpell): two words that differ by one edit share a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beibei_site.chinese.pinyin import pinyin

_MOST_WORDS = 20_000  # of the dictionary, the most frequent ones
_NAME = 32  # what a name weighs more than any word
SHOWN = 8


def weigh_words(names: Mapping[str, int], words: Mapping[str, int]) -> dict[str, int]:
    """The words that may be meant, with their weights: names (with their articles) before words (with their
    frequencies), by powers of two.

    >>> weigh_words({"绵阳": 9}, {"": 60, "大": 8, "绵羊": 4, "绵阳": 3})
    {'绵羊': 3, '绵阳': 36}
    """
    long = (word for word in words if len(word) > 1)
    frequent = sorted(long, key=lambda word: (-words[word], word))[:_MOST_WORDS]
    weights = {word: words[word].bit_length() for word in frequent}
    return weights | {name: _NAME + count.bit_length() for name, count in names.items() if len(name) > 1}


def sound_of(word: str) -> str:
    """A word in pinyin, character by character.

    >>> sound_of("绵杨") == sound_of("绵阳") == "mianyang"
    True
    """
    return "".join(map(pinyin, word))


def spelling_keys(word: str) -> set[str]:
    """What finds a word: its sound, and what is left of it without one character."""
    return {sound_of(word), *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _rank(typed: str, word: str) -> int | None:
    """0 for the same sound, 1 for a character replaced or two swapped, 2 for one too many or missing; None
    for a word that is not near."""
    if word == typed:
        return None
    if sound_of(word) == sound_of(typed):
        return 0
    if len(word) == len(typed):
        unlike = [at for at, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b]
        first, last = unlike[0], unlike[-1]
        swapped = last == first + 1 and typed[first] == word[last] and typed[last] == word[first]
        return 1 if first == last or swapped else None
    short, long = sorted((typed, word), key=len)
    is_near = any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    return 2 if is_near else None


def rank_spellings(typed: str, weights: Mapping[str, int]) -> list[str]:
    """The words of `weights` that are near `typed`, the likeliest first; if some sound the same, only these.

    >>> rank_spellings("绵杨", {"绵阳": 36, "绵羊": 3, "绵竹": 40, "合作": 9})
    ['绵阳', '绵羊']
    """
    ranked = sorted((rank, -weight, word) for rank, weight, word in _near(typed, weights))
    best = [row for row in ranked if row[0] == 0] or ranked
    return [word for _, _, word in best[:SHOWN]]


def _near(typed: str, weights: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    for word, weight in weights.items():
        if abs(len(word) - len(typed)) <= 1 and (rank := _rank(typed, word)) is not None:
            yield rank, weight, word


def join_singles(words: Iterable[str]) -> list[str]:
    """The words of a text, with the single characters between them, for which there is no word, put together.

    >>> join_singles(["绵", "杨", "合作"])
    ['绵杨', '合作']
    """
    groups: list[list[str]] = []
    for word in words:
        if groups and len(word) == 1 == len(groups[-1][-1]):
            groups[-1].append(word)
        else:
            groups.append([word])
    return ["".join(group) for group in groups]


def sounds(chars: Iterable[str]) -> dict[str, str]:
    """Syllables, each with the characters among `chars` that sound so."""
    found: dict[str, str] = {}
    for char in sorted(set(chars)):
        if (sound := pinyin(char)) != char:
            found[sound] = found.get(sound, "") + char
    return dict(sorted(found.items()))
