"""Which file holds which token: extendible hashing (Fagin et al. 1979) on the bits of `address`.

The shards are the leaves of a binary tree, named by their paths: `0110` holds the tokens of the bigrams whose
bits begin with 0110. A node whose tokens do not fit into one file is split by the next bit; if they all
belong to one bigram, by the bits of the following character: `0110-01`. So the lists of a bigram stay
together, and when a shard is split, all others keep their names and bytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.search.browser.address import next_bits, pair_bits

LIMIT = 4096  # bytes

Values = dict[str, str]  # token → its value in the shard
ReadShard = Callable[[str], Values]  # the content of a shard, by name


@dataclass(frozen=True, slots=True)
class Tree:
    """The names of all shards, and of the nodes that are split."""

    shards: frozenset[str]
    inner: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Tree:
        shards = frozenset(names)
        return cls(shards, frozenset(name[:length] for name in shards for length in range(len(name))))

    @classmethod
    def parse(cls, written: str) -> Tree:
        """The inverse of `write`."""
        names: list[str] = []
        todo = [""]
        for kind in written:
            name = todo.pop()
            if kind == "0":
                names.append(name)
            elif kind != "_":
                todo += _halves(name, kind)
        return cls.of(names)

    def write(self) -> str:
        """The tree in preorder: `1` split by the next bit, `-` split by the first bit of the following
        character, `0` a shard, `_` nothing."""
        kinds: list[str] = []
        todo = [""]
        while todo:
            name = todo.pop()
            if name in self.inner:
                kinds.append("-" if name + "-" in self.inner else "1")
                todo += _halves(name, kinds[-1])
            else:
                kinds.append("0" if name in self.shards else "_")
        return "".join(kinds)

    def node_of(self, pair: str) -> str:
        """The node with all lists of a bigram: a shard, a node split for that bigram, or an empty one."""
        return self._walk("", pair_bits(pair))

    def shard_of(self, token: str) -> str | None:
        """The name of the shard that holds `token`, if any."""
        name = self.node_of(token[:2])
        if name + "-" in self.inner:
            name = self._walk(name + "-", next_bits(token[2:]))
        return name if name in self.shards else None

    def shards_of(self, pair: str) -> list[str]:
        """The names of all shards that may hold lists of a bigram."""
        node = self.node_of(pair)
        return [node] if node in self.shards else sorted(n for n in self.shards if n.startswith(node + "-"))

    def _walk(self, name: str, bits: str) -> str:
        for bit in bits:
            if name not in self.inner or name + "-" in self.inner:
                break
            name += bit
        return name


def _halves(name: str, kind: str) -> tuple[str, str]:
    """The names of the two children of a node, the second first."""
    start = name + kind.strip("1")
    return start + "1", start + "0"


def size_of(token: str, value: str) -> int:
    """Approximate size of a token in its file, in bytes."""
    return len(token.encode()) + len(value) + 6


def size_of_all(values: Mapping[str, str]) -> int:
    """Approximate size of a shard, in bytes."""
    return sum(size_of(token, value) for token, value in values.items())


def spread(values: Mapping[str, str], node: str = "") -> Iterator[tuple[str, Values]]:
    """Name and content of each shard for `values`, below the node that holds them all."""
    tokens = sorted((pair_bits(token[:2]), token, size_of(token, value)) for token, value in values.items())
    for name, held in _split(tokens, node):
        yield name, {token: values[token] for token in sorted(held)}


def _split(tokens: Sequence[tuple[str, str, int]], name: str) -> Iterator[tuple[str, list[str]]]:
    """Shard names with their tokens, from tokens sorted by their bits."""
    if len(tokens) <= 1 or sum(size for *_, size in tokens) <= LIMIT:
        if tokens:
            yield name, [token for _, token, _ in tokens]
        return
    if tokens[0][0] == tokens[-1][0]:
        tokens = sorted((next_bits(token[2:]), token, size) for _, token, size in tokens)
        name += "-"
    half = bisect_left(tokens, (name.rpartition("-")[2] + "1",))
    yield from _split(tokens[:half], name + "0")
    yield from _split(tokens[half:], name + "1")


def change(
    sizes: Mapping[str, int], read: ReadShard, new: Mapping[str, str]
) -> tuple[dict[str, Values], set[str]]:
    """The shards that change when tokens get `new` values ('' for none left), and the names of those removed.

    `sizes` are those of all shards, in bytes; `read` returns the content of one. The result is the same as
    from `spread` on everything.
    """
    before = _Before(sizes, read)
    tree = Tree.of(sizes)
    held: dict[str, Values] = {}
    for token, value in new.items():
        node = tree.node_of(token[:2])
        if node not in held:
            held[node] = before.content(node)
        held[node].pop(token, None)
        if value:
            held[node][token] = value
    for node in sorted(held, key=len, reverse=True):
        _join_up(node, held, before)
    made = {name: content for node, values in held.items() for name, content in spread(values, node)}
    changed = {n: content for n, content in made.items() if n not in sizes or content != read(n)}
    gone = {name for name in sizes if _is_under(name, held) and name not in made}
    return changed, gone


class _Before:
    """The existing shards, by node: those of a split bigram count as one."""

    def __init__(self, sizes: Mapping[str, int], read: ReadShard) -> None:
        self._read = read
        self._shards: defaultdict[str, list[str]] = defaultdict(list)
        self.sizes: defaultdict[str, int] = defaultdict(int)
        for name, size in sizes.items():
            node = name.partition("-")[0]
            self._shards[node].append(name)
            self.sizes[node] += size
        self._nodes = sorted(self.sizes)

    def content(self, node: str) -> Values:
        return {t: v for name in self._shards.get(node, ()) for t, v in self._read(name).items()}

    def under(self, node: str) -> Sequence[str]:
        return self._nodes[bisect_left(self._nodes, node) : bisect_left(self._nodes, node + "2")]


def _join_up(node: str, held: dict[str, Values], before: _Before) -> None:
    """Merge a node with its sibling while everything fits into one shard, or only one bigram is left."""
    while node in held and node:
        parent = node[:-1]
        mine = [n for n in held if n.startswith(parent)]
        others = [n for n in before.under(parent) if not _is_under(n, held)]
        size = sum(size_of_all(held[n]) for n in mine) + sum(before.sizes[n] for n in others)
        pairs = len({token[:2] for n in mine for token in held[n]}) + len(others)
        if size > LIMIT and pairs > 1:
            return
        parts = [*map(held.pop, mine), *map(before.content, others)]
        held[parent] = {token: value for part in parts for token, value in part.items()}
        node = parent


def _is_under(name: str, nodes: Mapping[str, object]) -> bool:
    return any(name[:length] in nodes for length in range(len(name) + 1))
