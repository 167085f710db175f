"""Keywords: the words that set an article apart from the others (TF-IDF)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise

from beibei_site.cataloguing.names.bylines import searched_text
from beibei_site.chinese.cutter import Cutter, cutters
from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.variants import simplify
from beibei_site.content.cache import Remember, digest
from beibei_site.domain.archive import Archive
from beibei_site.domain.text import HAN

_KINDS = frozenset(("n", "nz", "ns", "nt", "vn", "l", "j", "i"))
_IN_PHRASES = (_KINDS | {"v", "b", ""}) - {"ns", "nt"}
_HAN = re.compile(f"[{HAN}]")
_LONGEST_NAME = 4  # characters: the longest person's name looked for at the start of a word
_MOST = 6
_LEAST_MENTIONS = 2
_LONGEST_PHRASE = 8
_WORD = 3  # characters; anything longer is a phrase
_TOGETHER = 0.6  # the share of their mentions in which the words of a phrase occur together
_PHRASE = 1.4  # weight of a phrase relative to a word
# Words too common in newspapers to be keywords.
_COMMONPLACE = frozenset(
    """
    会议 双方 两地 方面 情况 问题 工作 项目 活动 部门 单位 相关 负责人 记者 目标 要求
    精神 作用 经验 条件 基础 大家 时代 意见 全区 全市 我区 全县 高度 重要讲话 协议
    领导 同志 群众 任务 措施 机制 水平 能力 力量 成果 成效 重点 关键 核心 内容 过程
    时间 地方 全国 行动 会上 意义 形势 局面 作风 方式 方向 方案 本报讯 对象 人员 有关
    着力 劲头 加强 推进 推动 进一步 加快 深入 坚持 认真 贯彻 落实 贯彻落实 强调 指出
    全面 领会 优势 地区 总书记
    """.split()
)


def countable(words: Sequence[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """The nouns of a text (two characters or more), and word pairs that nearly always occur together
    (脱贫攻坚), with their counts, sorted."""
    every = Counter([word for word, _ in words])
    parts = [word if len(word) >= 2 and tag in _IN_PHRASES and _tells(word) else "" for word, tag in words]
    counts = Counter([word for word, tag in words if len(word) >= 2 and tag in _KINDS and _tells(word)])
    pairs = Counter([pair for pair in pairwise(parts) if pair[0] and pair[1]])
    for (one, other), n in pairs.items():
        together = n >= _TOGETHER * max(every[one], every[other])
        if n >= _LEAST_MENTIONS and together and len(one + other) <= _LONGEST_PHRASE:
            counts[one + other] = n
    return tuple(sorted(counts.items()))


def _tells(word: str) -> bool:
    return word not in _COMMONPLACE and bool(_HAN.match(word))


def find_keywords(archive: Archive, remember: Remember) -> dict[str, tuple[str, ...]]:
    """The keywords of each article by its id: those that a person has written into it, or else the words that
    set it apart in the whole archive. A word that begins with the name of a person is none."""
    people = frozenset(form for record in archive.entries("people") for form in record.forms)
    cutter, counts = cutters()[0], []
    for article in archive.articles:
        text = searched_text(article)
        key, compute = digest(cutter.name, text), partial(_count_words, text, cutter)
        words = remember("words", key, tuple[tuple[str, int], ...], compute)
        counts.append([pair for pair in words if not _begins_with(pair[0], people)])
    chosen = choose_keywords(counts)
    return {a.id: a.keywords or words for a, words in zip(archive.articles, chosen, strict=True)}


def _count_words(text: str, cutter: Cutter) -> tuple[tuple[str, int], ...]:
    simple = simplify(text)
    known = list(cutter.cut(simple))
    words = known if simple == text else list(_as_printed(text, known))
    tags = dictionary().tags(simple)
    return countable([(word, tags.get(of, "")) for word, of in zip(words, known, strict=True)])


def _as_printed(text: str, words: Iterable[str]) -> Iterator[str]:
    """The pieces of `text` that `words`, of the same lengths, stand for."""
    at = 0
    for word in words:
        yield text[at : at + len(word)]
        at += len(word)


def _begins_with(word: str, people: Set[str]) -> bool:
    return any(word[:length] in people for length in range(2, _LONGEST_NAME + 1))


def choose_keywords(counts: Sequence[Sequence[tuple[str, int]]]) -> list[tuple[str, ...]]:
    """For each article (its words with counts), the words that are most distinctive within the archive, best
    first."""
    frequency = Counter(word for article in counts for word, _ in article)
    return [_best(article, frequency, len(counts)) for article in counts]


def _best(article: Sequence[tuple[str, int]], frequency: Mapping[str, int], total: int) -> tuple[str, ...]:
    """The keywords of one article; `frequency` is the number of articles, of `total`, that have a word."""
    weights = {
        word: n * math.log((total + 1) / (frequency[word] + 0.5)) * (_PHRASE if len(word) > _WORD else 1.0)
        for word, n in article
        if n >= _LEAST_MENTIONS
    }
    return _distinct(sorted(weights, key=lambda word: (-weights[word], word)))


def _distinct(words: Sequence[str]) -> tuple[str, ...]:
    """The first of `words`, skipping any that contain, or are contained in, one already taken."""
    kept: list[str] = []
    for word in words:
        if len(kept) < _MOST and not any(word in other or other in word for other in kept):
            kept.append(word)
    return tuple(kept)
