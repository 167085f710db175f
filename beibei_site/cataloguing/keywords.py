"""Keywords: the words that set an article apart from the others (TF-IDF)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, partial
from itertools import pairwise
from sys import intern

import msgspec

from beibei_site.cataloguing.names.bylines import text_for_names
from beibei_site.chinese.cutter import Cutter, cutters
from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.variants import simplify
from beibei_site.content.cache import Remember, digest, digests_of, grouped
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.domain.text import HAN

Counts = tuple[tuple[str, int], ...]  # words, each with how often it stands in an article
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


def countable(words: Sequence[tuple[str, str]]) -> Counts:
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


class _Words(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of a group of articles: in how many of them each stands, and for each article those that may
    be its keywords, with their counts, packed: of all articles they are many."""

    bearers: dict[str, int]
    often: bytes


def find_keywords(archive: Archive, remember: Remember) -> dict[str, tuple[str, ...]]:
    """The keywords of each article by its id: those that a person has written into it, or else the words that
    set it apart in the whole archive. A word that begins with the name of a person is none."""
    cutter, articles = cutters()[0], archive.by_id
    frequency: Counter[str] = Counter()
    often: list[tuple[list[str], bytes]] = []
    keys = digests_of(archive)
    for ids in grouped(articles):
        key = digest(cutter.name, "\n".join(ids), "\n".join(keys[i] for i in ids))
        words = remember("words", key, _Words, partial(_count_all, [articles[i] for i in ids], cutter))
        frequency.update(words.bearers)
        often.append((ids, words.often))
    dictionary().forget_tags()
    people = frozenset(form for record in archive.entries("people") for form in record.forms)
    is_name = cache(partial(_begins_with, people=people))
    found: dict[str, tuple[str, ...]] = {}
    for ids, packed in often:
        for article_id, counts in zip(ids, msgspec.msgpack.decode(packed, type=list[Counts]), strict=True):
            free = [pair for pair in counts if not is_name(pair[0])]
            found[article_id] = choose_keywords(free, frequency, len(articles))
    return {i: article.keywords or found[i] for i, article in articles.items()}


def _count_all(articles: Iterable[Article], cutter: Cutter) -> _Words:
    found = [_count_words(article, cutter) for article in articles]
    bearers = Counter(word for words in found for word, _ in words)
    often = [tuple(pair for pair in words if pair[1] >= _LEAST_MENTIONS) for words in found]
    return _Words(dict(bearers), msgspec.msgpack.encode(often))


def _count_words(article: Article, cutter: Cutter) -> Counts:
    text = text_for_names(article)
    simple, words, at = simplify(text), [], 0
    cut = list(cutter.cut(simple))
    tags = dictionary().tags("".join(word[0] for word in cut if len(word) > 1))
    for word in cut:
        words.append((intern(text[at : at + len(word)]), tags.get(word, "")))  # each word once in memory
        at += len(word)
    return countable(words)


def _begins_with(word: str, people: Set[str]) -> bool:
    return any(word[:length] in people for length in range(2, _LONGEST_NAME + 1))


def choose_keywords(
    counts: Iterable[tuple[str, int]], frequency: Mapping[str, int], total: int
) -> tuple[str, ...]:
    """The words of an article, given with their counts, that are most distinctive within the archive, best
    first; `frequency` is the number of articles, of `total`, that have a word."""
    weights = {
        word: n * math.log((total + 1) / (frequency[word] + 0.5)) * (_PHRASE if len(word) > _WORD else 1.0)
        for word, n in counts
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
