"""The events of one language as an iCalendar feed (RFC 5545), written by ``icalendar``."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from cityportal.content import Page
from cityportal.site import Site
from cityportal.urls import absolute


def calendar(site: Site, locale: str) -> bytes:
    """The calendar of the events that stand in ``locale``, oldest first."""
    feed = Calendar()
    feed.add("prodid", f"-//{urlsplit(site.settings.site_url).netloc}//cityportal//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", site.settings.site_names[locale])
    feed.add("x-wr-timezone", site.settings.zone)
    for page in reversed(site.events(locale)):
        if page.locale == locale:
            feed.add_component(_event(site, page))
    return bytes(feed.to_ical())


def _event(site: Site, page: Page) -> Event:
    occasion = page.meta.event
    assert occasion is not None and page.modified is not None
    address = absolute(site.url(page), site.settings)
    language = {"language": site.settings.language(page.locale).tag}
    event = Event()
    # One identifier for all languages of an event, so that a calendar shows it once.
    event.add("uid", f"{page.path.with_suffix('')}@{urlsplit(site.settings.site_url).netloc}")
    event.add("dtstamp", datetime.combine(page.modified, time(), UTC))
    event.add("dtstart", occasion.starts)
    event.add("dtend", (occasion.ends or occasion.starts) + timedelta(days=1))
    event.add("summary", page.meta.title, parameters=language)
    event.add("description", page.meta.description, parameters=language)
    event.add("location", occasion.place, parameters=language)
    event.add("url", address)
    return event
