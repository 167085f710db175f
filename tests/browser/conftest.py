"""What every test in a browser needs: a page that reports no error, and the addresses of the site's files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from beibei_site.content.store import Folders


def address(folders: Folders, path: str) -> str:
    """The address of a file of the site."""
    return (folders.output / path).as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the browser reports any error (one against the policy, too) or asks for
    anything from elsewhere."""
    opened = browser.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on(
        "request",
        lambda r: errors.append(r.url) if not r.url.startswith(("file:", "http://127.0.0.1")) else None,
    )
    yield opened
    opened.close()
    assert not errors
