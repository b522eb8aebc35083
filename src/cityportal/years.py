"""Long lists: a section's front names the newest entries, a page for each year names them all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cityportal.content import Page
from cityportal.model import PageType
from cityportal.site import Site

LONG = 24
"""How many entries a front names at most; the items of an issue of the bulletin count each."""


def newest(site: Site, front: Page) -> tuple[Page, ...]:
    """The entries that the section's page ``front`` names: one at least, and all without a day."""
    return tuple(_newest(site, front))


def years(site: Site, front: Page) -> tuple[int, ...]:
    """The years that have a page of their own, the newest first; none where the list is short."""
    if front.meta.type is not PageType.SECTION:
        return ()
    entries = site.children(front.folder, front.locale)
    if sum(_weight(site, entry, front.locale) for entry in entries) <= LONG:
        return ()
    return tuple(sorted({page.day.year for page in entries if _dated(page)}, reverse=True))


def of_year(site: Site, front: Page, year: int) -> tuple[Page, ...]:
    """The entries of one year, the newest first."""
    entries = site.children(front.folder, front.locale)
    return tuple(page for page in entries if _dated(page) and page.day.year == year)


def year_pages(site: Site, locale: str) -> list[tuple[Page, int]]:
    """The front and the year of every page of a year in ``locale``."""
    fronts = (site.page(path, locale) for path in site.pages if path.name == "index.md")
    return [
        (front, year)
        for front in fronts
        if front and front.is_live(site.now)
        for year in years(site, front)
    ]


def year_url(site: Site, front: Page, year: int) -> str:
    """The address of the page of ``year``, under that of its section's ``front``."""
    return f"{site.url(front)}{year}/"


def _newest(site: Site, front: Page) -> Iterator[Page]:
    named = 0
    for page in site.children(front.folder, front.locale):
        weight = _weight(site, page, front.locale)
        if not _dated(page) or not named or named + weight <= LONG:
            yield page
            named += weight


def _weight(site: Site, page: Page, locale: str) -> int:
    if page.meta.type is PageType.BULLETIN_ISSUE:
        return max(1, len(site.children(page.folder, locale)))
    return 1


def _dated(page: Page) -> bool:
    return page.day > date.min
