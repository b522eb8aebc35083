"""The shipped city as its embeds are tried in a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from axe import barriers
from cities import PROJECT
from playwright.sync_api import Page
from servers import Server

from cityportal.embeds.addresses import ROOT, Form, Scheme, folder, frame
from cityportal.embeds.embed import Embed, embeds
from cityportal.embeds.files import scripts
from cityportal.embeds.snippets import Choice, filled, snippets
from cityportal.site import Site

LOCALES = ["vi", "en", "ko", "ja", "zh"]
WAYS = ["frame", "growing", "element"]
PICTURED, PLAIN = "heritage/yen-tu-con-son-kiep-bac", "heritage/ha-long-bay-cat-ba"


@dataclass(frozen=True)
class Portal:
    """The shipped city and its server."""

    site: Site
    server: Server

    @cached_property
    def embeds(self) -> dict[str, Embed]:
        """By ``vi/heritage/tue-tinh``."""
        every = (one for locale in LOCALES for one in embeds(self.site, locale, {}))
        return {folder(one.page).removeprefix(ROOT).strip("/"): one for one in every}

    def here(self, text: str) -> str:
        """``text`` with the address of the server for the public one."""
        return text.replace(self.site.settings.site_url, f"{self.server.origin}/")

    def snippet(self, embed: Embed, way: str, choice: Choice | None = None) -> str:
        """What partners paste, with the address of the server."""
        ways = snippets(embed, scripts(PROJECT / "theme"))
        return self.here(filled(ways[way], embed, choice or Choice()))

    def frame(self, embed: Embed, form: Form, scheme: Scheme = Scheme.AUTO) -> str:
        """The address of a form."""
        return f"{self.server.origin}/{frame(embed.page, form, scheme)}"


def in_headline(embed: Embed) -> re.Pattern[str]:
    """The title, whatever its lines may not divide."""
    title = re.escape(embed.title).replace("\\ ", r"\s").replace("·", "\N{WORD JOINER}?·")
    return re.compile(f"^{title}$")


def on_phone_and_desktop(page: Page) -> None:
    """No barrier known to axe, light on a phone or dark on a desktop, and nothing too wide."""
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert barriers(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width
