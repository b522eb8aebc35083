"""What RSS and Atom share: text that XML can carry, links, dates, an item written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from lxml import etree

from cityportal.feeds.channel import MIME, Channel
from cityportal.feeds.item import Item
from cityportal.xmltext import XML_FORBIDDEN

ATOM = "http://www.w3.org/2005/Atom"
ATOM_ALONE: Any = {None: ATOM}
"""Atom as the namespace of names without a prefix."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute ``xml:lang``."""
_MEDIA = "http://search.yahoo.com/mrss/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_AUTHORITY_DAYS = ("%Y", "%Y-%m", "%Y-%m-%d")

Maker = Callable[[Item], etree._Element]
Writer = Callable[[Item], bytes]


def atom_name(tag: str) -> str:
    """The name of an element of Atom."""
    return f"{{{ATOM}}}{tag}"


def plain(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids."""
    return XML_FORBIDDEN.sub("", text)


def add(
    parent: etree._Element, name: str, text: str | None = None, /, **attributes: str
) -> etree._Element:
    """A new last child of ``parent``."""
    child = etree.SubElement(parent, name, attributes)
    child.text = text
    return child


def add_media(entry: etree._Element, item: Item) -> None:
    """The lead picture by Media RSS: whose it is, what is on it, on which terms."""
    if (lead := item.lead) is None:
        return
    content = etree.SubElement(
        entry, f"{{{_MEDIA}}}content",
        {
            "url": lead.url, "type": lead.type, "fileSize": str(lead.length), "medium": "image",
            "width": str(lead.width), "height": str(lead.height), "lang": item.tag,
        },
        nsmap={"media": _MEDIA},
    )  # fmt: skip
    add(content, f"{{{_MEDIA}}}title", lead.caption, type="plain")
    add(content, f"{{{_MEDIA}}}description", lead.alt, type="plain")
    add(content, f"{{{_MEDIA}}}credit", lead.credit)
    add(content, f"{{{_MEDIA}}}copyright", lead.licence)


def written_once(make: Maker) -> Writer:
    """Writes the element that ``make`` makes of an item, once for all the feeds that hold it.

    The element has no attributes, and the feed around it declares its namespaces.
    """
    written: WeakKeyDictionary[Item, bytes] = WeakKeyDictionary()

    def kept(item: Item) -> bytes:
        if item not in written:
            try:
                element = make(item)
            except ValueError:  # lxml refuses what XML forbids; rare, and costly to look for
                element = make(_plain(item))
            data = etree.tostring(element, encoding="utf-8", pretty_print=True)
            start, end, rest = data.rstrip().partition(b">")
            written[item] = start.partition(b" ")[0] + end + rest
        return written[item]

    return kept


def _plain(item: Item) -> Item:
    return replace(
        item,
        title=plain(item.title),
        summary=plain(item.summary),
        html=plain(item.html),
        author=plain(item.author),
        rights=plain(item.rights),
        terms=plain(item.terms),
        categories=tuple(replace(one, label=plain(one.label)) for one in item.categories),
        sources=tuple(replace(one, title=plain(one.title)) for one in item.sources),
    )


def links(channel: Channel, form: str, archive: int | None) -> Iterator[dict[str, str]]:
    """Where else the feed is told of: its own address, hubs, and the archives by RFC 5005.

    Only the first archive names the next, which is there as soon as it is: any other would change
    when the next one is opened, and ``next-archive`` may be left out.
    """
    kind = {"type": MIME[form]}
    yield {"rel": "self", "href": channel.address(form, archive), **kind}
    if archive is None:
        yield from ({"rel": "hub", "href": hub} for hub in channel.feeds.hubs)
    else:
        yield {"rel": "current", "href": channel.address(form), **kind}
    previous = channel.previous(archive)
    if previous is not None:
        yield {"rel": "prev-archive", "href": channel.address(form, previous), **kind}
    if archive == 1:
        yield {"rel": "next-archive", "href": channel.address(form, 2), **kind}


def mark_archive(feed: etree._Element, archive: int | None) -> None:
    """Say that the document will not change, where it is an archive."""
    if archive is not None:
        etree.SubElement(feed, f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})


def updated(channel: Channel, items: Sequence[Item]) -> datetime:
    """When ``items`` last changed; without any, the day from which the city makes its ids."""
    return max((item.updated for item in items), default=_beginning(channel))


def _beginning(channel: Channel) -> datetime:
    day = channel.feeds.authority.partition(",")[2]
    moment = datetime.strptime(day, _AUTHORITY_DAYS[day.count("-")])
    return moment.replace(tzinfo=channel.site.settings.zone_info)


def document(root: etree._Element) -> bytes:
    """The bytes of a document."""
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def feed(root: etree._Element, holder: str, items: Iterable[bytes]) -> bytes:
    """The bytes of a feed: ``items`` stand at the end of the element ``holder``."""
    before, end, after = document(root).rpartition(f"</{holder}>".encode())
    return b"\n".join((before.rstrip(), *items, end + after))
