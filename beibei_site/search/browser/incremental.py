"""Incremental update of the browser's index: only the lists of changed articles are rewritten.

The result is byte for byte that of `inverted.make_index` on all articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from beibei_site.domain.model import Article
from beibei_site.search.browser import shards
from beibei_site.search.browser.inverted import Index, Read, Values
from beibei_site.search.browser.postings import SPLIT_ABOVE, change_list, pack, packed_size, unpack
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.trigrams import tokens_of, tokens_of_texts


def update_index(
    before: Index, read: Read, gone: Mapping[int, tuple[str, str]], fresh: Mapping[int, Article]
) -> tuple[dict[str, Values], Index]:
    """The shards that change when the articles `gone` (number → heading and text) are removed and the `fresh`
    ones added, and the new state of the index. `read` returns the files of the last build."""
    removed = {n: tokens_of_texts(*texts) for n, texts in gone.items()}
    added = {n: tokens_of(article) for n, article in sorted(fresh.items())}
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for tokens in (*removed.values(), *added.values()):
        for token in tokens:
            touched[token[:2]].add(token)
    update = _Update(before, read, list(gone), added)
    for start, found in sorted(touched.items()):
        update.change(start, sorted(found))
    changed, lost = shards.change(before.shards, update.content, update.values)
    sizes = {n: s for n, s in before.shards.items() if n not in lost}
    sizes |= {name: shards.size_of_all(held) for name, held in changed.items()}
    known = (set(before.tokens) | update.here) - update.empty
    return changed, Index(tuple(sorted(known)), update.split, sizes)


@dataclass(slots=True)
class _Update:
    """The result: new `values` of tokens ('' for none left), `split` bigrams, bigrams and characters that are
    now `here`, and those that no longer occur."""

    before: Index
    read: Read
    gone: Sequence[int]
    added: Mapping[int, Mapping[str, Sequence[int]]]
    values: Values = field(default_factory=dict)
    split: dict[str, int] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    _loaded: dict[str, Values] = field(default_factory=dict)
    _tree: shards.Tree = field(init=False)

    def __post_init__(self) -> None:
        self.split = dict(self.before.split)
        self._tree = shards.Tree.of(self.before.shards)

    def content(self, name: str) -> Values:
        if name not in self._loaded:
            self._loaded[name] = parse_script(self.read(f"search/i/{name}.js"))[1]
        return self._loaded[name]

    def change(self, start: str, tokens: Sequence[str]) -> None:
        """Update the lists of `tokens`, all of which begin with `start`: one character, or a bigram."""
        if len(start) == 1:
            self._keep(start, {start: self._changed(start, self._value(start))})
        elif start in self.before.split:
            self._change_split(start, tokens)
        else:
            following = unpack(self._value(start))
            for token in tokens:
                following[token[2]] = self._changed(token, following.get(token[2], ""))
            self._write(start, {c: digits for c, digits in following.items() if digits})

    def _change_split(self, pair: str, tokens: Sequence[str]) -> None:
        old = {token: self._value(token) for token in tokens}
        new = {token: self._changed(token, digits) for token, digits in old.items()}
        size = self.before.split[pair]
        size += sum(_size(new[token]) - _size(old[token]) for token in tokens)
        if size > SPLIT_ABOVE:
            self.split[pair] = size
            self._keep(pair, new)
            return
        whole = {t: v for t, v in self._all(pair).items() if t not in new} | new
        self.values |= dict.fromkeys(whole, "")
        del self.split[pair]
        self._write(pair, {token[2]: digits for token, digits in whole.items() if digits})

    def _write(self, pair: str, following: Values) -> None:
        size = packed_size(following)
        if size > SPLIT_ABOVE:
            self.split[pair] = size
            self._keep(pair, {pair: ""} | {pair + c: digits for c, digits in following.items()})
        else:
            self._keep(pair, {pair: pack(following)})

    def _keep(self, start: str, values: Values) -> None:
        self.values |= values
        (self.here if any(values.values()) or start in self.split else self.empty).add(start)

    def _changed(self, token: str, digits: str) -> str:
        return change_list(
            token, digits, self.gone, {n: held[token] for n, held in self.added.items() if token in held}
        )

    def _value(self, token: str) -> str:
        name = self._tree.shard_of(token)
        return self.content(name).get(token, "") if name is not None else ""

    def _all(self, pair: str) -> Values:
        """All lists of a split bigram."""
        held = [self.content(name) for name in self._tree.shards_of(pair)]
        return {t: v for values in held for t, v in values.items() if len(t) == 3 and t[:2] == pair}


def _size(digits: str) -> int:
    return packed_size({"": digits}) if digits else 0
