"""Damages every file of a small archive in every way, builds it, and counts what goes wrong.

    python -m benchmarks.reliability.inputs [--only WORDS] [--say]

Of every case: the build ends within 60 s of processor time, without a traceback, with the status that says
whether something was left out; the file is named; the rest is built; the site is otherwise that of the
undamaged archive. `--only` takes the cases whose names hold WORDS; `--say` prints what every build has said.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.reliability.inputs import damage, values
from benchmarks.reliability.inputs.archive import make_bench, try_case


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--say", action="store_true")
    options = parser.parse_args()
    cases = [case for case in (*damage.cases(), *values.cases()) if options.only in case.name]
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        bench = make_bench(Path(folder))
        for case in cases:
            verdict = try_case(bench, case, Path(folder) / "run")
            counts.update(fault.split(":")[0] for fault in verdict.faults)
            counts["not as expected"] += bool(verdict.faults)
            slowest = max(slowest, (verdict.seconds, case.name))
            if verdict.faults or options.say:
                print(f"{case.name} [{case.expected}]: {'; '.join(verdict.faults) or 'as expected'}")
                print("    " + verdict.said[-1500:].replace(folder, "").replace("\n", "\n    "), flush=True)
    print(f"{len(cases)} cases, the slowest {slowest[0]:.1f} s: {slowest[1]}")
    for what, count in sorted(counts.items()):
        print(f"    {what:40} {count:4}")


if __name__ == "__main__":
    main()
