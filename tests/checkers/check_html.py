"""The Nu HTML checker finds no error and no warning on any page.

Pages are checked at an address, not as files: the checker compares each page's resources with its
Content-Security-Policy, and 'self' means nothing to it for a file.
"""

from __future__ import annotations

import json
import subprocess

from tests.checkers.conftest import Served, module

ALLOW_LOCAL = "-Dnu.validator.servlet.allow-forbidden-hosts=true"


def test_no_error_and_no_warning_on_any_page(served: Served) -> None:
    pages = [f"{served.address}/{name}" for name in served.pages()]
    jar = module("vnu-jar/build/dist/vnu.jar")
    command = ["java", "-Xss1m", ALLOW_LOCAL, "-jar", str(jar), "--format", "json", *pages]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(run.stderr or run.stdout)["messages"]
    assert [f"{m.get('url')}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
