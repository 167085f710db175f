"""Damages files at random and hands them to what reads them: each must answer with a value, or a message.

    python -m benchmarks.reliability.fuzz [--inputs 300000] [--from 0] [--seed 1] [--only PDF]

An input is drawn from the seed and its number alone: `--from N --inputs 1` brings the input N back, and a run
that was stopped goes on from there. All are read in one process, each with an alarm; only for a PDF it forks,
as a worker of a build does. Counted as wrong are exceptions that are no message for people, what must hold
and does not (see `targets`), and more than `SLOW` seconds of processor time.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
from collections import Counter
from ctypes import c_longlong
from multiprocessing.sharedctypes import Synchronized

from benchmarks.reliability.targets import TARGETS, Target

SLOW = 5.0  # seconds of processor time
_GOOD = ("value", "message")
_EVERY = 10_000  # inputs after which a line is printed


class _TooSlowError(BaseException):
    """No `except Exception` of a parser holds it back."""


def _alarm(number: int, frame: object) -> None:
    raise _TooSlowError


def attempt(target: Target, number: int, seed: int) -> str:
    """`value`, `message`, or what went wrong with one input."""
    made = target.make(random.Random(f"{seed}-{number}-input"))
    signal.setitimer(signal.ITIMER_PROF, SLOW)
    try:
        target.read(made)
        return "value"
    except _TooSlowError:
        return f"more than {SLOW:.0f} s"
    except Exception as error:
        is_for_people = isinstance(error, target.message) and not isinstance(error, UnicodeError)
        return "message" if is_for_people and str(error) else _named(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _named(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}"[:200] + where


def _read_all(options: argparse.Namespace, at: Synchronized[int]) -> None:
    """Read the inputs, print what is wrong and how many there were; `at` is the number of the present one."""
    targets = [t for t in TARGETS if options.only in (None, t.name)]
    signal.signal(signal.SIGPROF, _alarm)
    counts: dict[str, Counter[str]] = {target.name: Counter() for target in targets}
    for number in range(options.first, options.first + options.inputs):
        at.value = number
        chance = random.Random(f"{options.seed}-{number}")
        (target,) = chance.choices(targets, [t.share for t in targets])
        outcome = attempt(target, number, options.seed)
        counts[target.name][outcome if outcome in _GOOD else "wrong"] += 1
        if outcome not in _GOOD:
            print(f"{target.name}, input {number} of seed {options.seed}: {outcome}", flush=True)
        if number % _EVERY == _EVERY - 1:
            print(f"{number + 1:,} inputs", flush=True)
    for name, found in counts.items():
        print(f"{name:10} {found['value']:8,} read, {found['message']:8,} messages, {found['wrong']:4} wrong")
    total = sum(counts.values(), Counter[str]())
    print(f"{total.total():,} inputs, {total['wrong']} wrong")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=300_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[target.name for target in TARGETS])
    options = parser.parse_args()
    context = multiprocessing.get_context("fork")
    at = context.Value(c_longlong, options.first)
    reader = context.Process(target=_read_all, args=(options, at))  # a library of C code may fall over
    reader.start()
    reader.join()
    if reader.exitcode:
        sys.exit(f"input {at.value} of seed {options.seed} ended the process with {reader.exitcode}")


if __name__ == "__main__":
    main()
