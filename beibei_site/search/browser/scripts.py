"""A file of the browser's index: a classic script that calls a function with its content."""

from __future__ import annotations

import json
from typing import Any

from beibei_site.content.output import OutputFile


def script(name: str, call: str, *arguments: object) -> OutputFile:
    """The file `search/<name>.js`, which calls `beibei.<call>`."""
    written = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(f"search/{name}.js", f"beibei.{call}({safe})\n".encode())


def parse_script(data: bytes) -> list[Any]:
    """The arguments in such a file; raises ValueError if it is not one."""
    text = data.decode()
    arguments: list[Any] = json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]")
    return arguments
