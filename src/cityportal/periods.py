"""Long lists: a section's front names the newest entries, a page for each year names them all.

A year that is long itself names its newest, and has a page for each of its months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cityportal.content import Page
from cityportal.locales import PartialDate, write_date, write_year
from cityportal.model import PageType
from cityportal.site import Site

LONG, LONG_YEAR = 24, 60
"""How many entries a front names at most, and the list of a year that is not divided into months;
the items of an issue of the bulletin count each."""


@dataclass(frozen=True, order=True)
class Period:
    """A year, or a month of one, whose entries have a page of their own."""

    year: int
    month: int | None = None

    @property
    def folder(self) -> str:
        """Its place under the section: ``2025/``, ``2025/03/``."""
        return f"{self.year}/" if self.month is None else f"{self.year}/{self.month:02}/"

    @property
    def levels(self) -> tuple[Period, ...]:
        """The year and, if it is one, the month, as they lead to it."""
        return (self,) if self.month is None else (Period(self.year), self)

    def written(self, locale: str) -> str:
        """As readers of ``locale`` write it: 2025, March 2025."""
        if self.month is None:
            return write_year(self.year, locale)
        return write_date(PartialDate(self.year, self.month), locale)

    def holds(self, day: date) -> bool:
        """Whether ``day`` is in it."""
        return day.year == self.year and self.month in (None, day.month)


def named(site: Site, front: Page, period: Period | None = None) -> tuple[Page, ...]:
    """The entries that the page of ``period``, or the front itself, names, the newest first.

    Of a list that is divided these are the newest, one at least, and all without a day.
    """
    entries = _entries(site, front, period)
    divided = divisions(site, front, period)
    return tuple(_newest(site, entries, front.locale)) if divided else entries


def divisions(site: Site, front: Page, period: Period | None = None) -> tuple[Period, ...]:
    """The years of a long list, or the months of a long year, the newest first; none of others."""
    if front.meta.type is not PageType.SECTION or (period and period.month):
        return ()
    entries = _entries(site, front, period)
    if sum(_weight(site, entry, front.locale) for entry in entries) <= (
        LONG_YEAR if period else LONG
    ):
        return ()
    days = (page.day for page in entries if _dated(page))
    found = {Period(day.year, day.month if period else None) for day in days}
    return tuple(sorted(found, reverse=True))


def periods(site: Site, front: Page) -> Iterator[Period]:
    """Every year and month that has a page under ``front``."""
    for year in divisions(site, front):
        yield year
        yield from divisions(site, front, year)


def _entries(site: Site, front: Page, period: Period | None) -> tuple[Page, ...]:
    entries = site.children(front.folder, front.locale)
    return tuple(page for page in entries if period is None or period.holds(page.day))


def _newest(site: Site, entries: tuple[Page, ...], locale: str) -> Iterator[Page]:
    count = 0
    for page in entries:
        weight = _weight(site, page, locale)
        if not _dated(page) or not count or count + weight <= LONG:
            yield page
            count += weight


def _weight(site: Site, page: Page, locale: str) -> int:
    if page.meta.type is PageType.BULLETIN_ISSUE:
        return max(1, len(site.children(page.folder, locale)))
    return 1


def _dated(page: Page) -> bool:
    return page.day > date.min
