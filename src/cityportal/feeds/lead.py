"""The lead picture of an item as media get it: its size and type, whose it is.

Originals are published as they are: BR009 has seen that they carry no place and no serial number.
Of a drawing, media get a picture in pixels, as few of their programs show SVG.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from cityportal.content import Page
from cityportal.pictures.facts import Facts
from cityportal.pictures.record import ASSETS
from cityportal.pictures.renditions import Rendition, raster, rendition_files
from cityportal.site import Site
from cityportal.urls import absolute

_MIME = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True)
class Lead:
    """A picture; ``length`` is bytes, ``width`` and ``height`` are pixels."""

    url: str
    type: str
    length: int
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


def lead(site: Site, page: Page) -> Lead | None:
    """The lead picture of ``page``, unless the page is withdrawn or the file cannot be read."""
    name = page.meta.image or ""
    recorded = site.pictures.get(name)
    if recorded is None or page.meta.withdrawn or not isinstance(facts := recorded.facts, Facts):
        return None
    file = Rendition(_published(name), facts.width, facts.height)
    length = facts.weight
    if recorded.is_drawn:
        file = raster(site, name)
        length = len(rendition_files(site)[file.file])
    picture, made = recorded.picture, site.registries.words["made_by_ai"][page.locale]
    return Lead(
        url=absolute(quote(file.file), site.settings),
        type=_MIME[PurePosixPath(file.file).suffix.lower()],
        length=length,
        width=file.width,
        height=file.height,
        alt=picture.alt[page.locale],
        caption=picture.caption[page.locale],
        credit=f"{picture.credit} ({made})" if picture.ai_made else picture.credit,
        licence=picture.licence,
    )


def picture_files(site: Site) -> dict[str, bytes]:
    """Name under the site and bytes of the originals that feeds name."""
    leads = {page.meta.image for page in _live(site)}
    names = {name for name, one in site.pictures.items() if name in leads and not one.is_drawn}
    if site.registries.feeds and site.registries.feeds.icon:
        names.add(site.registries.feeds.icon)
    return {_published(name): (site.root / ASSETS / name).read_bytes() for name in sorted(names)}


def icon_address(site: Site) -> str:
    """The public address of the feeds' icon, or nothing."""
    feeds = site.registries.feeds
    return absolute(_published(feeds.icon), site.settings) if feeds and feeds.icon else ""


def _live(site: Site) -> Iterator[Page]:
    for path in site.pages:
        yield from site.alternates(path).values()


def _published(name: str) -> str:
    return str(PurePosixPath("pictures", name))
