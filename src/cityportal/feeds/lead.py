"""The lead picture of an item as media get it: the original, its size and type, whose it is.

Originals are published as they are: BR009 has seen that they carry no place and no serial number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from cityportal.content import Page
from cityportal.pictures.facts import Facts
from cityportal.pictures.record import ASSETS
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
    return _described(site, page, page.meta.image) if page.meta.image else None


def gallery(site: Site, page: Page) -> tuple[Lead, ...]:
    """The lead picture of ``page`` and its further ones, but for those that cannot be read."""
    names = dict.fromkeys(filter(None, (page.meta.image, *page.meta.gallery)))
    return tuple(filter(None, (_described(site, page, name) for name in names)))


def _described(site: Site, page: Page, name: str) -> Lead | None:
    recorded = site.pictures.get(name)
    if recorded is None or page.meta.withdrawn or not isinstance(facts := recorded.facts, Facts):
        return None
    picture, made = recorded.picture, site.registries.words["made_by_ai"][page.locale]
    return Lead(
        url=absolute(quote(_published(name)), site.settings),
        type=_MIME[recorded.file.suffix.lower()],
        length=facts.weight,
        width=facts.width,
        height=facts.height,
        alt=picture.alt[page.locale],
        caption=picture.caption[page.locale],
        credit=f"{picture.credit} ({made})" if picture.ai_made else picture.credit,
        licence=picture.licence,
    )


def picture_files(site: Site) -> dict[str, bytes]:
    """Name under the site and bytes of the pictures that feeds name."""
    pages = _live(site)
    names = {name for page in pages for name in (page.meta.image, *page.meta.gallery)}
    names &= site.pictures.keys()
    names |= {site.registries.feeds.icon} if site.registries.feeds else set()
    wanted = sorted(name for name in names if name)
    return {_published(name): (site.root / ASSETS / name).read_bytes() for name in wanted}


def icon_address(site: Site) -> str:
    """The public address of the feeds' icon, or nothing."""
    feeds = site.registries.feeds
    return absolute(_published(feeds.icon), site.settings) if feeds and feeds.icon else ""


def _live(site: Site) -> Iterator[Page]:
    for path in site.pages:
        yield from site.alternates(path).values()


def _published(name: str) -> str:
    return str(PurePosixPath("pictures", name))
