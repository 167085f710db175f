"""Lighthouse: 100 for accessibility, best practices and SEO, at least 99 for performance."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checkers.conftest import Served, kinds, module

BARS = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.99}


_RUNS = 3  # performance is measured in time: what else the machine does may cost a run its score


@pytest.mark.parametrize("kind", ["home", "article", "issue", "page", "topic", "person", "search"])
def test_scores(served: Served, kind: str, tmp_path: Path) -> None:
    address = f"{served.address}/{kinds(served.root)[kind]}"
    for run in range(_RUNS):
        scores, failed = score(address, tmp_path / f"{run}.json")
        if scores["performance"] >= BARS["performance"]:
            break
    assert all(scores[name] >= bar for name, bar in BARS.items()), (scores, failed)


def score(address: str, report: Path) -> tuple[dict[str, float], list[str]]:
    """The scores of the page at an `address`, and the audits that it fails."""
    command = [
        "node",
        str(module("lighthouse/cli/index.js")),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(BARS)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    chromium = shutil.which("chromium")
    assert chromium, "no chromium on this machine: apt-get install chromium"
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": chromium, "CI": "1"},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    result = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: result["categories"][name]["score"] for name in BARS}
    failed = [a["id"] for a in result["audits"].values() if a["score"] is not None and a["score"] < 0.9]
    return scores, failed
