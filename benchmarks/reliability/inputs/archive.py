"""A small archive with a file of every kind, and what must hold of a build after one of them was damaged."""

from __future__ import annotations

import io
import os
import re
import resource
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import docx
import pymupdf

from benchmarks.reliability import faults

PAGES = {  # a page of a newspaper for every kind of seed
    "page.txt": """\
渡口小学迎来新校舍

本报讯（记者 林晓）9月1日，渡口镇中心小学的新校舍正式启用，三百二十名学生在新教室里上了第一课。

镇党委书记方远出席启用仪式。方远说，要把学校办好。
""",
    "note.md": """\
# 石桥村修通水泥路

本报讯（记者 高山）石桥村通往县城的水泥路昨日通车，村民卖菜不再绕行三十里山道。

这条路投资四百万元，全部由村民和乡友集资。
""",
    "web.html": """\
柳林夏粮收购全面启动

本报讯（记者 石青）6月8日，柳林乡二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成。

粮食局要求各收购点延长营业时间，为农户准备茶水。
""",
    "word.docx": """\
青山水库除险加固完工

本报讯（记者 江流）青山水库除险加固工程历时两年完工，下游八千亩农田的灌溉有了保障。

水库始建于一九五八年，库容一千二百万立方米。
""",
    "sheet.pdf": """\
白沙剧团下乡演出百场

本报讯（记者 黎明）白沙川剧团今年已在各村演出一百场，观众超过五万人次，老人孩子都爱看。

剧团团长说，明年还要排三出新戏。
""",
    "inner.txt": """\
清溪医院开出夜间门诊

本报讯（记者 白云）清溪人民医院从本月起开设夜间门诊，上班的病人下班后也能看上医生。

医院还为偏远病人备有十张床位。
""",
}
_FILES = {
    "content/articles/own.md": """\
---
id: own
title: 渡口的船
kicker: 旧事
deck: [一条老船]
date: 1998-05-01
issued: 1998-05-02
kind: report
byline: [林晓, {name: 方远, role: 摄}]
people: [周旭]
topics: [ferry]
places: [渡口镇]
bodies: [渡口镇中心小学]
keywords: [渡船]
page: 2
jump: {to: 3}
twins: [page-1]
aliases: [old-own]
confidence: 0.9
reviewed: 2026-11-20
note: 校过
---

旧船还在，周旭说。
""",
    "content/people.yml": """\
zhou-xu:
  name: 周旭
  names: {en: Zhou Xu}
  variants: [老周]
  description: 船工
  note: 生年不详
  same_as: ["https://example.org/1"]
  aliases: [old-zhou]
not: [周末]
""",
    "content/topics.yml": """\
ferry:
  name: 渡船
  terms: {船: 1}
  all: [[船]]
  without: [飞船]
  parent: river
  description: 船与河
river:
  name: 江河
""",
    "content/places.yml": "du-kou:\n  name: 渡口镇\n  at: [29.8, 106.4]\n  variants: [渡口]\n",
    "content/bodies.yml": "school:\n  name: 渡口镇中心小学\n  variants: [渡口小学]\n",
    "content/issues.yml": "1998-05-02: {pages: 4}\n江城日报:\n  1998-05-03: {pages: [A1-A4]}\n",
    "content/site.yml": """\
name: 渡口旧报库
paper: 渡口报
publisher_place: 渡口
language: zh-CN
text_language: zh-CN
punctuation: full-width
base_url: https://example.org/a/
description: 一个旧报库
about: 关于
contact: a@example.org
edit_url: "https://example.org/edit/{file}"
license: CC0
featured: [own]
featured_topics: [ferry]
review_link: false
markdown: false
share_font: ""
""",
    "templates/about.html": '{% extends "base.html" %}\n{% block main %}<h1>关于本库</h1>{% endblock %}\n',
    "static/own.css": "body { color: #111 }\n",
    "static/own.js": "const a = 1;\n",
}
OTHER = "---\nid: other\ntitle: 河口的桥\n---\n\n新桥通车。\n"  # saved together with every damage
_SECONDS, _BYTES = 60, 4 * 2**30  # of a processor and of memory, for one build
_MARKS = ("error: ", "warning: ", "note: ")
_OF_SEEDS = ("sources/", "coverage/", "index.html", ".beibei-site")  # what says that a seed cannot be read
_OF_LOG = re.compile(r"articles/other\.html|new/|feeds/")  # what tells when an article has come
Expected = Literal["error", "ignored", "warning", "same", "taken"]


@dataclass(frozen=True)
class Case:
    """A file of the archive, what is done to it, and what a build has to make of it.

    `error`: it is named, its last good state stands in for it, the status is 1. `ignored`: so it is, but what
    else the file says counts. `warning`: it is named, and counts. `same`: it does no harm. `taken`: it is no
    mistake but something that the site then shows.
    """

    name: str
    file: str
    do: Callable[[Path], object]
    expected: Expected = "error"
    refused: bool = False  # the system does not let the file be read


@dataclass(frozen=True)
class Verdict:
    """What was wrong with a build, in a word each; what it said, and how long its processor worked."""

    faults: tuple[str, ...]
    said: str
    seconds: float


@dataclass
class Bench:
    """The built archive, and the files of its site after `OTHER` was added."""

    base: Path
    sound: dict[str, str] = field(default_factory=dict)


def make_bench(folder: Path) -> Bench:
    """Write and build the archive below `folder`."""
    base = folder / "base"
    for name, text in _FILES.items():
        _write(base / name, text.encode())
    for name, data in _seeds():
        _write(base / "seeds" / name, data)
    assert faults.build_here(base) == 0  # loads the program
    after = faults.copy(base, folder / "sound")
    (after / "content/articles/other.md").write_text(OTHER, "utf-8")
    ended = faults.build(after)
    assert ended.status == 0, ended.said
    return Bench(base, _site(after))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _seeds() -> Iterator[tuple[str, bytes]]:
    yield "page.txt", PAGES["page.txt"].encode()
    yield "note.md", PAGES["note.md"].encode()
    paragraphs = "".join(f"<p>{text}</p>" for text in PAGES["web.html"].split("\n\n"))
    yield "web.html", f'<meta charset="utf-8"><title>夏粮</title><body>{paragraphs}'.encode()
    document, data = docx.Document(), io.BytesIO()
    for text in PAGES["word.docx"].split("\n\n"):
        document.add_paragraph(text)
    document.save(data)
    yield "word.docx", data.getvalue()
    with pymupdf.open() as pdf:
        sheet = pdf.new_page()
        for number, line in enumerate(PAGES["sheet.pdf"].split("\n")):
            sheet.insert_text((72, 72 + 16 * number), line, fontname="china-s", fontsize=12)
        yield "sheet.pdf", pdf.tobytes(no_new_id=True)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("inner.txt", PAGES["inner.txt"])
    yield "packed.zip", data.getvalue()


def _site(root: Path) -> dict[str, str]:
    """The site without the page that names what is broken."""
    return {name: digest for name, digest in faults.held(root / "site").items() if "review" not in name}


def try_case(bench: Bench, case: Case, place: Path) -> Verdict:
    """Damage a copy of the archive at `place`, build it, and judge."""
    root = faults.copy(bench.base, place)
    (root / "content/articles/other.md").write_text(OTHER, "utf-8")
    path = root / case.file
    case.do(path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = faults.build(root, lambda: _limit(path if case.refused else None))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return Verdict(tuple(_judge(bench, case, root, ended)), ended.said, seconds)


def _limit(refused: Path | None) -> None:
    """Let a build end if it does not by itself; it may not read the file `refused`, whoever it runs as."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    signal.alarm(10 * _SECONDS)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "os.scandir", "os.listdir") and str(arguments[0]) == str(refused):
            raise PermissionError(13, os.strerror(13), str(refused))

    if refused:
        sys.addaudithook(hear)


def _judge(bench: Bench, case: Case, root: Path, ended: faults.Ended) -> Iterator[str]:
    if ended.status < 0:
        yield "hang" if -ended.status in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else "crash"
        return
    if "Traceback" in ended.said or ended.status not in (0, 1, 2):
        yield "crash"
        return
    wanted = int(case.expected in ("error", "ignored"))
    if ended.status == 2:
        yield "stopped"
    elif ended.status != wanted:
        yield f"status {ended.status}"
    lines = [line for line in ended.said.split("\n") if line.startswith(_MARKS)]
    if case.expected not in ("same", "taken") and not any(Path(case.file).name in line for line in lines):
        yield "not named"
    if not (root / "site/articles/other.html").is_file():
        yield "rest not built"
    yield from _judge_site(bench, case, _site(root))


def _judge_site(bench: Bench, case: Case, site: dict[str, str]) -> Iterator[str]:
    changed = {n for n in site.keys() | bench.sound.keys() if site.get(n) != bench.sound.get(n)}
    if case.file.startswith("seeds/"):
        own = Path(case.file).stem
        changed = {n for n in changed if own not in n and not n.startswith(_OF_SEEDS)}
    if case.file.endswith("log.yml"):
        changed = {n for n in changed if not _OF_LOG.match(n)}
    if case.file.startswith(("templates/", "static/")):
        changed = {n for n in changed if not n.startswith(("about/", "assets/own.js", ".beibei"))}
    if case.expected in ("error", "same") and changed:
        yield f"other site: {len(changed)} files, such as {sorted(changed)[0]}"
