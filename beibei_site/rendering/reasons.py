"""The reader's reasons, which the ledger keeps in English, in the words of the interface."""

from __future__ import annotations

import re
from collections.abc import Callable

# Each form of a reason, and the words for it; what has no form here is shown as it stands.
FORMS: tuple[tuple[str, str], ...] = (
    (r"no heading on the page suits this text", "版面上没有合适的标题"),
    (r"opens with a lead", "以电头开篇"),
    (
        r"no lead; the page's habit is headings before",
        "没有电头；本版惯例是标题在前",
    ),
    (r"no lead; the page's habit is headings after", "没有电头；本版惯例是标题在后"),
    (
        r"headline before body, (?P<pairs>\d+) shared pairs",
        "标题在正文之前，与正文同有%(pairs)s对字",
    ),
    (
        r"headline after body, (?P<pairs>\d+) shared pairs",
        "标题在正文之后，与正文同有%(pairs)s对字",
    ),
    (
        r"headline before body, (?P<pairs>\d+) shared pairs, margin (?P<margin>[\d.-]+) over the next",
        "标题在正文之前，与正文同有%(pairs)s对字，比次选多%(margin)s分",
    ),
    (
        r"headline after body, (?P<pairs>\d+) shared pairs, margin (?P<margin>[\d.-]+) over the next",
        "标题在正文之后，与正文同有%(pairs)s对字，比次选多%(margin)s分",
    ),
    (
        r"(?P<cuts>\d+) paragraphs? whose end the page has lost",
        "有%(cuts)s段的末尾在版面上缺失",
    ),
    (
        r"quoted in the headline but not in the text: (?P<words>.*)",
        "标题引用而正文没有的话：%(words)s",
    ),
    (
        r"numbered sections put in order, (?P<count>\d+) matched by shared words",
        "分节按序号排列，其中%(count)s节按共有的字配上标题",
    ),
    (r"the heading may belong to the story above", "标题也可能属于上一篇"),
    (r"the heading may belong to the story below", "标题也可能属于下一篇"),
)


def tell(gettext: Callable[[str], str], reason: str) -> str:
    """A reason in the interface's words."""
    for pattern, words in FORMS:
        match = re.fullmatch(pattern, reason)
        if match:
            return gettext(words) % match.groupdict()
    return reason
