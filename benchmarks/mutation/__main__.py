"""Changes one thing in the program at a time, and counts the changes that the tests detect.

    python -m benchmarks.mutation [--sample 75] [--seed 1] [--seconds 12] [--record TESTS]... [PACKAGE...]

Cosmic Ray's operators define what can be changed: a comparison, a number, `and` for `or`, a loop that never
runs. A random sample of all such places in a package (default: parsing, cataloguing, content, search) is
tried, in a copy of the repository, with the quick tests that cover the changed line, fastest first, up to 12
seconds of processor time. A change that none of them detects has survived. The first run records which tests
cover which lines, which takes some minutes; `--record tests/content` records these tests again. Killed
mutants are remembered until their module changes, so a second run tries only the survivors.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from hashlib import sha256
from pathlib import Path

from scipy.stats import binomtest

from benchmarks.mutation.coverage_map import Record
from benchmarks.mutation.mutants import Mutant, describe_change, sample
from benchmarks.mutation.trial import Outcome, Trials, copy_program

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("parsing", "cataloguing", "content", "search")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutation", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE")
    parser.add_argument("--sample", type=int, default=75, help="changes per package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=12, help="processor time for the tests of one")
    parser.add_argument("--record", action="append", default=[], metavar="TESTS")
    return parser.parse_args()


class _Killed:
    """The names of mutants killed before, each with the digest of its whole mutated module."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._names: set[str] = set(json.loads(file.read_text("utf-8"))) if file.exists() else set()

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def add(self, key: str) -> None:
        self._names.add(key)
        self._file.write_text(json.dumps(sorted(self._names)), "utf-8")


def main() -> None:
    wanted = _arguments()
    folder = ROOT / ".cache" / "mutation"
    record = Record(folder, folder / "copy")
    copy_program(ROOT, record.root)
    os.chdir(record.root)  # ignore edits made in the meantime
    if tests := wanted.record or ([] if record.exists else ["tests", "beibei_site"]):
        record.make(tests)
    trials = Trials(record, wanted.seconds)
    killed = _Killed(folder / "killed.json")
    for package in wanted.packages:
        paths = sorted(Path("beibei_site", package).rglob("*.py"))
        outcomes = Counter(_try(m, trials, killed) for m in sample(paths, wanted.sample, wanted.seed))
        _report(package, outcomes)


def _try(mutant: Mutant, trials: Trials, killed: _Killed) -> Outcome:
    source = mutant.path.read_text("utf-8")
    changed = mutant.write(source)
    key = f"{mutant.name} {sha256(changed.encode()).hexdigest()}"
    if key in killed:
        return "killed"
    outcome = trials.run(mutant, changed)
    if outcome == "killed":
        killed.add(key)
    else:
        print(f"{outcome}: {mutant.name}\n{describe_change(source, changed)}", flush=True)
    return outcome


def _report(package: str, outcomes: Counter[Outcome]) -> None:
    count = outcomes.total()
    between = binomtest(outcomes["killed"], count).proportion_ci(method="wilson")
    print(
        f"{package}: {outcomes['killed']} of {count} killed, {outcomes['killed'] / count:.0%} "
        f"(95 % interval {between.low:.0%} to {between.high:.0%}); "
        f"{outcomes['not run']} not run by a quick test",
        flush=True,
    )


main()
