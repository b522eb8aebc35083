"""Feeds of a built site, of a city without its pages, and of invented items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from cities import NOW, SITES, load
from feed_rules import RULES, A, Feed
from lxml import etree

from cityportal.feeds.channel import Channel, channels
from cityportal.feeds.files import feed_files
from cityportal.feeds.item import Item, items


def published(folder: Path, root: str) -> dict[str, Feed]:
    """The feeds of a built site by their addresses."""
    files = (file for file in folder.rglob("feeds/*") if file.suffix[1:] in RULES)
    addresses = {file: root + file.relative_to(folder).as_posix() for file in sorted(files)}
    return {address: Feed(address, file.read_bytes()) for file, address in addresses.items()}


def made(root: Path, locale: str = "vi", now: datetime = NOW) -> dict[str, Feed]:
    """The feeds of a city without its pages: every text is one paragraph."""
    site = load(root, now)
    contents = {url: f"<p>{page.body.strip()}</p>" for url, page in site.by_url.items()}
    files = feed_files(site, locale, contents)
    return {name: Feed(site.settings.site_url + name, data) for name, data in files.items()}


def entry(feeds: Mapping[str, Feed], name: str, ending: str) -> dict[str, str] | None:
    """What an Atom feed says of the item whose id ends so."""
    for one in feeds[name].items:
        if (one.findtext(f"{A}id") or "").endswith(ending):
            return {etree.QName(child).localname: child.text or "" for child in one}
    return None


@cache
def one_item() -> tuple[Channel, Item]:
    """The lighthouse in the feed of all."""
    site = load(SITES / "small")
    channel = channels(site, "vi", items(site, "vi", {}))[0]
    return channel, next(item for item in channel.items if item.id.endswith("hai-dang#vi"))


def invented(count: int, size: int = 7) -> Channel:
    """A channel of many items, one a day."""
    channel, item = one_item()
    day = datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    many = [
        replace(
            item, id=f"tag:x,2020:n{n}#vi", title=f"Tin {n}", html=f"<p>{n}</p>",
            published=day + timedelta(n), updated=day + timedelta(n),
        )
        for n in reversed(range(count))
    ]  # fmt: skip
    return replace(channel, items=many, size=size)
