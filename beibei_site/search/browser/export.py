"""The browser's index: script files that need no server, read by `static/search/`.

Postings lists are stored in small shards (see `shards`), so a query loads one for every three characters. The
stored fields of hits are in files of their own, one per passage. Facets and dates are columns, loaded after
the hits are shown; dictionary words are loaded only if a query must be segmented.

Articles keep their numbers between builds, and a build updates only what has changed: the shards with bigrams
of changed articles, and the files of those articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.chinese.variants import variants_among, variants_of
from beibei_site.content.disk.files import sha256
from beibei_site.content.output import OutputFile
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.browser import shards
from beibei_site.search.browser.documents import documents_of, parse_documents
from beibei_site.search.browser.facets import date_column, facet_columns, id_column
from beibei_site.search.browser.incremental import update_index
from beibei_site.search.browser.inverted import Index, Read, make_index
from beibei_site.search.browser.scripts import script
from beibei_site.search.document import digest_article, searched_text
from beibei_site.search.vocabulary import find_vocabulary

_MOST_GONE = 0.2
_FEW = 0.1  # of the articles changed: up to here, updating the shards is faster than rebuilding them

FindWords = Callable[[Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """An indexed article: its number, the digest of what was indexed, its number of passages and the variant
    characters in it."""

    number: int
    digest: str
    passages: int
    variants: str

    def paths(self) -> Iterator[str]:
        """The files of its passages."""
        return (f"search/d/{self.number}-{nth}.js" for nth in range(self.passages))


@dataclass(frozen=True, slots=True)
class State:
    """What the next build needs to know about this one: the articles by id, and the index."""

    articles: dict[str, Indexed]
    index: Index

    @property
    def fingerprint(self) -> str:
        """Stored in the manifest, which is written first, so that a build can tell whose files it finds."""
        return sha256(repr(sorted(self.articles.items())).encode())[:16]

    def paths(self) -> Iterator[str]:
        """The files that a later build may leave unchanged."""
        yield from (f"search/i/{name}.js" for name in self.index.shards)
        for held in self.articles.values():
            yield from held.paths()


@dataclass(frozen=True, slots=True)
class Export:
    """The new files, the paths of unchanged ones, and what the next build needs."""

    files: tuple[OutputFile, ...]
    kept: tuple[str, ...]
    state: State


def number_articles(ids: Sequence[str], previous: Mapping[str, int]) -> dict[str, int]:
    """A number for each id: the previous one, or the next free one. If a fifth of all numbers belong to
    articles that are gone, all are renumbered.

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
    """The script files below `search/`, determined by the archive and the numbers.

    `numbers` (see `number_articles`) must have every article; without it they are numbered by id. With
    `before`, the state of the last build, whose files `read` returns, only changed files are made.
    """
    given = numbers or number_articles(sorted(archive.by_id), {})
    numbered = {n: archive.by_id[i] for i, n in sorted(given.items(), key=lambda item: item[1])}
    digests = {n: digest_article(archive, a) for n, a in numbered.items()}
    change = _find_change(numbered, digests, before.articles if before else {})
    if before and read and change.is_little:
        gone = {held.number: _read_text(read, held) for held in change.gone}
        fresh = change.fresh
        changed, index = update_index(before.index, read, gone, fresh)
    else:
        fresh = numbered
        changed, index = make_index(numbered)
    documents = {n: list(documents_of(archive, a)) for n, a in fresh.items()}
    made = {a.id: Indexed(n, digests[n], len(documents[n]), _printed(a)) for n, a in fresh.items()}
    known = before.articles if before else {}
    state = State({a.id: made.get(a.id) or known[a.id] for a in numbered.values()}, index)
    files = [*_shared(archive, numbered, state, find_words(index.tokens))]
    files += [script(f"i/{name}", "shard", name, values) for name, values in sorted(changed.items())]
    for n, passages in documents.items():
        files += [script(f"d/{n}-{k}", "document", f"{n}-{k}", shown) for k, shown in enumerate(passages)]
    kept = set(state.paths()) - {file.path for file in files}
    return Export(tuple(files), tuple(sorted(kept)), state)


@dataclass(frozen=True, slots=True)
class _Change:
    """The articles added (by number) and removed since the last build, and the number of articles now."""

    fresh: Mapping[int, Article]
    gone: Sequence[Indexed]
    now: int

    @property
    def is_little(self) -> bool:
        return max(len(self.fresh), len(self.gone)) <= _FEW * self.now


def _find_change(
    numbered: Mapping[int, Article], digests: Mapping[int, str], old: Mapping[str, Indexed]
) -> _Change:
    """A changed article counts as removed and added."""
    fresh = {n: a for n, a in numbered.items() if not _is_known(old.get(a.id), n, digests[n])}
    staying = {a.id for n, a in numbered.items() if n not in fresh}
    return _Change(fresh, [held for i, held in old.items() if i not in staying], len(numbered))


def _is_known(held: Indexed | None, number: int, digest: str) -> bool:
    return held is not None and (held.number, held.digest) == (number, digest)


def _printed(article: Article) -> str:
    """The variant characters in an article, needed for highlighting."""
    return "".join(variants_among(searched_text(article)))


def _shared(
    archive: Archive, numbered: Mapping[int, Article], state: State, words: Mapping[str, int]
) -> Iterator[OutputFile]:
    """The files that belong to no single article: manifest, words, columns."""
    printed = {char for held in state.articles.values() for char in held.variants}
    tree = shards.Tree.of(state.index.shards).write()
    yield script("manifest", "manifest", len(numbered), tree, variants_among(printed), state.fingerprint)
    begun = dict(shards.spread(_begun(words)))
    chars = {c: n for c, n in sorted(words.items()) if len(c) == 1}
    yield script("c/chars", "chars", chars, words[""], shards.Tree.of(begun).write())
    for name, values in begun.items():
        yield script(f"w/{name}", "words", name, values)
    yield script("c/date", "dates", *date_column(numbered))
    yield script("c/id", "ids", id_column(numbered))
    for facet, entries in facet_columns(archive, numbered):
        yield script(f"c/{facet}", "column", facet, entries)
    yield script("c/variants", "variants", variants_of(chars))


def _begun(words: Mapping[str, int]) -> dict[str, str]:
    """The words by their first two characters: the rest of each, with its frequency, separated by blanks."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > 1:
            found.setdefault(word[:2], []).append(f"{word[2:]} {words[word]}")
    return {pair: " ".join(rest) for pair, rest in found.items()}


def _read_text(read: Read, held: Indexed) -> tuple[str, str]:
    """Heading and text of an article as written by the last build."""
    return parse_documents(read(path) for path in held.paths())
