"""Nothing that stands in an archive runs in a reader's browser, even if a host takes the policy off the pages."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders

ATTACKS = [
    "<script>hit()</script>", "\"><img src=x onerror=hit()>", "'><svg/onload=hit()>", "</title><script>hit()</script>",
    "</script><script>hit()</script>", "&lt;img src=x onerror=hit()&gt;", "--><img src=x onerror=hit()>", "]]><script>hit()</script>",
    "{{ 7 * 7 }}{% raw %}", "javascript:hit()", "[a](javascript:hit())", "[a](java&#9;script:hit())", "![a](https://evil.example/a.png)",
    "<a href=javascript:hit()>a</a>", "[a]: javascript:hit()", "` onmouseover=hit() `", "\\u003cscript\\u003ehit()", "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<details open ontoggle=hit()>", "=HYPERLINK(\"https://evil.example\")", "<base href=https://evil.example/>", "<form action=https://evil.example>",
]  # fmt: skip
ALL = " ".join(ATTACKS)
MANY = json.dumps(ATTACKS, ensure_ascii=False)  # JSON is YAML
LINKS = "a[href], area[href], form[action], img[src], iframe, script[src], link[href], base, object, embed"


def dump(**values: object) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """An archive whose every field attacks its readers; the policy is taken off its pages."""
    root = tmp_path_factory.mktemp("attacked")
    content, seeds = root / "content", root / "seeds"
    (content / "articles").mkdir(parents=True)
    seeds.mkdir()
    header = dump(
        id="bad", title=ALL, title_from="curator", kicker=ALL, deck=ATTACKS, byline=[*ATTACKS, {"name": ALL[:300], "role": ALL[:300]}],
        people=ATTACKS, topics=["bad"], places=ATTACKS, bodies=ATTACKS, keywords=ATTACKS, note=ALL,
        source={"file": "page.txt", "lines": ["1-5"]},
    )  # fmt: skip
    body = "\n\n".join(
        [*ATTACKS, *(f"## {attack}" for attack in ATTACKS), *(f"> 图：{attack}" for attack in ATTACKS)]
    )
    (content / "articles/bad.md").write_text(f"---\n{header}---\n\n{body}\n", "utf-8")
    entry = {
        "name": ALL[:300],
        "variants": ATTACKS,
        "description": ALL,
        "note": ALL,
        "same_as": ["https://example.org/'\"><script>hit()</script>"],
    }
    for facet in ("people", "topics", "places", "bodies"):
        (content / f"{facet}.yml").write_text(dump(bad=entry), "utf-8")
    settings = dump(
        name=ALL, paper=ALL, publisher_place=ALL, description=ALL, about="\n\n".join(ATTACKS), contact=ALL, license=ALL,
        base_url="https://example.org/\"><script>hit()</script>", edit_url="https://example.org/\"><script>hit()</script>{file}{title}{text}",
    )  # fmt: skip
    (content / "site.yml").write_text(settings, "utf-8")
    (content / "issues.yml").write_text(dump(**{ALL[:200]: {"2020-05-01": {"pages": 2}}}), "utf-8")
    lines = [
        line
        for attack in ATTACKS
        for line in (attack, "", f"本报讯（记者 {attack}）9月1日，{attack}新校舍启用。", "")
    ]
    (seeds / "page.txt").write_text("\n".join(["校舍", "", *lines]), "utf-8")
    (seeds / "'><img src=x onerror=hit()>.md").write_text(f"# {ALL}\n\n作者：{ALL}\n\n{body}\n", "utf-8")
    folders = Folders(root, seeds, content, root / "site")
    done = pipeline.build(folders)
    assert "broken-file" not in {
        problem.code for problem in (*done.ingested.problems, *done.published.problems)
    }
    for path in folders.output.rglob("*.html"):
        page = path.read_text("utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page), "utf-8")
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
    own = "https://example.org/%22%3E%3Cscript%3Ehit()%3C/script%3E/assets/"  # of the page for lost addresses
    assert [address for address in asked if not address.startswith(own)] == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_search_brings_one_to_life(attack: str, attacked: Folders, browser: Browser) -> None:
    page, ran = browser.new_page(), []
    page.expose_function("hit", lambda: ran.append(page.url))
    page.goto(
        (attacked.output / "search/index.html").as_uri()
        + "?q="
        + re.sub("[&#%]", lambda m: f"%{ord(m[0]):02X}", attack)
    )
    page.wait_for_function(
        "document.querySelector('[role=status], output, .hits, main').textContent.length > 0"
    )
    page.close()
    assert ran == []
