"""The cache: a value is worked out once, forgotten when nobody asks for it, and never a reason to fail."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk import seal


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
    with closing(Cache(tmp_path / "new" / "values.db")) as again:
        assert again.remember("a", "1", tuple[int, str], lambda: pytest.fail("known")) == (1, "甲")
        assert again.get("a", "3", int) is None


def test_a_value_of_another_shape_is_worked_out_anew(tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "values.db")) as cache:
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
    with closing(Cache(path)) as cache:
        assert [cache.get("a", key, int) for key in "1234"] == [None, 2, None, 4]


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def file_for_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("no folder")


def folder_for_file(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)


def in_sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return run


def torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 7):
        data[at] ^= 0x5A
    path.write_bytes(data)


DAMAGED: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b"no database" * 200),
    lambda path: path.write_bytes(path.read_bytes()[:5000]),
    torn,
    link_to_nothing,
    file_for_folder,
    folder_for_file,
    in_sql("drop table entry", "create table entry (kind text, key text, value blob)"),
    in_sql(
        "drop table entry",
        "create view entry as select 1 as kind, 2 as key, 3 as value, 4 as seal, 5 as used",
    ),
    in_sql("update entry set value = '2'"),
    in_sql("update entry set value = X'32'"),
    in_sql("update entry set value = NULL"),
    in_sql("update entry set seal = NULL"),
    in_sql("update entry set value = 7, seal = 'text'"),
    in_sql("update entry set key = (select max(key) from entry) || 'x' where rowid = 1"),
]


@pytest.mark.parametrize("damage", DAMAGED)
def test_whatever_is_odd_is_made_anew(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    path = tmp_path / "cache" / "values.db"
    with closing(Cache(path)) as cache:
        cache.put("a", "1", 1)
    damage(path)
    for known in ({None}, {None, 3}, {3}):  # never the planted 2; one build may keep it in memory alone
        with closing(Cache(path)) as cache:
            assert cache.get("a", "1", int) in known
            cache.put("a", "1", 3)


def test_a_value_is_known_only_where_it_was_put(tmp_path: Path) -> None:
    path = tmp_path / "values.db"
    with closing(Cache(path)) as cache:
        cache.put("a", "1", 1)
        cache.put("a", "2", 2)
    in_sql("update entry set (value, seal) = (select value, seal from entry where key like '%-2')")(path)
    with closing(Cache(path)) as cache:
        assert [cache.get("a", key, int) for key in "12"] == [None, 2]


def test_a_cache_that_is_damaged_while_it_is_used_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "values.db"
    with closing(Cache(path)) as cache:
        for key in range(3000):
            cache.put("a", str(key), "x" * 100)
    cache = Cache(path)
    assert cache.get("a", "1", str) == "x" * 100
    torn(path)
    known = [cache.remember("a", str(key), str, lambda: "y") for key in range(3000)]
    assert {*known} <= {"x" * 100, "y"}
    cache.prune()
    cache.close()


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of another user's key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seal._key.cache_clear()
    yield tmp_path / "state" / "beibei-site"
    seal._key.cache_clear()


def test_a_cache_of_another_user_is_worth_nothing(tmp_path: Path, state: Path) -> None:
    path = tmp_path / "values.db"
    with closing(Cache(path)) as cache:
        cache.put("a", "1", 1)
    key = (state / "key").read_bytes()
    assert stat.S_IMODE((state / "key").stat().st_mode) == 0o600 and len(key) == 32
    assert [p.name for p in state.iterdir()] == ["key"]
    seal._key.cache_clear()
    with closing(Cache(path)) as cache:
        assert cache.get("a", "1", int) == 1
    for damage in (b"", key[:31], b"x" * 32):
        (state / "key").write_bytes(damage)
        seal._key.cache_clear()
        with closing(Cache(path)) as cache:
            assert cache.get("a", "1", int) is None


def test_without_a_place_for_the_key_nothing_is_remembered(tmp_path: Path, state: Path) -> None:
    state.parent.write_text("no folder")
    for _ in range(2):
        seal._key.cache_clear()
        with closing(Cache(tmp_path / "values.db")) as cache:
            assert cache.get("a", "1", int) is None
            cache.put("a", "1", 1)
            assert cache.get("a", "1", int) == 1


def test_the_parts_of_a_digest_are_kept_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("甲") == digest("甲".encode()) and len(digest()) == 64
    kept = "e8225e1c0eb2b41107fa8dcb616944ed500ca48fe9309c3bdd50ce8274cf2a0a"
    assert digest("甲", "b") == kept, "page records would tell all articles as corrected"
