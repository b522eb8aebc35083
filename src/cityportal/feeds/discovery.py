"""What every page tells machines of its language's feeds, for readers that look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cityportal.feeds.channel import FORM_NAMES, MIME, channels
from cityportal.feeds.opml import opml_file
from cityportal.site import Site


@dataclass(frozen=True)
class FeedLink:
    """One ``<link>`` in the head of a page; ``url`` is relative to the site."""

    rel: str
    type: str
    title: str
    url: str


@lru_cache(maxsize=1)
def feed_links(site: Site, locale: str) -> tuple[FeedLink, ...]:
    """All news in every form, the other topics as Atom, the list of feeds; none of partners.

    Made once for all the pages of a language.
    """
    return tuple(_links(site, locale)) if site.registries.feeds else ()


def _links(site: Site, locale: str) -> Iterator[FeedLink]:
    news, *others = (one for one in channels(site, locale, ()) if one.partner is None)
    for form, mime in MIME.items():
        yield FeedLink("alternate", mime, f"{news.title} ({FORM_NAMES[form]})", news.file(form))
    for channel in others:
        yield FeedLink("alternate", MIME["atom"], channel.title, channel.file("atom"))
    name = site.settings.site_names[locale]
    yield FeedLink("outline", "text/x-opml", f"{name} (OPML)", opml_file(site, locale))
