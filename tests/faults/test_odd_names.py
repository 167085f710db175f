"""The name of an archive's folder is no matter; `python -m benchmarks.reliability.paths` tries more names."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reliability.paths import expected_in, load_names, try_name

pytestmark = pytest.mark.slow
NAMES = ["ends with a line\n", "question?x=1", "--root"]


def test_an_archive_may_lie_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    expected = expected_in(tmp_path)
    assert len(load_names()) >= 30 and set(load_names()) > set(NAMES)
    for name in NAMES:
        assert try_name(name, tmp_path, expected) == []
