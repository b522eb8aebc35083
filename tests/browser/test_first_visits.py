"""What a first visit on a phone costs, measured in Chromium with what nginx sends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import KEPT, ONCE
from playwright.sync_api import Browser, Request
from servers import Server

from cityportal.budgets import LIMITS, Scales, Weight
from cityportal.site import Site

REQUESTS = 12
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
IN_SIGHT = """[...document.images]
  .filter((one) => one.getBoundingClientRect().top < innerHeight).map((one) => one.currentSrc)"""


@dataclass(frozen=True)
class Visit:
    """What was asked for, with the bytes of each answer's body; pictures that are in sight."""

    bytes: dict[str, int]
    types: dict[str, str]
    in_sight: list[str]
    kept: list[object]
    cookies: int

    def of(self, *types: str) -> int:
        """Bytes of what is of these types."""
        return sum(size for url, size in self.bytes.items() if self.types[url] in types)


@pytest.fixture(scope="module")
def weights(portal: Site, portal_site: Path) -> dict[str, Weight]:
    return {weight.address: weight for weight in Scales(portal, portal_site).pages()}


def first_visit(browser: Browser, address: str) -> Visit:
    """A reader on a phone who has never been here."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(address, wait_until="networkidle")
    visit = Visit(
        # A second time comes from the cache, and counts as nothing.
        bytes={one.url: one.sizes()["responseBodySize"] for one in reversed(asked)},
        types={one.url: one.resource_type for one in asked},
        in_sight=page.evaluate(IN_SIGHT),
        kept=page.evaluate(KEPT),
        cookies=len(context.cookies()),
    )
    context.close()
    return visit


@pytest.mark.parametrize("address", ONCE)
def test_a_first_visit_stays_within_the_budget(
    browser: Browser, server: Server, weights: dict[str, Weight], address: str
) -> None:
    visit = first_visit(browser, f"{server.origin}/{address}")
    pictures = sum(visit.bytes.get(url, 0) for url in visit.in_sight)
    assert visit.of("document", "stylesheet", "script", "fetch") <= LIMITS["text"]
    assert visit.of("script") <= LIMITS["scripts"]
    assert visit.of("font") <= LIMITS["fonts"]
    assert pictures <= LIMITS["pictures"]
    assert len(visit.bytes) <= REQUESTS, visit.bytes
    assert all(url.startswith(f"{server.origin}/") for url in visit.bytes)
    assert visit.cookies == 0 and visit.kept == ["", 0, 0, 0, 0]
    # The build has weighed the same.
    weighed = weights[address]
    assert visit.of("font") == weighed.fonts
    assert visit.of("script") == pytest.approx(weighed.scripts, abs=60)
    assert weighed.pictures <= pictures + 60
