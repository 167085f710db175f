"""The browser's index: script files that need no server, read by `static/search.js`.

Posting lists lie in small shards (see `shards`), so that a query loads one of them for every two
characters. What is shown of a hit lies in a file of its own. Facets and dates are columns, loaded once the
hits are shown; the dictionary's words only where a query must be cut.

An article keeps its number from one build to the next, and a build looks only at what has changed since the
one before: the shards of the changed articles' pairs, and the articles' own files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from beibei_site.archive import Archive
from beibei_site.model import Article, OutputFile
from beibei_site.search import shards
from beibei_site.search.columns import date_column, facet_columns
from beibei_site.search.offers import find_offers
from beibei_site.search.postings import change_list, posting_lists, tokens_of, tokens_of_texts
from beibei_site.search.schema import body_text, digest_article, heading_text, searched_text
from beibei_site.search.variants import variants_among, variants_of
from beibei_site.search.vocabulary import find_vocabulary

_MOST_GONE = 0.2
_FEW = 0.1  # of the articles have changed: it is quicker to mend the shards than to make them anew

FindWords = Callable[[Sequence[str]], Mapping[str, int]]
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class State:
    """What the next build has to know of this one: of each article its number, its digest and the variant
    characters that it prints; all tokens; the size of each shard."""

    articles: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    tokens: str = ""
    shards: dict[str, shards.Size] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Stands in the manifest, which is written first: so a build knows whose files it finds."""
        return hashlib.sha256(repr(sorted(self.articles.items())).encode()).hexdigest()[:16]

    def paths(self) -> Iterator[str]:
        """The files that a later build may leave as they are."""
        yield from (f"search/i/{name}.js" for name in self.shards)
        yield from (f"search/d/{number}.js" for number, _, _ in self.articles.values())


@dataclass(frozen=True, slots=True)
class Export:
    """The files that are new, the paths of those that stay as they are, and what the next build needs."""

    files: tuple[OutputFile, ...]
    kept: tuple[str, ...]
    state: State


def number_articles(ids: Sequence[str], previous: Mapping[str, int]) -> dict[str, int]:
    """A number for each id: the previous one, or the next free. When a fifth of all numbers belongs to
    articles that are gone, all are given anew.

    >>> number_articles(["b", "a", "c"], {"c": 0, "b": 1})
    {'c': 0, 'b': 1, 'a': 2}
    """
    kept = {i: previous[i] for i in ids if i in previous}
    following = max(previous.values(), default=-1) + 1
    fresh = sorted(set(ids) - set(kept))
    if following - len(kept) > _MOST_GONE * following:
        return {i: at for at, i in enumerate(sorted(ids))}
    numbers = kept | {i: following + at for at, i in enumerate(fresh)}
    return dict(sorted(numbers.items(), key=lambda item: item[1]))


def export_search(
    archive: Archive,
    numbers: Mapping[str, int] | None = None,
    find_words: FindWords = find_vocabulary,
    before: State | None = None,
    read: Read | None = None,
) -> Export:
    """The script files below `search/`, the same for the same archive and the same numbers.

    `numbers` (see `number_articles`) must name every article; without it they are numbered by id. With the
    state of the build `before`, whose files `read` gives, only what has changed is made.
    """
    given = numbers or number_articles(sorted(archive.by_id), {})
    numbered = {n: archive.by_id[i] for i, n in sorted(given.items(), key=lambda item: item[1])}
    digests = {a.id: digest_article(archive, a) for a in numbered.values()}
    old = before.articles if before else {}
    fresh = {n: a for n, a in numbered.items() if old.get(a.id, ())[:2] != (n, digests[a.id])}
    if before and read and _is_little(fresh, old, numbered):
        changed, sizes, tokens = _mend(before, read, fresh, numbered)
    else:
        old, fresh = {}, numbered
        changed, sizes, tokens = _make(numbered)
    entries = {
        a.id: (n, digests[a.id], _printed(a) if n in fresh else old[a.id][2]) for n, a in numbered.items()
    }
    state = State(entries, "\n".join(tokens), sizes)
    files = [*_shared(archive, numbered, state, find_words(tokens))]
    files += [_script(f"i/{name}", "shard", name, values) for name, values in sorted(changed.items())]
    files += [_script(f"d/{n}", "document", n, _document(archive, a)) for n, a in fresh.items()]
    kept = set(state.paths()) - {file.path for file in files}
    return Export(tuple(files), tuple(sorted(kept)), state)


def _is_little(fresh: Mapping[int, Article], old: Mapping[str, Any], numbered: Mapping[int, Article]) -> bool:
    gone = len(old) - (len(numbered) - len(fresh))
    return max(len(fresh), gone) <= _FEW * len(numbered)


def _make(
    numbered: Mapping[int, Article],
) -> tuple[dict[str, dict[str, str]], dict[str, shards.Size], list[str]]:
    """All shards, their sizes, and all tokens."""
    lists = posting_lists(numbered)
    made = dict(shards.spread(lists))
    return made, {name: shards.size_of_all(values) for name, values in made.items()}, sorted(lists)


def _mend(
    before: State, read: Read, fresh: Mapping[int, Article], numbered: Mapping[int, Article]
) -> tuple[dict[str, dict[str, str]], dict[str, shards.Size], list[str]]:
    """The shards that change, the sizes of all, and all tokens."""
    staying = {a.id for n, a in numbered.items() if n not in fresh}
    gone = [number for i, (number, _, _) in before.articles.items() if i not in staying]
    removed = {number: _tokens_of_document(read(f"search/d/{number}.js")) for number in gone}
    added = {number: tokens_of(article) for number, article in fresh.items()}

    def content(name: str) -> dict[str, str]:
        return dict(parse_script(read(f"search/i/{name}.js"))[1])

    lists: dict[str, str] = {}
    loaded: dict[str, dict[str, str]] = {}
    for token in sorted({t for held in (*removed.values(), *added.values()) for t in held}):
        name = shards.shard_of(token, before.shards)
        if name is not None and name not in loaded:
            loaded[name] = content(name)
        digits = loaded[name].get(token, "") if name is not None else ""
        lists[token] = change_list(
            token, digits, removed, {n: held[token] for n, held in sorted(added.items()) if token in held}
        )
    changed, lost = shards.change(before.shards, content, lists)
    sizes = {n: s for n, s in before.shards.items() if n not in lost}
    sizes |= {name: shards.size_of_all(values) for name, values in changed.items()}
    known = set(before.tokens.split("\n")) | {t for t, digits in lists.items() if digits}
    return changed, sizes, sorted(known - {t for t, digits in lists.items() if not digits} - {""})


def _tokens_of_document(script: bytes) -> Mapping[str, Sequence[int]]:
    """The tokens of an article as the build before saw it."""
    return tokens_of_texts(*parse_script(script)[1][-2:])


def _printed(article: Article) -> str:
    """The variant characters that an article shows, needed to mark them."""
    return "".join(variants_among(searched_text(article)))


def _shared(
    archive: Archive, numbered: Mapping[int, Article], state: State, words: Mapping[str, int]
) -> Iterator[OutputFile]:
    """The files that belong to no article: the manifest, words, columns, offers."""
    printed = {c for _, _, chars in state.articles.values() for c in chars}
    tree = shards.tree_of(state.shards)
    yield _script("manifest", "manifest", len(numbered), tree, variants_among(printed), state.fingerprint)
    begun = dict(shards.spread(_begun(words)))
    chars = {c: n for c, n in sorted(words.items()) if len(c) == 1}
    yield _script("c/chars", "chars", chars, words[""], shards.tree_of(begun))
    for name, values in begun.items():
        yield _script(f"w/{name}", "words", name, values)
    yield _script("c/date", "dates", *date_column(numbered))
    for facet, entries in facet_columns(archive, numbered):
        yield _script(f"c/{facet}", "column", facet, entries)
    yield _script("c/variants", "variants", variants_of(chars))
    yield _script("c/offers", "offers", find_offers(archive))


def _begun(words: Mapping[str, int]) -> dict[str, str]:
    """The words by the pair that they begin with: the rest of each with its frequency, by blanks."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > 1:
            found.setdefault(word[:2], []).append(f"{word[2:]} {words[word]}")
    return {pair: " ".join(rest) for pair, rest in found.items()}


def _document(archive: Archive, article: Article) -> list[Any]:
    """What the list of hits shows: id, title, how the title is known, date, names of people and topics,
    heading, text."""
    names = [[r.preferred for r in archive.entries_of(article, facet)] for facet in ("people", "topics")]
    about = [article.id, article.title, article.title_from, article.date, *names]
    return [*about, heading_text(article), body_text(article)]


def _script(name: str, call: str, *arguments: object) -> OutputFile:
    written = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(f"search/{name}.js", f"beibei.{call}({safe})\n".encode())


def parse_script(script: bytes) -> list[Any]:
    """The arguments of a script file."""
    text = script.decode()
    arguments: list[Any] = json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]")
    return arguments
