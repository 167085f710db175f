"""Kills builds, starts two at once and saves files while they run; counts what goes wrong.

    python -m benchmarks.reliability [--kills 400] [--doubles 50] [--edits 200] [--seed 1]

Every second build is killed just before one of its changes of the disk, evenly spread over all of them; the
others after a random time. Afterwards the site must be the old one or the new one, all edits and files of
others in place; every eighth archive is built once more and must be as if nothing had happened.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.reliability import faults
from benchmarks.reliability.archive import Trial, make_trial
from benchmarks.reliability.edits import try_edits

_AGAIN = 8  # one in so many archives is built once more


def kill_builds(trial: Trial, folder: Path, count: int, chance: random.Random) -> Counter[str]:
    """What `count` builds that were to be killed have left."""
    counts: Counter[str] = Counter()
    shift = chance.randrange(trial.changes)
    began = time.monotonic()
    faults.build(faults.copy(trial.before, folder / "run"))
    longest = 1.2 * (time.monotonic() - began)
    for number in range(count):
        run = faults.copy(trial.before, folder / "run")
        if number % 2:
            status = faults.build(
                run, faults.kill_before(run, (number * trial.changes // count + shift) % trial.changes)
            ).status
        else:
            wait = faults.start(run)
            time.sleep(chance.uniform(0, longest))
            os.kill(wait.process, signal.SIGKILL)
            status = wait().status
        counts["killed" if status < 0 else "done before"] += 1
        counts["the new site" if trial.is_new(run) else "the old site"] += 1
        found = trial.faults(run)
        if number % _AGAIN == 0:
            counts["built once more"] += 1
            again = faults.build(run)
            found += trial.faults(run, finished=True) if again.status == 0 else [again.said]
        counts.update(f"FAULT: {fault}" for fault in found)
        if found or number % 25 == 24:
            print(f"{number + 1}: {found or 'nothing wrong so far'}", flush=True)
    return counts


def double_builds(trial: Trial, folder: Path, count: int, chance: random.Random) -> Counter[str]:
    """How `count` pairs of builds have ended; every second pair waits for one another."""
    counts: Counter[str] = Counter()
    for number in range(count):
        run = faults.copy(trial.before, folder / "run")
        options = ("--wait",) if number % 2 else ()
        first = faults.start(run, lambda: None, *options)
        time.sleep(chance.uniform(0, 0.3))
        second = faults.start(run, lambda: None, *options)
        ended = [first(), second()]
        counts[f"statuses {sorted(e.status for e in ended)}{' with --wait' if options else ''}"] += 1
        counts["FAULT: traceback"] += sum("Traceback" in e.said for e in ended)
        counts.update(f"FAULT: {fault}" for fault in trial.faults(run, finished=True))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("kills", 400), ("doubles", 50), ("edits", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=count)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trial = make_trial(folder)
        print(f"a build of this archive changes the disk {trial.changes} times")
        for title, counts in (
            (f"{options.kills} builds to be killed", kill_builds(trial, folder, options.kills, chance)),
            (f"{options.doubles} pairs of builds", double_builds(trial, folder, options.doubles, chance)),
        ):
            print(title)
            for what, count in sorted(counts.items()):
                print(f"    {what:40} {count:4}", flush=True)
        fates = try_edits(folder / "edits", options.edits, options.seed)
        print(f"{options.edits} edits")
        for (kind, fate), count in sorted(fates.items()):
            print(f"    {kind:10} {fate:30} {count:4}")


if __name__ == "__main__":
    main()
