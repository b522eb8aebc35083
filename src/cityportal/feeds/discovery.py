"""What every page tells machines of its language's feeds, for readers that look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cityportal.feeds.channel import MIME, channels
from cityportal.feeds.opml import opml_file
from cityportal.site import Site

_NAMES = {"rss": "RSS", "atom": "Atom", "jsonfeed": "JSON Feed"}


@dataclass(frozen=True)
class FeedLink:
    """One ``<link>`` in the head of a page; ``url`` is relative to the site."""

    rel: str
    type: str
    title: str
    url: str


def feed_links(site: Site, locale: str) -> Iterator[FeedLink]:
    """All news in every form, the other topics as Atom, the list of feeds; none of partners."""
    feeds = site.registries.feeds
    if feeds is None:
        return
    news, *others = (one for one in channels(site, locale, ()) if one.key in feeds.topics)
    for form, mime in MIME.items():
        yield FeedLink("alternate", mime, f"{news.title} ({_NAMES[form]})", news.file(form))
    for channel in others:
        yield FeedLink("alternate", MIME["atom"], channel.title, channel.file("atom"))
    name = site.settings.site_names[locale]
    yield FeedLink("outline", "text/x-opml", f"{name} (OPML)", opml_file(site, locale))
