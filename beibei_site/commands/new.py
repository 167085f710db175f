"""`beibei-site new`: create an archive for another newspaper, ready to build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beibei_site.domain.problems import SetupError

_SITE = """\
# The archive's name, language and details. Every line is optional.
name: {name}             # shown at the top of every page
paper: {name}            # the newspaper's name, as used in citations
publisher_place: ""      # where the paper is published, for citations
language: zh-CN          # the language of the interface: zh-CN or en
base_url: ""             # where the site will be published, e.g. https://example.org/archive/ (for feeds)
description: ""          # a sentence or two for the start page (Markdown)
contact: ""              # whom to contact with questions (shown on the about page)
license: ""              # the terms on which the texts may be used
featured: []             # ids of articles to show first on the start page
"""
_TOPICS = """\
# The topics of this archive. An article gets a topic if the weights of the terms in it add up to 3 (more in
# long articles).
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
    """Create `folder` with settings, empty topics and an invented sample page; yields the files created.

    Raises SetupError if the folder exists and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError(
            "this folder is not empty", file=folder, remedy="Choose one that does not exist yet."
        )
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
