"""jieba asks for `pkg_resources`, which is gone from the newest setuptools: it must not matter."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

GONE = "import sys; sys.modules['pkg_resources'] = None"  # what imports it finds none
CUT = (
    "from beibei_site.chinese.segmenter import dictionary; print(*dictionary().cut('北碚文化和旅游发展大会'))"
)


def test_words_are_cut_without_setuptools() -> None:
    command = [sys.executable, "-X", "utf8", "-W", "error", "-c", f"{GONE}; {CUT}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("北碚 文化 和 旅游 发展 大会\n", "")
