"""Ảnh chụp mọi loại trang để xem bằng mắt. · Pictures of every kind of page, to be looked at.

    python tests/screenshots.py site screenshots

writes ``<page>/<phone|desk>-<light|dark>-<language>.png`` of the shipped city as built in ``site``.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from browsing import KINDS, PICTURED, ROOTS, chromium
from cities import PROJECT
from playwright.sync_api import sync_playwright
from servers import nginx

from cityportal.serving.policy import Policy
from cityportal.site import Site

_DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}


def take(built: Path, target: Path) -> int:
    """Take the pictures of the pages in ``built`` into the folder ``target``; tell how many."""
    site = Site.load(PROJECT, datetime.now(UTC))
    taken = 0
    with nginx(Policy(site), built) as server, sync_playwright() as playwright:
        browser = chromium(playwright)
        for device, options in _DEVICES.items():
            for scheme in ("light", "dark"):
                page = browser.new_context(**options, color_scheme=scheme).new_page()
                for kind in KINDS:
                    for root in ROOTS:
                        page.goto(f"{server.origin}/{root}{kind}")
                        page.evaluate(PICTURED)
                        name = f"{device}-{scheme}-{root.strip('/') or 'vi'}.png"
                        page.screenshot(path=target / _folder(kind) / name, full_page=True)
                        taken += 1
                page.context.close()
        browser.close()
    return taken


def _folder(kind: str) -> str:
    return kind.strip("/").replace("/", "-").removesuffix(".html") or "home"


if __name__ == "__main__":
    built, target = map(Path, sys.argv[1:])
    print(f"{take(built, target)} ảnh · pictures: {target}/")
