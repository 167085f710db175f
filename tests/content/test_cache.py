"""The cache: a value is worked out once, forgotten when nobody asks for it, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from beibei_site.content.cache import Cache, digest


class Counted:
    """A function that says how often it was called."""

    def __init__(self, value: object) -> None:
        self.value, self.calls = value, 0

    def __call__(self) -> object:
        self.calls += 1
        return self.value


def test_a_value_is_worked_out_once_for_a_kind_and_a_key(tmp_path: Path) -> None:
    cache, compute = Cache(tmp_path / "new" / "values.db"), Counted((1, "甲"))
    for kind, key, calls in [("a", "1", 1), ("a", "1", 1), ("b", "1", 2), ("a", "2", 3), ("b", "1", 3)]:
        assert cache.remember(kind, key, tuple[int, str], compute) == (1, "甲")
        assert compute.calls == calls
    cache.close()
    again = Cache(tmp_path / "new" / "values.db")
    assert again.remember("a", "1", tuple[int, str], lambda: pytest.fail("known")) == (1, "甲")
    assert again.get("a", "3", int) is None


def test_a_value_of_another_shape_is_worked_out_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "values.db")
    cache.put("a", "1", "text")
    assert cache.remember("a", "1", int, lambda: 7) == 7
    assert cache.get("a", "1", int) == 7


def test_what_a_build_has_no_use_for_is_forgotten_if_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "values.db"
    cache = Cache(path)
    for key in "123":
        cache.put("a", key, int(key))
    cache.prune()
    cache.close()
    cache = Cache(path)
    assert cache.get("a", "1", int) == 1
    cache.put("a", "4", 4)
    cache.close()
    cache = Cache(path)
    assert [cache.get("a", key, int) for key in "24"] == [2, 4]
    cache.prune()
    cache.close()
    cache = Cache(path)
    assert [cache.get("a", key, int) for key in "1234"] == [None, 2, None, 4]


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "values.db"
    path.write_bytes(b"no database" * 200)
    cache = Cache(path)
    assert cache.get("a", "1", int) is None
    cache.put("a", "1", 1)
    cache.close()
    assert Cache(path).get("a", "1", int) == 1


def test_the_parts_of_a_digest_are_kept_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("甲") == digest("甲".encode()) and len(digest()) == 64
