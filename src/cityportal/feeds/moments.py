"""When items were published and changed, to the second.

A page names a day, not an hour, and readers of feeds take two entries of one moment for one written
twice. So every item of a day has a second of its own in the day's first hour. It is taken from the
permanent id: what is added later, in any language, does not move it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import PurePosixPath

from cityportal.content import Page
from cityportal.feeds.identity import group_of
from cityportal.site import Site

_HOUR = 3600
_SECOND = timedelta(seconds=1)

Moment = date | datetime
"""A day, or the minute at which an embargo ends."""


def published(site: Site, page: Page) -> datetime:
    """When ``page``, which has a day, was published: at the end of its embargo, or on its day."""
    moment = _released(page)
    assert moment is not None
    return _moments(site)[page.path, moment]


def changed(site: Site, page: Page) -> datetime:
    """When ``page`` last changed, and be it by its withdrawal; never before it was published."""
    first, day = published(site, page), _changed(page)
    return max(first, _moments(site)[page.path, day]) if day else first


def is_out(site: Site, page: Page) -> bool:
    """Whether the day of ``page`` has come; False for a page without one."""
    moment = _released(page)
    if isinstance(moment, datetime):
        return moment <= site.now
    return moment is not None and moment <= site.today


def _released(page: Page) -> Moment | None:
    return page.meta.embargo.moment if page.meta.embargo else page.published


def _changed(page: Page) -> date | None:
    return page.meta.withdrawn.on if page.meta.withdrawn else page.meta.updated


@lru_cache(maxsize=1)
def _moments(site: Site) -> Mapping[tuple[PurePosixPath, Moment], datetime]:
    """The second of every path on every day, or at every minute, that one of its pages names."""
    named = {
        (_first_second(site, moment, group_of(site, page)), group_of(site, page)): (path, moment)
        for path, versions in site.pages.items()
        for page in versions.values()
        for moment in (_released(page), _changed(page))
        if moment is not None
    }
    taken: set[datetime] = set()
    seconds = {}
    for second, group in sorted(named):
        free = second
        while free in taken:
            free += _SECOND
        taken.add(free)
        seconds[named[second, group]] = free
    return seconds


def _first_second(site: Site, moment: Moment, group: str) -> datetime:
    """The end of an embargo as it is; of a day, a second of the first hour in the city."""
    zone = site.settings.zone_info
    if isinstance(moment, datetime):
        return moment.astimezone(zone)
    second = zlib.crc32(group.encode()) % _HOUR
    return datetime.combine(moment, time(), zone) + timedelta(seconds=second)
