"""Where the embeds of a page stand. The addresses are a contract: what is under v1 stays valid."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from cityportal.content import Page
from cityportal.site import Site

ROOT = "embed/v1/"
"""The folder of this version of the contract under the site."""
WIDTHS = (280, 360, 480, 600, 800, 1000, 1200)
"""The widths, in CSS pixels, that oEmbed answers with; a frame fits everything in between."""
WIDTH = 600
"""The width for those who name none."""
STYLE, FRAME, HEIGHT, ELEMENT, MARK = (
    f"{ROOT}{name}"
    for name in ("embed.css", "frame-1.js", "height-1.js", "element-1.js", "mark.svg")
)
"""The style and the script of frames; the scripts for partners' pages, whose bytes never change: a
change is a new file; the city's mark."""


class Form(StrEnum):
    """How much of a page an embed shows."""

    CARD = "card"
    ARTICLE = "article"
    GALLERY = "gallery"


class Scheme(StrEnum):
    """Whether an embed is light, dark, or as the reader's system is."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def embedded(site: Site) -> Iterator[Page]:
    """Every page that partners may embed, in each of its languages, withdrawn ones too."""
    for versions in site.pages.values():
        yield from (page for page in versions.values() if page.meta.embed)


def folder(page: Page) -> str:
    """``embed/v1/en/heritage/chu-dau-pottery/``: the language is always named."""
    return f"{ROOT}{page.locale}/{page.path.with_suffix('')}/"


def frame(page: Page, form: Form, scheme: Scheme = Scheme.AUTO) -> str:
    """The page of a form: ``card.html``, ``card-dark.html``."""
    suffix = "" if scheme is Scheme.AUTO else f"-{scheme}"
    return f"{folder(page)}{form}{suffix}.html"


def oembed(page: Page, notation: str, width: int = WIDTH) -> str:
    """The oEmbed answer in ``json`` or ``xml``: ``oembed.json``, ``oembed-360.json``."""
    return f"{folder(page)}oembed{width_suffix(width)}.{notation}"


def width_suffix(width: int) -> str:
    """What the name of an oEmbed answer has for its width."""
    return "" if width == WIDTH else f"-{width}"


def fragment(page: Page) -> str:
    """The HTML without a page around it."""
    return f"{folder(page)}fragment.html"


def content(page: Page) -> str:
    """The content as JSON."""
    return f"{folder(page)}content.json"


def notice(locale: str) -> str:
    """The page that stands at every address under v1 where there is no embed."""
    return f"{ROOT}{locale}/notice.html"


def changes(locale: str) -> str:
    """The feed that announces changes of the contract."""
    return f"{ROOT}{locale}/changes.atom"
