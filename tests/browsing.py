"""The pages that the tests in a browser go through."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Request

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
    "search/",
    "404.html",
]
"""One page of each kind, in any of the languages."""
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
REPORT = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def visit(browser: Browser, url: str, **options: object) -> Page:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


def watched(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """A new page, and everything that goes wrong in it from now on."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    wrong: list[str] = []
    page.add_init_script(REPORT)
    page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: wrong.extend(_failure(request)))
    return page, wrong


def _failure(request: Request) -> list[str]:
    """Why a request failed, unless the next page was asked for while it was under way."""
    aborted = request.failure == "net::ERR_ABORTED"
    return [] if aborted else [f"{request.url}: {request.failure}"]
