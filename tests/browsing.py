"""The pages that the tests in a browser go through."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

ROOTS = ["", "en/", "ko/", "ja/", "zh/"]
KINDS = [
    "",
    "strategy/",
    "bulletin/",
    "bulletin/2025-q2/",
    "bulletin/2025-q2/belgian-royal-visit/",
    "heritage/",
    "heritage/yen-tu-con-son-kiep-bac/",
    "investment/",
    "investment/investors/",
    "partners/localities/",
    "figures/",
    "events/",
    "events/review-conference-2026/",
    "about/structure/",
    "press/feeds/",
    "404.html",
]
"""One page of each kind, in any of the languages."""


def visit(browser: Browser, url: str, **options: object) -> Page:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page
