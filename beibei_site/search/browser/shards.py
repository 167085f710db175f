"""Which small file holds which token: extendible hashing (Fagin et al. 1979).

A token's bits are those of the CRC-32 of its first two characters, and then of its third: what begins with a
pair lies together. A shard is named by the first bits of what it holds; where it grows past its limit it is
parted by one bit more, so that all other shards keep their names and their bytes.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

LIMIT = 4096  # bytes
_HALF = 16  # bits of either hash: enough to keep pairs apart, few enough to keep the tree small
_BITS = 2 * _HALF

Size = tuple[int, int]  # bytes, tokens


def bits_of(token: str) -> str:
    """The bits of a token of one to three characters, as a string."""
    return "".join(format(zlib.crc32(part.encode()), "032b")[-_HALF:] for part in (token[:2], token[2:]))


def shards_under(pair: str, shards: Collection[str]) -> list[str]:
    """The names of all shards that may hold something of a pair."""
    own = shard_of(pair, shards)
    bits = bits_of(pair)[:_HALF]
    return [own] if own is not None and len(own) <= _HALF else sorted(n for n in shards if n.startswith(bits))


def size_of(token: str, value: str) -> int:
    """About how many bytes a token takes in its file."""
    return len(token.encode()) + len(value) + 6


def spread(values: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """The shards of `values`, all of whose bits begin with `prefix`: name and content, empty ones not."""
    whole = sorted((bits_of(token), token) for token in values)
    yield from _spread(whole, [size_of(token, values[token]) for _, token in whole], prefix, values)


def _spread(
    tokens: Sequence[tuple[str, str]], sizes: Sequence[int], prefix: str, values: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    if _is_one(sum(sizes), len(tokens)) or len(prefix) == _BITS:
        if tokens:
            yield prefix, {token: values[token] for token in sorted(token for _, token in tokens)}
        return
    half = bisect_left(tokens, (prefix + "1",))
    yield from _spread(tokens[:half], sizes[:half], prefix + "0", values)
    yield from _spread(tokens[half:], sizes[half:], prefix + "1", values)


def _is_one(size: int, count: int) -> bool:
    return size <= LIMIT or count <= 1


def tree_of(shards: Collection[str]) -> str:
    """The names of all shards as a tree in preorder: 1 parted, 0 a shard, _ nothing."""
    inner = _inner(shards)
    parts: list[str] = []
    todo = [""]
    while todo:
        name = todo.pop()
        parts.append("0" if name in shards else "1" if name in inner else "_")
        if parts[-1] == "1":
            todo += (name + "1", name + "0")
    return "".join(parts)


def _inner(shards: Iterable[str]) -> set[str]:
    """The nodes of the tree that are parted."""
    return {name[:length] for name in shards for length in range(len(name))}


def shard_of(token: str, shards: Collection[str]) -> str | None:
    """The name of the shard that holds `token`, if any may."""
    bits = bits_of(token)
    return next((bits[:length] for length in range(_BITS + 1) if bits[:length] in shards), None)


def names_of(tree: str) -> frozenset[str]:
    """The opposite of `tree_of`."""
    names: set[str] = set()
    todo = [""]
    for node in tree:
        name = todo.pop()
        if node == "1":
            todo += (name + "1", name + "0")
        elif node == "0":
            names.add(name)
    return frozenset(names)


def size_of_all(values: Mapping[str, str]) -> Size:
    """The size of a shard's content."""
    return sum(size_of(token, value) for token, value in values.items()), len(values)


def change(
    sizes: Mapping[str, Size], read: Callable[[str], dict[str, str]], new: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], set[str]]:
    """The shards that change when tokens get `new` values ('' for none left), and the names that go.

    `sizes` are all shards as they are, `read` gives the content of one. What comes out is what `spread`
    makes of everything.
    """
    held = _touched(sizes, read, new)
    names = sorted(sizes)
    for name in sorted(held, key=len, reverse=True):
        _join_up(name, held, names, sizes, read)
    changed = {n: content for name, values in held.items() for n, content in spread(values, name)}
    gone = {name for name in names if any(name.startswith(h) for h in _prefixes(name, held))} - set(changed)
    return changed, gone


def _prefixes(name: str, held: Mapping[str, object]) -> Iterator[str]:
    return (name[:length] for length in range(len(name) + 1) if name[:length] in held)


def _touched(
    sizes: Mapping[str, Size], read: Callable[[str], dict[str, str]], new: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = {}
    inner = _inner(sizes)
    for token, value in new.items():
        name = shard_of(token, sizes)
        if name is None:
            name = _empty_place(token, inner)
        if name not in held:
            held[name] = dict(read(name)) if name in sizes else {}
        held[name].pop(token, None)
        if value:
            held[name][token] = value
    return held


def _empty_place(token: str, inner: Collection[str]) -> str:
    """The name of the empty shard where a new token belongs."""
    bits = bits_of(token)
    return next(bits[:length] for length in range(_BITS + 1) if bits[:length] not in inner)


def _join_up(
    name: str,
    held: dict[str, dict[str, str]],
    names: Sequence[str],
    sizes: Mapping[str, Size],
    read: Callable[[str], dict[str, str]],
) -> None:
    """Put a shard together with its neighbours as long as all of them fit into one."""
    while name in held and name:
        parent = name[:-1]
        below = {n for n in _under(parent, names) if not any(_prefixes(n, held))}
        mine = [n for n in held if n.startswith(parent)]
        weights = [size_of_all(held[n]) for n in mine] + [sizes[n] for n in below]
        if not _is_one(sum(w[0] for w in weights), sum(w[1] for w in weights)):
            return
        parts: Iterable[dict[str, str]] = [*(held.pop(n) for n in mine), *map(read, sorted(below))]
        held[parent] = {token: value for part in parts for token, value in part.items()}
        name = parent


def _under(prefix: str, names: Sequence[str]) -> Sequence[str]:
    """Those of the sorted `names` that begin with `prefix`."""
    return names[bisect_left(names, prefix) : bisect_left(names, prefix + "2")]
