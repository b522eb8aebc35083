"""The files of the feeds of one language: every form of every feed, with its archives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cityportal.feeds import atom, jsonfeed, rss
from cityportal.feeds.channel import Channel, channels
from cityportal.feeds.item import Item, items
from cityportal.feeds.ninjs import ninjs_files
from cityportal.feeds.opml import opml, opml_file
from cityportal.site import Site

Writer = Callable[[Channel, Sequence[Item], int | None], bytes]
"""Writes some items of a channel: the feed itself, or the archive of a number."""

WRITERS: Mapping[str, Writer] = {
    "rss": rss.write,
    "atom": atom.write,
    "jsonfeed": jsonfeed.write,
}


def feed_files(site: Site, locale: str, contents: Mapping[str, str]) -> dict[str, bytes]:
    """Name under the site and bytes of each file; ``contents`` is rendered HTML by address."""
    all_items = items(site, locale, contents)
    feeds = channels(site, locale, all_items)
    files: dict[str, bytes] = {}
    for channel in feeds:
        for form, write in WRITERS.items():
            files[channel.file(form)] = write(channel, channel.newest, None)
            for number, archived in enumerate(channel.archives, start=1):
                files[channel.file(form, number)] = write(channel, archived, number)
    if feeds:
        files[opml_file(site, locale)] = opml(site, locale, feeds)
    files |= ninjs_files(site, locale, all_items)
    return files
