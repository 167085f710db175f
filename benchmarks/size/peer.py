"""The same articles for Hugo and Pagefind: one page each, a list of all in pages of fifty, a search."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.size.archive import make_articles

PAGEFIND = "pagefind@1.6.0"
_CONFIG = """\
title = "测试文献库"
languageCode = "zh-cn"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[pagination]
pagerSize = 50
"""
_HEAD = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{{ .Title }}</title>'
_SINGLE = (
    _HEAD + "<main data-pagefind-body><h1>{{ .Title }}</h1>"
    '<p>{{ .Date.Format "2006-01-02" }}</p>{{ .Content }}</main></html>'
)
_LIST = (
    _HEAD + "<main><h1>{{ .Title }}</h1>{{ range (.Paginate .Site.RegularPages).Pages }}"
    '<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ end }}</main></html>'
)


def missing(folder: Path) -> list[str]:
    """The programs that are not there; Pagefind is put into `folder` by npm."""
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder), PAGEFIND], check=False)
    return [
        name for name, path in (("hugo", shutil.which("hugo")), ("pagefind", _pagefind(folder))) if not path
    ]


def write_peer(root: Path, count: int) -> None:
    for name, text in (
        ("hugo.toml", _CONFIG),
        ("layouts/_default/single.html", _SINGLE),
        ("layouts/_default/list.html", _LIST),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    for article in make_articles(count):
        head = f'---\ntitle: "{article.title}"\ndate: {article.date}\n---\n\n'
        (folder / f"{article.id}.md").write_text(head + article.body + "\n", encoding="utf-8")


def commands(root: Path, tools: Path) -> list[list[str]]:
    """What builds the site and its search, in turn."""
    hugo = [
        shutil.which("hugo") or "hugo",
        "--quiet",
        "--source",
        str(root),
        "--destination",
        str(root / "site"),
    ]
    return [hugo, [_pagefind(tools) or "pagefind", "--site", str(root / "site"), "--silent"]]


def _pagefind(folder: Path) -> str | None:
    return shutil.which("pagefind", path=str(folder / "node_modules/.bin"))
