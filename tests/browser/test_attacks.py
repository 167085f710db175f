"""Nothing that stands in an archive runs in a reader's browser, even if a host takes the policy off the pages."""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Browser

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from tests.attacks import attacks, batched

ATTACKS, IN_TEXTS = attacks(), attacks(controls=True)
ALL = " ".join(ATTACKS)
NAMES = [" ".join(some) for some in batched(ATTACKS, 280)]  # a name has 300 characters at most
LINKS = "a[href], area[href], form[action], img[src], iframe, script[src], link[href], base, object, embed"
SAFE = r"(https?:|mailto:|urn:|#|[\w./%-]*(#|$))"
OWN = "https://example.org/"


def dump(**values: object) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def markdown(strings: list[str]) -> str:
    """A text that has each of them in every kind of block."""
    signs = ("", "## ", "> 图：", "- ", "[^1]: ", "    ")
    return "\n\n".join(["〔…〕[^1]", *(f"{sign}{string}" for sign in signs for string in strings)])


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """An archive whose every field attacks its readers; the policy is taken off its pages."""
    root = tmp_path_factory.mktemp("attacked")
    content, seeds = root / "content", root / "seeds"
    (content / "articles").mkdir(parents=True)
    seeds.mkdir()
    header = dump(
        id="bad", title=ALL, title_from="curator", kicker=ALL, deck=ATTACKS, keywords=NAMES, note=ALL, date="2020-05-01",
        byline=[*NAMES, *({"name": name, "role": name} for name in NAMES)], people=NAMES, places=NAMES, bodies=NAMES,
        topics=["bad", *NAMES], twins=NAMES, source={"file": "page.txt", "lines": ["1-5"]},
    )  # fmt: skip
    body, about = markdown(IN_TEXTS), markdown(ATTACKS)
    (content / "articles/bad.md").write_text(f"---\n{header}---\n\n{body}\n", "utf-8")
    other = dump(id="other", title=ALL, topics=["bad"], people=NAMES, places=NAMES, bodies=NAMES)
    (content / "articles/other.md").write_text(f"---\n{other}---\n\n校舍。\n", "utf-8")
    entry = {
        "name": NAMES[0], "names": {"en": NAMES[1]}, "variants": NAMES, "description": about, "note": ALL,
        "same_as": ["https://example.org/'\"><script>hit()</script>"],
    }  # fmt: skip
    for facet in ("people", "topics", "places", "bodies"):
        (content / f"{facet}.yml").write_text(dump(bad=entry), "utf-8")
    settings = dump(
        name=ALL, paper=ALL, publisher_place=ALL, description=about, about=about, contact=ALL, license=ALL,
        base_url="https://example.org/\"><script>hit()</script>", edit_url="https://example.org/\"><script>hit()</script>{file}{title}{text}",
    )  # fmt: skip
    (content / "site.yml").write_text(settings, "utf-8")
    issues = {name: {"2020-05-01": {"pages": 2}} for name in NAMES}
    (content / "issues.yml").write_text(json.dumps(issues, ensure_ascii=False), "utf-8")
    (content / "pages").mkdir()
    record = dump(file="page.txt", key="page", paper=ALL, section=ALL, issued="2020-05-01", page="A1")
    (content / "pages/page.yml").write_text(record, "utf-8")
    lines = [
        line
        for attack in IN_TEXTS
        for line in (attack, "", f"本报讯（记者 {attack}）9月1日，{attack}新校舍启用。", "")
    ]
    (seeds / "page.txt").write_text("\n".join(["校舍", "", *lines]), "utf-8")
    (seeds / "'><img src=x onerror=hit()>.md").write_text(f"# {ALL}\n\n作者：{ALL}\n\n{body}\n", "utf-8")
    web = "".join(f"<p>{escape(attack)}</p><p>{attack}</p>" for attack in ATTACKS)
    (seeds / "web.html").write_text(f"<title>{escape(ALL)}</title><h1>{escape(ALL)}</h1>{web}", "utf-8")
    folders = Folders(root, seeds, content, root / "site")
    done = pipeline.build(folders)
    broken = [p for p in done.problems if p.code in ("broken-file", "refused-file", "refused-value")]
    assert broken == []
    for path in folders.output.rglob("*.html"):
        page = path.read_text("utf-8")
        bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        bare, leads_on = re.subn(r'<meta http-equiv="refresh" content="0; url=[\w./-]+">', "", bare)
        assert count + leads_on, path
        path.write_text(bare, "utf-8")
    return folders


def test_no_attack_comes_to_life(attacked: Folders, browser: Browser) -> None:
    page, wrong, asked = browser.new_page(), [], []
    page.expose_function("hit", lambda: wrong.append(f"{page.url}: ran"))
    page.on("dialog", lambda dialog: (wrong.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    page.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    paths = sorted(attacked.output.rglob("*.html"))
    assert len(paths) > 50
    for path in paths:
        page.goto(path.as_uri())
        found = page.evaluate(
            """(links) => [
              ...[...document.querySelectorAll(links)].map((e) => e.href ?? e.src ?? e.action ?? e.outerHTML),
              ...[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on')))
                .map((e) => e.outerHTML),
              ...[...document.scripts].filter((e) => !e.src && e.type !== 'application/ld+json').map((e) => e.outerHTML)]""",
            LINKS,
        )
        wrong += [
            f"{path.name}: {item}" for item in found if not re.match(r"(file|https?|mailto):|$", str(item))
        ]
        wrong += [
            f"{path.name}: {item}"
            for item in found
            if str(item).startswith("https://evil.example") and "a.png" not in str(item)
        ]
    page.close()
    assert wrong == []
    own = f"{OWN}%22%3E%3Cscript%3Ehit()%3C/script%3E/assets/"  # of the page for lost addresses
    assert [address for address in asked if not address.startswith(own)] == []


def test_no_search_brings_one_to_life(attacked: Folders, browser: Browser) -> None:
    page, ran = browser.new_page(), []
    page.expose_function("hit", lambda: ran.append(page.url))
    search = (attacked.output / "search/index.html").as_uri()
    for attack in ATTACKS:
        page.goto(f"{search}?q={quote(attack)}")
        page.wait_for_function(
            "document.querySelector('[role=status], output, .hits, main').textContent.length > 0"
        )
    page.close()
    assert ran == []


def test_no_feed_and_no_book_holds_one(attacked: Folders) -> None:
    """They are well-formed; what a reader brings to life of them is text and links of the usual schemes."""
    documents = {p.name: p.read_bytes() for p in attacked.output.rglob("*.xml")}
    books = list(attacked.output.rglob("*.epub"))
    for book in books:
        with ZipFile(book) as parts:
            documents |= {
                n: parts.read(n) for n in parts.namelist() if n.endswith((".xhtml", ".opf", ".svg"))
            }
    assert books and len(documents) > 8
    for name, data in documents.items():
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        for element in (e for e in root.iter() if isinstance(e.tag, str)):
            tag = etree.QName(element).localname
            assert name.endswith((".xhtml", ".svg")) or element.get("type") not in ("html", "xhtml"), name
            assert tag not in ("script", "iframe", "object", "embed", "base", "form", "img"), (name, tag)
            for key, value in element.attrib.items():
                is_link = etree.QName(key).localname in ("href", "src", "action")
                assert not key.startswith("on") and (not is_link or re.match(SAFE, value)), (name, key, value)


def test_no_table_holds_a_formula(attacked: Folders) -> None:
    tables = list((attacked.output / "data").glob("*.csv"))
    assert tables
    for path in tables:
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))], path.name


def test_no_title_gives_the_terminal_commands(attacked: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["search", "校舍"], ["review"], ["build"]):
        main([*arguments, "--root", str(attacked.root)])
    said = "".join(capsys.readouterr())
    assert len(said) > 500 and not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said)
