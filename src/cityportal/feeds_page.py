"""The feeds page names every feed of a language; the page of each has its latest items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from cityportal.feeds.channel import FORM_NAMES, Channel, channels
from cityportal.feeds.item import Item, items
from cityportal.feeds.opml import opml_file
from cityportal.locales import bracketed, territory, write_date, write_length
from cityportal.site import Site
from cityportal.subscriptions import Feeds, Partner
from cityportal.urls import absolute

PREVIEWED = 10
"""How many items of a feed its page shows."""


@dataclass(frozen=True)
class Address:
    """Where a feed is to be had in one form; ``id`` is its place on a page."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class Preview:
    """An item of a feed; ``url`` is relative to the site."""

    title: str
    url: str
    day: str
    iso_day: str


@dataclass(frozen=True)
class Entry:
    """One feed; ``text`` is a key of data/ui.yml, ``contact`` empty for the feed of a topic."""

    key: str
    name: str
    description: str
    count: int
    text: str
    contact: str
    addresses: list[Address]
    latest: list[Preview]

    @property
    def anchor(self) -> str:
        """Its place on the feeds page."""
        return f"feed-{self.key}"


@dataclass(frozen=True)
class Listing:
    """The feeds of one language: those of the topics, those of the partners, all in one file."""

    topics: list[Entry]
    partners: list[Entry]
    opml: Address
    refresh: str
    withdrawn: str
    rights: str
    terms: str

    def __getitem__(self, key: str) -> Entry:
        """The feed ``key``."""
        return next(entry for entry in (*self.topics, *self.partners) if entry.key == key)


@lru_cache(maxsize=1)
def listing(site: Site, locale: str) -> Listing | None:
    """The feeds of ``locale``; None for a city without feeds.

    Made once for all the pages of a language.
    """
    feeds = site.registries.feeds
    if feeds is None:
        return None
    made = channels(site, locale, items(site, locale, {}))
    return Listing(
        topics=_topics(feeds, made),
        partners=_partners(site, made),
        opml=Address("feeds-opml", "OPML", absolute(opml_file(site, locale), site.settings)),
        refresh=write_length(timedelta(minutes=feeds.minutes), locale),
        withdrawn=write_length(timedelta(feeds.withdrawn_days), locale),
        rights=feeds.rights[locale],
        terms=feeds.terms[locale],
    )


def _topics(feeds: Feeds, made: Sequence[Channel]) -> list[Entry]:
    return [
        _entry(one, feeds.topics[one.key].label[one.locale], one.description)
        for one in made
        if one.partner is None
    ]


def _partners(site: Site, made: Sequence[Channel]) -> list[Entry]:
    """Feeds for partners; each is made of those of topics, which describe it."""
    entries = []
    for one in made:
        if one.partner:
            unit = site.registries.organisation.units[one.partner.contact]
            contents = _contents(one, one.partner)
            entries.append(_entry(one, one.description, contents, unit.label[one.locale]))
    return entries


def _entry(channel: Channel, name: str, description: str, contact: str = "") -> Entry:
    return Entry(
        key=channel.key,
        name=name,
        description=description,
        count=len(channel.items),
        text="feed_text_full" if channel.full else "feed_text_summary",
        contact=contact,
        addresses=[
            Address(f"feed-{channel.key}-{form}", FORM_NAMES[form], channel.address(form))
            for form in FORM_NAMES
        ],
        latest=[_preview(channel.site, item) for item in channel.newest[:PREVIEWED]],
    )


def _preview(site: Site, item: Item) -> Preview:
    day = item.page.meta.date or item.published.date()
    return Preview(item.title, site.url(item.page), write_date(day, item.page.locale), str(day))


def _contents(channel: Channel, partner: Partner) -> str:
    """The topics of a partner's feed and the countries it is about."""
    locale, feeds = channel.locale, channel.feeds
    keys = feeds.topics_of(partner)
    topics = " · ".join(feeds.topics[key].label[locale] for key in keys)
    countries = " · ".join(territory(code, locale) for code in partner.countries)
    return topics + (bracketed(countries, locale) if countries else "")
