"""The self-check: a build fails if its finished index finds other articles than a scan of their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Problem
from beibei_site.search.bigrams import BREAK, fold
from beibei_site.search.browser.export import Read
from beibei_site.search.browser.reader import Reader
from beibei_site.search.document import searched_text

_SAMPLE = 20  # articles of all that are looked at
_OTHERS = 4  # the same beside those that have changed
_LENGTHS = (4, 1, 2, 3, 7, 12)  # of the strings from one text; the first is enough for most


def check_search(archive: Archive, read: Read, among: Collection[str] | None = None) -> tuple[Problem, ...]:
    """A problem if strings of the archive are not found in exactly the articles that contain them.

    `read` returns the files of the index. With `among`, only these articles and some others are looked at;
    otherwise, all.
    """
    ids = sorted(archive.by_id)
    sample = ids[:: max(1, len(ids) // (_SAMPLE if among is None else _OTHERS))]
    looked_at = ids if among is None else sorted({*among, *sample})
    strings = dict.fromkeys(s for i in (*(among or ()), *sample) for s in _samples(_text(archive, i)))
    holders: dict[str, set[str]] = {string: set() for string in strings}
    for article_id in looked_at:
        text = _text(archive, article_id)
        for string in strings:
            if string in text:
                holders[string].add(article_id)
    reader = Reader(read)
    numbered = reader.ids()
    others = archive.by_id.keys() - set(looked_at)
    wrong = [
        string
        for string, held in holders.items()
        if {numbered[n] for n in reader.find(string)} - others != held
    ]
    if sorted(filter(None, numbered)) == ids and not wrong:
        return ()
    said = ", ".join(f"“{string}”" for string in islice(wrong, 5)) or "the articles it should"
    return (Problem("search-broken", "error", f"the search does not find {said} as a scan does"),)


def _text(archive: Archive, article_id: str) -> str:
    return fold(searched_text(archive.by_id[article_id]))


def _samples(text: str) -> Iterator[str]:
    """A string of each length, from the middles of the heading and of the text by turns, without breaks; and
    one that is hardly anywhere."""
    lines = max(text.partition(BREAK)[0].split(BREAK), key=len), max(text.split(BREAK), key=len)
    for nth, length in enumerate(_LENGTHS):
        line = lines[nth % 2]
        start = max(0, (len(line) - length) // 2)
        if string := line[start : start + length]:
            yield string
    yield from filter(None, [lines[1][:5][::-1]])
