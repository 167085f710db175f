"""Pictures of the site for the eye: every kind of page, narrow and wide, light and dark.

    python -m tests.screenshots OUT [SITE]

takes them of `site/` (or of the folder SITE) by file:// and writes PNG files to OUT.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

WIDTHS = (360, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """A name and an address of one page of each kind: the fullest where there are several."""

    def fullest(pattern: str) -> str:
        named = (p for p in sorted(site.glob(pattern)) if p.name.count(".") == pattern.count("."))
        found = max(named, key=lambda p: p.stat().st_size)
        return found.relative_to(site).as_posix()

    yield "home", "index.html"
    yield "article", fullest("articles/*.html")
    yield "beside", fullest("sources/*.beside.html")
    if any(site.glob("articles/*.collation.html")):
        yield "collation", fullest("articles/*.collation.html")
    yield "person", fullest("people/*.html")
    yield "topic", fullest("topics/*.html")
    yield "office", fullest("offices/[a-z]*-*.html")
    yield "offices", "offices/index.html"
    yield "places", "places/index.by-parent.html"
    yield "people", "people/index.html"
    yield "topics", "topics/index.html"
    yield "dates", "dates/index.html"
    yield "year", fullest("dates/[0-9]*.html")
    yield "month", fullest("dates/[0-9]*/[0-9]*.html")
    for name in ("search", "review", "coverage", "connections", "about", "data", "sources", "issues"):
        yield name, f"{name}/index.html"
    yield "page", fullest("sources/*.html")
    if any(site.glob("issues/*-*/index.html")):
        yield "issue", fullest("issues/*-*/index.html")


def main(out: Path, site: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in WIDTHS:
            for theme in THEMES:
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
                page = context.new_page()
                for name, address in pages(site):
                    fragment = "#q=大会" if name == "search" else ""
                    page.goto((site / address).resolve().as_uri() + fragment)
                    page.wait_for_timeout(300 if name == "search" else 0)
                    page.screenshot(path=out / f"{name}-{width}-{theme}.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "site"))
