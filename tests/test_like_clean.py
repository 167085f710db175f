"""After any sequence of edits the site is, byte for byte, what a clean build makes of the same files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from benchmarks.size.archive import make_articles, write_article
from tests.conftest import ROOT, TODAY
from tests.test_site import differing_files

_LISTED = (".beibei-site", "search/")  # the index keeps the history of its edits, and all files are listed
Edit = Callable[[Folders, random.Random], object]


def an_article(folders: Folders, chance: random.Random) -> Path:
    return chance.choice(sorted((folders.content / "articles").rglob("*.md")))


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1) if old else new, "utf-8")


def set_key(path: Path, key: str, value: str) -> None:
    """Give one key of the front matter another value."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    lines = [line for line in head.split("\n") if line and not line.startswith((f"{key}:", " "))]
    path.write_text("\n".join(["---", *lines, f"{key}: {value}", "---", ""]) + body, "utf-8")


def text_at(place: float) -> Edit:
    """Words are put into a text, near its beginning or its end."""

    def edit(folders: Folders, chance: random.Random) -> None:
        path = an_article(folders, chance)
        head, body = path.read_text("utf-8").rsplit("---\n", 1)
        at = int(len(body) * place)
        word = chance.choice(["渡口新桥", "何庆", "北碚区", "〔…〕", "脱贫攻坚脱贫攻坚"])
        path.write_text(f"{head}---\n{body[:at]}{word}{body[at:]}", "utf-8")

    return edit


def key_to(key: str, *values: str) -> Edit:
    return lambda folders, chance: set_key(an_article(folders, chance), key, chance.choice(values))


def curated(name: str, *texts: str) -> Edit:
    """A file beside the articles gets another text, after what it has of the repository's."""

    def edit(folders: Folders, chance: random.Random) -> None:
        shipped = ROOT / "content" / name
        before = shipped.read_text("utf-8") if shipped.exists() else ""
        (folders.content / name).write_text(before + chance.choice(texts), "utf-8")

    return edit


def delete(folders: Folders, chance: random.Random) -> None:
    an_article(folders, chance).unlink()


def move(folders: Folders, chance: random.Random) -> None:
    path = an_article(folders, chance)
    path.rename(path.with_name(f"moved-{chance.randrange(1000)}.md"))


def add(folders: Folders, chance: random.Random) -> None:
    for article in random.Random(chance.random()).sample(list(make_articles(40)), 2):
        write_article(folders.root, article)


def twins(folders: Folders, chance: random.Random) -> None:
    set_key(an_article(folders, chance), "twins", f"[{an_article(folders, chance).stem}]")


def template(folders: Folders, chance: random.Random) -> None:
    """One of the archive's own, sound or broken; or none any more."""
    own = folders.root / "templates"
    shutil.rmtree(own, ignore_errors=True)
    name = chance.choice(["article.html", "feed.xml", "entry.html", "epub.css", "dates.html"])
    own.mkdir()
    text = (ROOT / "templates" / name).read_text("utf-8")
    (own / name).write_text(text + chance.choice(["", "\n ", "{{ nowhere }}", "{{ nowhere.at }}"]), "utf-8")


def static(folders: Folders, chance: random.Random) -> None:
    (folders.root / "static").mkdir(exist_ok=True)
    (folders.root / "static/style.css").write_text(f"p {{ margin: {chance.randrange(9)}px }}", "utf-8")


def page_record(folders: Folders, chance: random.Random) -> None:
    path = chance.choice(sorted((folders.content / "pages").glob("*.yml")))
    rewrite(path, "issued: null", f"issued: 2020-05-0{chance.randrange(1, 9)}")


def seed(folders: Folders, chance: random.Random) -> None:
    rewrite(chance.choice(sorted(folders.seeds.glob("*.txt"))), "发展", "大发展")


def damage(folders: Folders, chance: random.Random) -> None:
    """Of the site and of the cache something is lost."""
    made = sorted(p for p in folders.output.rglob("*") if p.is_file() and p.name != ".beibei-site")
    chance.choice(made).unlink()
    chance.choice(made).write_text("damaged", "utf-8")
    if chance.random() < 0.3:
        values = folders.cache / "values.db"
        values.write_bytes(values.read_bytes()[: chance.randrange(9000)])


EDITS: list[Edit] = [
    text_at(0.02),
    text_at(0.02),
    text_at(0.9),
    text_at(0.9),
    key_to("title", "渡口小学", "区长来了", "简讯"),
    key_to("date", "2020-04-02", "2020", "null", "2021-04-02", "2020-04-02/2020-04-05"),
    key_to("topics", "[]", "[beibei-mianyang]", "[harvset]"),
    key_to("people", "[何庆]", "[周旭, 何庆]", "[]"),
    key_to("keywords", "[渡口]", "[]"),
    key_to("kicker", "引题", "null"),
    key_to("reviewed", "true", "false"),
    key_to("aliases", "[old-one]", "[old-two]"),
    key_to("jump", "{to: 3}", "{from: 1}", "null"),
    key_to("page", "'1'", "'3'", "null"),
    key_to("issued", "2020-05-01", "null"),
    delete,
    move,
    add,
    twins,
    template,
    static,
    page_record,
    seed,
    damage,
    curated("people.yml", "\nhe-qing:\n  name: 何庆\n  variants: [何区长]\n", "\nnot: [何庆]\n", ""),
    curated("topics.yml", "\nbridge:\n  name: 桥\n  terms: {渡口新桥: 9}\n", ""),
    curated("places.yml", "\nbei-bei:\n  name: 北碚区\n  at: [29.8, 106.4]\n", ""),
    curated("issues.yml", "2020-05-01: ['1', '2', '3', '4']\n", ""),
    curated(
        "site.yml",
        "\nmarkdown: true\n",
        "\nbase_url: https://example.org/a/\n",
        "\nreview_link: true\n",
        "\nbooks: topics\n",
        "",
    ),
]


def copied(folders: Folders, root: Path) -> Folders:
    """The same files without a site or a cache."""
    shutil.rmtree(root, ignore_errors=True)
    left_out = shutil.ignore_patterns("site", ".site.beside", ".cache")
    shutil.copytree(folders.root, root, ignore=left_out)
    return Folders(root, root / "seeds", root / "content", root / "site")


@pytest.mark.slow
@pytest.mark.parametrize("number", range(4))
def test_the_site_after_any_edits_is_that_of_a_clean_build(
    folders: Folders, tmp_path: Path, number: int
) -> None:
    chance = random.Random(number)
    kinds = chance.sample(EDITS, len(EDITS))
    while kinds:
        done = [kinds.pop() for _ in range(min(len(kinds), chance.choice([1, 1, 2, 3])))]
        for edit in done:
            edit(folders, chance)
        pipeline.build(folders, today=TODAY)
        clean = copied(folders, tmp_path / "clean")
        pipeline.run_publish(clean)
        differing = differing_files(clean.output, folders.output)
        assert [name for name in differing if not name.startswith(_LISTED)] == [], done
