"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import chromium
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = chromium(playwright)
        yield one
        one.close()


@pytest.fixture(autouse=True)
def no_window_left(browser: Browser) -> Iterator[None]:
    """What a test has opened would take time from the next ones."""
    yield
    for context in browser.contexts:
        context.close()
