"""What the browser needs to cut a query into words: the dictionary's words that the archive may contain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from beibei_site.chinese.variants import variants
from beibei_site.content.output import OutputFile
from beibei_site.search.beside.tables import spread
from beibei_site.search.browser.scripts import script

_LIMIT = 8000  # bytes of a script: a query reads one for each of its characters


def word_files(words: Mapping[str, int]) -> Iterator[OutputFile]:
    """Words by their first two characters, the frequencies of single characters, and the variants that a
    reader may type. `words` are those of the archive with their frequencies; see `find_vocabulary`."""
    begun: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > 1:
            begun.setdefault(word[:2], []).append(f"{word[2:]} {words[word]}")
    files = spread("w", {pair: " ".join(rest) for pair, rest in begun.items()}, _LIMIT)
    chars = {word: count for word, count in sorted(words.items()) if len(word) == 1}
    yield from files
    frequencies = {"counts": chars, "total": words[""], "files": len(files)}
    yield script("c/chars", "table", "c/chars", frequencies)
    yield variants_file()


def variants_file() -> OutputFile:
    """All variant characters, whatever the archive prints."""
    return script("c/variants", "variants", variants())
