"""`beibei-site new`: an archive for another newspaper that builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beibei_site.domain.problems import SetupError

_SITE = """\
# How this archive is called and how it speaks. Every line may be left out.
name: {name}             # stands at the head of every page
paper: {name}            # the newspaper's name, as citations give it
publisher_place: ""      # where the paper is published, for citations
language: zh-CN          # the language of the interface: zh-CN or en
base_url: ""             # where the site will stand, e.g. https://example.org/archive/ (for feeds)
description: ""          # a sentence or two for the start page (Markdown)
contact: ""              # who answers questions (shown on the about page)
license: ""              # on what terms the texts may be used
featured: []             # ids of articles to show first on the start page
"""
_TOPICS = """\
# The topics of this archive. An article has a topic if the weights of the terms in it are high enough.
#
# harvest:                      # the topic's id: ASCII, permanent
#   name: 秋收
#   description: 秋粮收割与收购
#   terms: {秋收: 3, 收割: 2, 粮站: 1}
#   without: [秋收起义]          # strings that do not count
#   parent: null
"""
_SAMPLE = """\
渡口小学迎来新校舍

本报讯（记者 林晓）9月1日，渡口镇
中心小学的新校舍正式启用，三百二十名
学生在新教室里上了第一课。校长何平说，
孩子们再也不用蹚水上学了。

镇党委书记方远出席启用仪式。

2021年9月2日 星期四
"""


def start_archive(folder: Path) -> Iterator[Path]:
    """Make `folder` with settings, empty topics and one invented sample page; yields what it made.

    Raises SetupError if the folder exists and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError("this folder is not empty", file=folder, remedy="Name one that does not exist yet.")
    files = {
        "content/site.yml": _SITE.format(name=folder.resolve().name),
        "content/topics.yml": _TOPICS,
        "seeds/sample.txt": _SAMPLE,
        ".gitignore": "/site/\n/.cache/\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path
