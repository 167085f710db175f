"""The wording of the program's decisions: one sentence for every code of `domain.reasons`.

Chinese, which is also the key to the other languages (`locale/*.po`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from beibei_site.domain.reasons import Reason
from beibei_site.rendering.language import translations

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "headline-above": "标题在正文之前，与正文同有%(pairs)s对字",
        "headline-below": "标题在正文之后，与正文同有%(pairs)s对字",
        "margin": "与标题另一侧的正文相比，得分差%(points)s",
        "no-headline": "版面上没有合适的标题",
        "headline-over": "标题在正文上方",
        "headline-under": "标题在正文下方",
        "headline-left": "标题在正文左边",
        "headline-right": "标题在正文右边",
        "headline-near": "标题在正文附近",
        "headline-run-in": "标题与正文首行接排",
        "columns-joined": "正文由%(count)s段分栏接成",
        "weakest-link": "最没有把握的一处判断，概率%(percent)s%%",
        "quote-missing": "标题引用而正文没有的话：%(words)s",
        "numbered-sections": "图表的%(count)s节按序号排列",
        "opens-with-lead": "以电头开篇",
        "no-lead": "没有电头",
        "page-has-headlines-above": "本版惯例是标题在前",
        "page-has-headlines-below": "本版惯例是标题在后",
        "lost-ends": "末尾在版面上缺失的段落：%(count)s",
        "whole-file": "整个文件是一篇稿件",
        "part-of-collection": "合集中的一篇",
        "headline-of-story-above": "标题也可能属于上一篇",
        "headline-of-story-below": "标题也可能属于下一篇",
        "may-follow": "第%(line)s行起的文字也可能接在第%(after)s行之后（可能性%(percent)s%%）",
        "may-have-headline": "第%(line)s行起的文字也可能属于第%(headline)s行的标题（可能性%(percent)s%%）",
        "may-stand-alone": "第%(line)s行起也可能是另一篇无标题的文字（可能性%(percent)s%%）",
        "by-hand": "由编者撰写或改定",
        "same-sound": "%(one)s／%(other)s：读音相同，是否同一人？",
        "short-form": "%(short)s：是否即 %(full)s？",
        "unrelated-offices": "%(name)s：职务不同，是否同名的两人？",
        "unproved-name": "%(name)s：是不是人名？",
        "frequent-keyword": "%(word)s：%(count)s篇文章的关键词，是否立为专题？",
        "unclear-jump": "《%(start)s》与《%(rest)s》：转接的版次互相对应，是否同一篇的两段？",
        "unknown-topic": "%(topic)s：topics.yml 里没有这个专题，是笔误，还是新专题？",
    }
)

AT_ZERO: Mapping[str, str] = MappingProxyType(  # a number that says nothing as a number
    {
        "headline-above": "标题在正文之前，与正文没有相同的词",
        "headline-below": "标题在正文之后，与正文没有相同的词",
        "margin": "标题与两侧的正文一样近",
    }
)


def tell(gettext: Callable[[str], str], reason: Reason) -> str:
    """A reason as a sentence, in the language of `gettext`."""
    values = {
        name: gettext("、").join(value) if isinstance(value, tuple) else value
        for name, value in reason.values
    }
    sentences = AT_ZERO if 0 in values.values() and reason.code in AT_ZERO else SENTENCES
    return gettext(sentences[reason.code]) % values


def teller(language: str) -> Callable[[Reason], str]:
    """`tell` in one language of the interface: zh-CN, en."""
    return partial(tell, translations(language).gettext)
