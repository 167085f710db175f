"""Bytes that wait in a temporary file."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from beibei_site.content.output import OutputFile
from beibei_site.content.site.spool import Spool


def test_what_is_kept_is_read_again_in_any_order_and_as_often_as_wanted() -> None:
    spool = Spool()
    first, nothing = spool.keep(b"first"), spool.keep(b"")
    file = spool.keep_file(OutputFile("a/b.js", "第二".encode()))
    assert (file.path, file.data, first(), nothing(), file.data) == (
        "a/b.js",
        "第二".encode(),
        b"first",
        b"",
        "第二".encode(),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="pages are made by forked processes on Linux only")
def test_forked_processes_read_it_at_the_same_time() -> None:
    spool = Spool()
    kept = [spool.keep(bytes([number]) * 5000) for number in range(200)]

    def is_whole() -> bool:
        return all(read() == bytes([number]) * 5000 for number, read in enumerate(kept) for _ in range(5))

    context = multiprocessing.get_context("fork")
    others = [context.Process(target=lambda: sys.exit(not is_whole())) for _ in range(2)]
    for other in others:
        other.start()
    assert is_whole()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
