"""Ảnh chụp mọi loại trang để xem bằng mắt. · Pictures of every kind of page, to be looked at.

    python tests/screenshots.py site screenshots

writes ``<page>/<phone|desk>-<light|dark>-<language>.png`` of the shipped city as built in ``site``,
and in ``embeds/`` every form of a page with pictures, on a phone and at the width of a text.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

from browsing import KINDS, PICTURED, ROOTS, chromium
from cities import PROJECT
from playwright.sync_api import sync_playwright
from servers import nginx

from cityportal.embeds.addresses import Scheme, folder, frame
from cityportal.embeds.embed import embeds
from cityportal.embeds.sizes import height
from cityportal.serving.policy import Policy
from cityportal.site import Site

_DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
_EMBEDDED = "/heritage/yen-tu-con-son-kiep-bac/"
_FRAMES = {"phone": 280, "desk": 800}


def take(site: Site, built: Path, target: Path) -> None:
    """Take the pictures of the pages in ``built`` into the folder ``target``."""
    with nginx(Policy(site), built) as server, sync_playwright() as playwright:
        browser = chromium(playwright)
        for device, options in _DEVICES.items():
            for scheme in ("light", "dark"):
                page = browser.new_context(**options, color_scheme=scheme).new_page()
                for kind, root in product(KINDS, ROOTS):
                    page.goto(f"{server.origin}/{root}{kind}")
                    page.evaluate(PICTURED)
                    name = f"{device}-{scheme}-{root.strip('/') or 'vi'}.png"
                    page.screenshot(path=target / _folder(kind) / name, full_page=True)
                page.context.close()
        page = browser.new_context().new_page()
        for locale, (device, width) in product(site.settings.locales, _FRAMES.items()):
            one = next(
                one for one in embeds(site, locale, {}) if folder(one.page).endswith(_EMBEDDED)
            )
            for form, scheme in product(one.forms, (Scheme.LIGHT, Scheme.DARK)):
                page.set_viewport_size({"width": width, "height": height(one, form, width)})
                page.goto(f"{server.origin}/{frame(one.page, form, scheme)}")
                page.evaluate(PICTURED)
                page.screenshot(path=target / "embeds" / f"{form}-{device}-{scheme}-{locale}.png")
        browser.close()


def _folder(kind: str) -> str:
    return kind.strip("/").replace("/", "-").removesuffix(".html") or "home"


if __name__ == "__main__":
    built, target = map(Path, sys.argv[1:])
    take(Site.load(PROJECT, datetime.now(UTC)), built, target)
    print(f"{len(list(target.glob('*/*.png')))} ảnh · pictures: {target}/")
