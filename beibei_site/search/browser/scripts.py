"""A file of the browser's index: a classic script that calls a function with its content."""

from __future__ import annotations

import json
import re
from typing import Any

from beibei_site.content.output import OutputFile

_ESCAPED = re.compile("[\u2028\u2029\ud800-\udfff]")  # line ends to older JavaScript; halves of characters


def script(name: str, call: str, *arguments: object) -> OutputFile:
    """The file `search/<name>.js`, which calls `beibei.<call>`."""
    written = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    safe = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return OutputFile(f"search/{name}.js", f"beibei.{call}({safe})\n".encode())


def parse_script(data: bytes) -> list[Any]:
    """The arguments in such a file; raises ValueError if it is not one."""
    text = data.decode()
    arguments: list[Any] = json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]")
    return arguments
