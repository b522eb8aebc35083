"""WCAG 2.2 at A and AA, as far as axe knows it."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
    "rules": {"target-size": {"enabled": True}},
}
_RUN = """(options) => axe.run(document, options).then(({ violations }) => violations.map(
  ({ id, nodes }) => [id, ...nodes.map((one) => `${one.html} ${one.failureSummary}`)]))"""


def barriers(page: Page) -> list[list[str]]:
    """Each rule that ``page`` breaks as it is shown, with the places and what mends them."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found: list[list[str]] = page.evaluate(_RUN, _OPTIONS)
    return found
