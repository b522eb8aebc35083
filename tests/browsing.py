"""The pages that the tests in a browser go through, and what they watch for."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, Page, Playwright, Request

ROOTS = ["", "en/", "ko/", "ja/", "zh/"]
KINDS = [
    "",
    "strategy/",
    "bulletin/",
    "bulletin/2025/",
    "bulletin/2025-q2/",
    "bulletin/2025-q2/belgian-royal-visit/",
    "heritage/",
    "heritage/yen-tu-con-son-kiep-bac/",
    "investment/",
    "investment/investors/",
    "partners/localities/",
    "partners/embed/",
    "figures/",
    "figures/investment/",
    "events/",
    "events/review-conference-2026/",
    "about/structure/",
    "press/feeds/",
    "press/feeds/heritage/",
    "search/",
    "404.html",
]
"""One page of each kind, in any of the languages."""
PAGES = [
    *(root + kind for root in ROOTS for kind in KINDS),
    *(root + "about/brand-rules/" + one for root in ("", "en/") for one in ("", "br001/")),
]
"""One page of each kind in each language; the rules are for those who write, in two."""


AUDIT = "AUDIT" in os.environ
"""Whether every page is tried, which takes longer."""


def in_turn(*turns: int) -> list[str]:
    """Each kind in as many languages as there are turns of the five; with ``AUDIT=1`` in all."""
    return [
        address
        for place, address in enumerate(PAGES)
        if AUDIT or (place % len(KINDS) + place // len(KINDS)) % 5 in turns
    ]


ONCE, SOME = in_turn(0), in_turn(0, 2)
"""Each kind in one language, in two."""


def chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium."""
    return playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )


def visit(browser: Browser, url: str, **options: object) -> Page:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


UNSEEN = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{WORD JOINER}"): None}
"""What headlines have for their lines and no reader sees."""
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
"""What a page has stored on the reader's device."""
PICTURED = """
Promise.all([...document.images].map((one) => {
  one.loading = "eager";
  return one.decode().then(() => true);
})).then(() => true)
"""
"""Every picture can be shown, those further down too."""
REPORT = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def watched(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """A new page, and everything that goes wrong in it from now on."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(20_000)
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


@dataclass(frozen=True)
class Partner:
    """The site of another city, on another host; the tests write its pages."""

    origin: str
    pages: dict[str, str] = field(default_factory=dict)

    def page(self, body: str) -> str:
        """The address of a new page with this body."""
        path = f"/{len(self.pages)}"
        head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Partner</title>'
        shape = '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        self.pages[path] = f"{head}{shape}<body style='margin:0'>{body}"
        return self.origin + path


@contextmanager
def partner_site() -> Iterator[Partner]:
    """A partner's site on loopback; ``localhost`` is another host than the portal's 127.0.0.1."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[self.path].encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Partner(f"http://localhost:{server.server_port}", pages)
        server.shutdown()
