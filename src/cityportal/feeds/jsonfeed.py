"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from cityportal.feeds.channel import Channel
from cityportal.feeds.item import Item
from cityportal.feeds.lead import icon_address

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def write(channel: Channel, items: Sequence[Item], archive: int | None) -> bytes:
    """``items`` of ``channel``: the feed itself, or the archive of a number."""
    site, locale = channel.site, channel.locale
    previous = channel.previous(archive)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address("jsonfeed", archive),
        "description": channel.description,
        "language": channel.tag,
        "authors": [{"name": site.registries.organisation.name[locale]}],
    }
    if icon := icon_address(site):
        feed["icon"] = icon
    if previous is not None:
        feed["next_url"] = channel.address("jsonfeed", previous)
    if channel.feeds.hubs:
        feed["hubs"] = [{"type": "WebSub", "url": hub} for hub in channel.feeds.hubs]
    head = _JSON.encode(feed).removesuffix("}")
    written = b",\n".join(_written(item, channel.full) for item in items)
    return b"".join((head.encode(), b', "items": [\n', written, b"\n]}\n"))


_made: tuple[WeakKeyDictionary[Item, bytes], ...] = (WeakKeyDictionary(), WeakKeyDictionary())


def _written(item: Item, full: bool) -> bytes:
    """The item on a line of its own, made once for all the feeds that hold it."""
    made = _made[full]
    if item not in made:
        made[item] = _JSON.encode(_item(item, full)).encode()
    return made[item]


def _item(item: Item, full: bool) -> dict[str, Any]:
    text = {"content_html": item.html} if full and item.html else {"content_text": item.summary}
    picture: dict[str, Any] = {}
    if item.lead:
        attachment = {
            "url": item.lead.url,
            "mime_type": item.lead.type,
            "title": item.lead.caption,
            "size_in_bytes": item.lead.length,
        }
        picture = {"image": item.lead.url, "attachments": [attachment]}
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        **text,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.author}],
        "tags": [category.label for category in item.categories],
        "language": item.tag,
        **picture,
        "_portal": {
            "group": item.group,
            "status": "canceled" if item.withdrawn else "usable",
            "rights": item.rights,
            "terms": item.terms,
            "versions": dict(item.versions),
            "sources": [{"title": one.title, "url": one.address} for one in item.sources],
        },
    }
