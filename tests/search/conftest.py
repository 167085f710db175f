"""The search page of the five pages' site, open in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Built


@pytest.fixture(scope="module")
def page(built: Built, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto((built.folders.output / "search" / "index.html").as_uri())
    yield opened
    opened.close()
