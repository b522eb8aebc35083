"""A feed as RSS 2.0, by the profile of the RSS Advisory Board.

feedgen writes channel and items. Three things it gets wrong are set right here: it has no archives
and drops every link but that to the feed itself, so the other links are added; it names itself, so
that its next version would change every feed; it refuses text in which a CDATA section would end.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cityportal.feeds.channel import Channel
from cityportal.feeds.item import Item, Source
from cityportal.feeds.lead import icon_address
from cityportal.feeds.xml import (
    ATOM,
    Maker,
    add,
    add_media,
    document,
    links,
    made_once,
    mark_archive,
    updated,
)


def write(channel: Channel, items: Sequence[Item], archive: int | None) -> bytes:
    """``items`` of ``channel``: the feed itself, or the archive of a number."""
    root = etree.fromstring(_channel(channel, items))
    body = root[0]
    for link in links(channel, "rss", archive):
        add(body, f"{{{ATOM}}}link", **link)
    mark_archive(body, archive)
    make = _full if channel.full else _summary
    body.extend(make(item) for item in items)
    return document(root)


def _channel(channel: Channel, items: Sequence[Item]) -> bytes:
    feed = FeedGenerator()
    feed.register_extension("dc", DcExtension)
    feed.title(channel.title)
    feed.link(href=channel.home, rel="alternate")
    feed.description(channel.description)
    feed.language(channel.tag)
    feed.copyright(channel.feeds.rights[channel.locale])
    feed.lastBuildDate(updated(channel, items))
    feed.ttl(channel.feeds.minutes)
    feed.generator("")
    if icon := icon_address(channel.site):
        feed.image(icon, channel.title, channel.home)
    written: bytes = feed.rss_str()
    return written


def _maker(full: bool) -> Maker:
    def make(item: Item) -> etree._Element:
        entry = FeedEntry()
        entry.register_extension("dc", DcEntryExtension)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.guid(item.id, permalink=False)
        entry.summary(item.summary)
        if full and item.html:
            entry.content(item.html, type="" if "]]>" in item.html else "CDATA")
        entry.published(item.published)
        for category in item.categories:
            entry.category(term=category.term, scheme=category.scheme, label=category.label)
        entry.dc.dc_creator(item.author)
        entry.dc.dc_language(item.tag)
        entry.dc.dc_rights(item.licence)
        if item.sources:
            entry.dc.dc_source("; ".join(map(_named, item.sources)))
        if item.lead:
            entry.enclosure(item.lead.url, str(item.lead.length), item.lead.type)
        element: etree._Element = entry.rss_entry()
        add_media(element, item)
        return element

    return made_once(make)


def _named(source: Source) -> str:
    return f"{source.title}, {source.address}" if source.address else source.title


_full, _summary = _maker(full=True), _maker(full=False)
