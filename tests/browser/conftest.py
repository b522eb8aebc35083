"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium
from framing import Portal
from playwright.sync_api import Browser, sync_playwright
from servers import Server, nginx

from cityportal.serving.policy import Policy
from cityportal.site import Site


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


@pytest.fixture(scope="module")
def server(portal: Site, portal_site: Path) -> Iterator[Server]:
    """The shipped city, served as it will be."""
    with nginx(Policy(portal), portal_site) as one:
        yield one


@pytest.fixture(scope="module")
def city(portal: Site, server: Server) -> Portal:
    """The shipped city with its server."""
    return Portal(portal, server)
