"""A feed as RSS 2.0, by the profile of the RSS Advisory Board.

feedgen writes the channel. What it gets wrong is set right here: it has no archives and drops every
link but that to the feed itself, so the other links are added; its lastBuildDate is the time of
day; it names itself, so that its next version would change every feed. Items are written on lxml,
as for Atom: feedgen refuses text in which a CDATA section would end, and takes twice the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from feedgen.ext.dc import DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cityportal.feeds.channel import Channel
from cityportal.feeds.item import Item, Source
from cityportal.feeds.lead import icon_address
from cityportal.feeds.xml import (
    ATOM,
    Writer,
    add,
    add_media,
    feed,
    links,
    mark_archive,
    updated,
    written_once,
)

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_NAMESPACES: Any = {"content": _CONTENT, "dc": _DC}


def write(channel: Channel, items: Sequence[Item], archive: int | None) -> bytes:
    """``items`` of ``channel``: the feed itself, or the archive of a number."""
    root = deepcopy(_frame(channel))
    body = root[0]
    add(body, "lastBuildDate", format_datetime(updated(channel, items)))
    for link in links(channel, "rss", archive):
        add(body, f"{{{ATOM}}}link", **link)
    mark_archive(body, archive)
    written = _full if channel.full else _summary
    return feed(root, "channel", map(written, items))


@lru_cache(maxsize=1)
def _frame(channel: Channel) -> etree._Element:
    """What the feed and its archives have in common."""
    generator = FeedGenerator()
    generator.register_extension("dc", DcExtension)
    generator.title(channel.title)
    generator.link(href=channel.home, rel="alternate")
    generator.description(channel.description)
    generator.language(channel.tag)
    generator.copyright(channel.feeds.rights[channel.locale])
    generator.ttl(channel.feeds.minutes)
    generator.generator("")
    if icon := icon_address(channel.site):
        generator.image(icon, channel.title, channel.home)
    root = etree.fromstring(generator.rss_str())
    for now in root.findall("channel/lastBuildDate"):
        root[0].remove(now)
    return root


def _writer(full: bool) -> Writer:
    def make(item: Item) -> etree._Element:
        entry = etree.Element("item", nsmap=_NAMESPACES)
        add(entry, "title", item.title)
        add(entry, "link", item.url)
        add(entry, "description", item.summary)
        if full and item.html:
            add(entry, f"{{{_CONTENT}}}encoded", item.html)
        add(entry, "guid", item.id, isPermaLink="false")
        for category in item.categories:
            add(entry, "category", category.label, domain=category.scheme)
        if item.lead:
            one = item.lead
            add(entry, "enclosure", url=one.url, length=str(one.length), type=one.type)
        add(entry, "pubDate", format_datetime(item.published))
        add(entry, f"{{{_DC}}}creator", item.author)
        add(entry, f"{{{_DC}}}language", item.tag)
        add(entry, f"{{{_DC}}}rights", item.licence)
        if item.sources:
            add(entry, f"{{{_DC}}}source", "; ".join(map(_named, item.sources)))
        add_media(entry, item)
        return entry

    return written_once(make)


def _named(source: Source) -> str:
    return f"{source.title}, {source.address}" if source.address else source.title


_full, _summary = _writer(full=True), _writer(full=False)
