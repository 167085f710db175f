"""What the program supplies where the page has nothing: a title from the story's first sentence."""

from __future__ import annotations

import re

from beibei_site.domain.model import Story

_LEAD = re.compile(
    r"^[【\[]?(?:本报|本刊|本网|新华社|中新社|[\u4e00-\u9fff]{2,8}(?:日报|晚报|新闻|网|社))?[^，。（(：:]{0,12}?(?:讯|电|消息|报道)[】\]]?"
    r"[ ：:]*(?:[（(][^（）()]{1,60}[）)])?[ ：:，,]*|^本报记者[^，。]{1,20}?报道[：:，,]?"
)
_DATE = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚)?|近日|日前|昨日|昨天|今天)[，,]?"
)
_LONGEST = 30


def supply_title(story: Story) -> str:
    """A title in the words of the story's first sentence, without lead and dateline; cut short with ….

    It is no headline: whoever shows it marks it as supplied.
    """
    first = next((b.text for b in story.blocks if b.kind == "paragraph"), "")
    words = _DATE.sub("", _LEAD.sub("", first, count=1).strip(), count=1).strip(' ，,“"')
    sentence = re.split(r"[。！？!?；;]", words, maxsplit=1)[0]
    if not sentence:
        return "（无题）"
    return sentence if len(sentence) <= _LONGEST else _shorten(sentence)


def _shorten(sentence: str) -> str:
    """The longest run of whole clauses that fits, else the first letters; either way ends in …."""
    cut = max((m.start() for m in re.finditer(r"[，,：:]", sentence[: _LONGEST + 1])), default=0)
    return sentence[: cut if cut >= 10 else _LONGEST] + "…"
