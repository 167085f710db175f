"""What was ignored or corrected in a query: codes, and their English text for the terminal. The site's texts
are in search.html."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A code from ENGLISH, and the part of the query it refers to, if any."""

    code: str
    value: str = ""


ENGLISH = {
    "too-long": "only the first %s characters of the query were read",
    "invalid-character": "bytes that are not UTF-8 were left out of the query",
    "unclosed-quote": 'a closing " was missing; the phrase goes to the end of the query',
    "unclosed-bracket": "a closing bracket was missing and was added at the end",
    "unopened-bracket": "a closing bracket without an opening one was left out",
    "empty-brackets": "empty brackets were left out",
    "too-deep": "brackets nested more than %s deep were left out",
    "empty-phrase": "an empty phrase was left out",
    "empty-field": "%s: has nothing after it and was left out",
    "unknown-field": "there is no field %s:, so it was searched for as a word",
    "dangling-operator": "%s has nothing to act on and was left out",
    "wrong-date": "%s is not a date and was left out; write 2020-04-28 or 2020-04",
    "reversed-dates": "%s ends before it begins; its dates were swapped",
    "relaxed": "no article contains exactly this; these contain all its words",
}


def in_english(note: Note) -> str:
    """The sentence for a note."""
    return ENGLISH[note.code].replace("%s", note.value)
