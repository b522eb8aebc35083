"""``Link`` headers: where the oEmbed answers of a page are, a feed's own address and its hubs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from cityportal.content import Page
from cityportal.embeds import addresses
from cityportal.embeds.oembed import embed_links
from cityportal.feeds.channel import MIME, channels
from cityportal.site import Site

_SAFE = ":/?#[]@!&'()*+,;=%"


def links(site: Site) -> Iterator[tuple[str, str]]:
    """Each address under the site that has such a header, and the header."""
    yield from _of_pages(site)
    yield from _of_feeds(site)


def _of_pages(site: Site) -> Iterator[tuple[str, str]]:
    for page in addresses.embedded(site):
        if page.is_live(site.now):
            yield site.url(page), ", ".join(_answers(site, page))


def _answers(site: Site, page: Page) -> Iterator[str]:
    """The title is percent-encoded (RFC 8187), as a header's value holds ASCII only."""
    title = quote(page.meta.title, safe="")
    for one in embed_links(site, page):
        yield f"{_link(one.address, 'alternate')}; type=\"{one.type}\"; title*=UTF-8''{title}"


def _of_feeds(site: Site) -> Iterator[tuple[str, str]]:
    """For the feeds themselves: nobody subscribes to an archive."""
    feeds = site.registries.feeds
    hubs = [_link(hub, "hub") for hub in (feeds.hubs if feeds else ())]
    for locale in site.settings.locales:
        for channel in channels(site, locale, ()):
            for form in MIME:
                itself = _link(channel.address(form), "self")
                yield channel.file(form), ", ".join((itself, *hubs))


def _link(address: str, relation: str) -> str:
    """Without the signs that servers take for their variables."""
    return f'<{quote(address, safe=_SAFE)}>; rel="{relation}"'
