"""Calls a function in a process of its own, with limits, so that a file that explodes costs one file.

PDF libraries are written in C: a damaged file can make them fall over, or work and grow without end.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

with suppress(ImportError):  # Windows: no limits there, but still a process of its own
    import resource

T = TypeVar("T")
SECONDS, BYTES = 600, 6 * 2**30  # of a processor, and of address space
if sys.platform == "win32":
    _context = _inner = multiprocessing.get_context("spawn")
else:
    _context = multiprocessing.get_context("forkserver")  # a process is there at once, and holds no threads
    _inner = multiprocessing.get_context("fork")  # in a fork, which may have inherited a server not its own
_LOADED_IN = os.getpid()


def call_apart(function: Callable[[bytes], T], data: bytes, seconds: int = SECONDS, size: int = BYTES) -> T:
    """`function(data)`; both, and the result, must be picklable.

    Raises ValueError as the function does, and with a message for users if it falls over or goes beyond
    `seconds` of processor time or `size` bytes.
    """
    if multiprocessing.current_process().daemon:  # a worker of a cluster, which may start no process
        return function(data)
    is_fork = os.getpid() != _LOADED_IN
    context = _inner if is_fork else _context
    if not is_fork:
        _context.set_forkserver_preload([function.__module__])
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, function, seconds, size), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        is_done, result = ours.recv()
    except (EOFError, OSError):
        limits = f"{seconds} s, {size >> 20} MiB"
        raise ValueError(f"the reader fell over, or went beyond its limits ({limits})") from None
    finally:
        ours.close()
        process.kill()
        process.join()
    if not is_done:
        raise ValueError(result)
    value: T = result
    return value


def _work(connection: Connection, function: Callable[[bytes], T], seconds: int, size: int) -> None:
    if sys.platform != "win32":
        for kind, value in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, size),
            (resource.RLIMIT_CORE, 0),
        ):
            _, most = resource.getrlimit(kind)  # the user's own limit may be narrower
            resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))
    try:
        connection.send((True, function(connection.recv_bytes())))
    except ValueError as error:
        connection.send((False, str(error)))
    except Exception as error:  # whatever a damaged file makes a library raise
        connection.send((False, f"it cannot be read ({type(error).__name__} {error})".replace(" )", ")")))
