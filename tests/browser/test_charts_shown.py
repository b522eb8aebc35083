"""Charts in real Chromium: legible on the narrowest phone, free of each other, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import barriers
from browsing import ROOTS
from cities import built, copy_city
from coast import approve, mapped
from playwright.sync_api import Browser
from servers import files

PAGES = [
    "",
    "investment/zones/",
    "investment/investors/",
    "bulletin/2025-q4/",
    "partners/localities/",
    "partners/organisations/",
]
WORDS = """
() => [...document.querySelectorAll(".chart > svg")].map((svg) => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll("text")].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { left, right, top, bottom, text: one.textContent };
  });
  const outside = words.filter((one) => one.left < frame.left - 1 || one.right > frame.right + 1);
  const meets = (one, other) => one.left < other.right && one.right > other.left
    && one.top + 4 < other.bottom && one.bottom - 4 > other.top;
  const over = words.filter((one, index) => words.slice(index + 1).some((two) => meets(one, two)));
  const scale = frame.width / svg.viewBox.baseVal.width;
  const size = scale * parseFloat(getComputedStyle(svg.querySelector("text")).fontSize);
  return { size, outside: outside.map((one) => one.text), over: over.map((one) => one.text) };
})
"""
"""The size of the letters of every chart in pixels, words out of its frame, words over others."""


@pytest.fixture(scope="module")
def origin(portal_site: Path) -> Iterator[str]:
    with files(portal_site) as address:
        yield address


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_words_are_legible_and_stand_free(browser: Browser, origin: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for root in ROOTS:
        for path in PAGES:
            page.goto(origin + root + path)
            page.evaluate("document.fonts.ready")
            shown = page.evaluate(WORDS)
            assert shown, root + path
            for one in shown:
                assert 12 <= one["size"] <= 18, (root + path, one)
                assert one["outside"] == [] and one["over"] == [], (root + path, one)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_with_its_table_has_no_barrier_and_bars_in_the_colour_of_the_scheme(
    browser: Browser, origin: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for root, path in (("", "investment/zones/"), ("ja/", "partners/localities/")):
        page.goto(origin + root + path)
        page.locator(".chart summary").click()
        assert page.locator(".chart table").is_visible()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        fill, link = page.evaluate(
            "[['.chart .bars path, .chart .points path', 'fill'], ['.chart a', 'color']]"
            ".map(([one, key]) => getComputedStyle(document.querySelector(one))[key])"
        )
        assert fill == link


def test_a_chart_is_printed_whole(browser: Browser, origin: str) -> None:
    page = browser.new_context().new_page()
    page.goto(origin + "en/investment/zones/")
    page.emulate_media(media="print")
    assert page.locator(".chart svg").is_visible()
    assert page.locator(".chart-source").is_visible()


def test_a_map_has_no_barrier_and_its_names_stand_free(browser: Browser, tmp_path: Path) -> None:
    city = mapped(copy_city(tmp_path / "city"))
    approve(city)
    with files(built(city, tmp_path / "site")) as address:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": 320, "height": 800},
                color_scheme=scheme,
            )
            page = context.new_page()
            for root in ("", "en/"):
                page.goto(f"{address}{root}news/lighthouse/")
                assert barriers(page) == []
                (shown,) = page.evaluate(WORDS)
                assert shown["size"] >= 12 and shown["outside"] == [] and shown["over"] == []
