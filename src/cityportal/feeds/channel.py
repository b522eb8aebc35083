"""The feeds of one language: each a sorted list of items, a name, and stable addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cityportal.feeds.item import Item
from cityportal.site import Site
from cityportal.subscriptions import Feeds, Partner, Text, Topic
from cityportal.urls import absolute, language_root

MIME = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
}
"""The forms of every feed and their media types; a form is the ending of its files' names."""
FORM_NAMES = {"rss": "RSS", "atom": "Atom", "jsonfeed": "JSON Feed"}
"""What each form is called, in every language."""


@dataclass(frozen=True, eq=False)
class Channel:
    """One feed in one language: ``items`` are all of them, the newest first; equal to itself only.

    The newest ``size`` stand in the feed itself. Archives hold half as many each, counted from the
    oldest: a full archive never changes, and there is never one alone, which would lead nowhere.
    ``full`` tells whether texts are whole, and ``partner`` whom the feed is for, where it is not
    for all.
    """

    site: Site
    key: str
    locale: str
    title: str
    description: str
    items: Sequence[Item]
    size: int
    full: bool
    partner: Partner | None = None

    @property
    def feeds(self) -> Feeds:
        """What the city decides about its feeds."""
        assert self.site.registries.feeds is not None
        return self.site.registries.feeds

    @property
    def tag(self) -> str:
        """The language's tag."""
        return self.site.settings.language(self.locale).tag

    @property
    def home(self) -> str:
        """The public address of the language's home page."""
        return absolute(language_root(self.locale, self.site.settings), self.site.settings)

    @property
    def newest(self) -> Sequence[Item]:
        """The items of the feed itself."""
        return self.items[: self.size]

    @cached_property
    def archives(self) -> list[Sequence[Item]]:
        """The full archives, the oldest first; each has its newest item first."""
        oldest_first, size = self.items[::-1], max(1, self.size // 2)
        full = len(self.items) // size if len(self.items) > self.size else 0
        return [oldest_first[n * size : (n + 1) * size][::-1] for n in range(full)]

    def previous(self, archive: int | None) -> int | None:
        """The archive before that of a number, or before the feed itself; None for the first."""
        before = len(self.archives) if archive is None else archive - 1
        return before or None

    def id(self, archive: int | None = None) -> str:
        """The permanent id of the feed, or of an archive; no page's name has a dot."""
        number = "" if archive is None else f".{archive}"
        return f"tag:{self.feeds.authority}:feed.{self.key}{number}#{self.locale}"

    def file(self, form: str, archive: int | None = None) -> str:
        """The file of a form under the site; ``archive`` counts from 1, the oldest."""
        number = "" if archive is None else f"-{archive}"
        return f"{folder(self.site, self.locale)}{self.key}{number}.{form}"

    def address(self, form: str, archive: int | None = None) -> str:
        """The public address of :meth:`file`."""
        return absolute(self.file(form, archive), self.site.settings)


def folder(site: Site, locale: str) -> str:
    """Where the feeds of a language stand under the site."""
    return f"{language_root(locale, site.settings)}feeds/"


def channels(site: Site, locale: str, items: Sequence[Item]) -> list[Channel]:
    """The feeds of ``locale``: those of the topics, then those of the partners."""
    feeds = site.registries.feeds
    if feeds is None:
        return []
    name = site.settings.site_names[locale]
    topics = [
        Channel(
            site, key, locale, f"{name}: {topic.label[locale]}", topic.description[locale],
            [item for item in items if _in_topic(item, topic)], feeds.items, full=True,
        )
        for key, topic in feeds.topics.items()
    ]  # fmt: skip
    return [*topics, *_partners(site, locale, items)]


def _partners(site: Site, locale: str, items: Sequence[Item]) -> Iterator[Channel]:
    for key, partner in site.registries.partner_feeds(locale).items():
        name = f"{site.settings.site_names[locale]}: {partner.name[locale]}"
        chosen = [item for item in items if _for_partner(site, item, partner)]
        full = partner.text is Text.FULL
        yield Channel(
            site, key, locale, name, partner.name[locale], chosen, partner.items, full, partner
        )


def _in_topic(item: Item, topic: Topic) -> bool:
    meta = item.page.meta
    return meta.type in topic.types and (
        not topic.tags or not set(topic.tags).isdisjoint(meta.tags)
    )


def _for_partner(site: Site, item: Item, partner: Partner) -> bool:
    feeds = site.registries.feeds
    assert feeds is not None
    concerned = not partner.countries or not set(partner.countries).isdisjoint(
        item.page.meta.countries
    )
    return concerned and any(_in_topic(item, feeds.topics[key]) for key in feeds.topics_of(partner))
