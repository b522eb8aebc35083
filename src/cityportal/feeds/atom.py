"""A feed as Atom, RFC 4287.

Not by feedgen 1.0.0: it writes the links of an entry without rel, type, hreflang and title (its
issue 135), cannot mark an archive and does not miss an author. With the corrections, the library
would take more lines than the format does.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from cityportal.feeds.channel import Channel
from cityportal.feeds.item import Item
from cityportal.feeds.lead import icon_address
from cityportal.feeds.xml import (
    ATOM_ALONE,
    LANG,
    Writer,
    add,
    add_media,
    atom_name,
    feed,
    links,
    mark_archive,
    updated,
    written_once,
)


def write(channel: Channel, items: Sequence[Item], archive: int | None) -> bytes:
    """``items`` of ``channel``: the feed itself, or the archive of a number."""
    locale = channel.locale
    root = etree.Element(atom_name("feed"), {LANG: channel.tag}, nsmap=ATOM_ALONE)
    add(root, atom_name("id"), channel.id(archive))
    add(root, atom_name("title"), channel.title)
    add(root, atom_name("subtitle"), channel.description)
    add(root, atom_name("updated"), updated(channel, items).isoformat())
    _author(root, channel.site.registries.organisation.name[locale])
    add(root, atom_name("rights"), channel.feeds.rights[locale])
    _link(root, rel="alternate", type="text/html", hreflang=channel.tag, href=channel.home)
    if icon := icon_address(channel.site):
        add(root, atom_name("icon"), icon)
    for link in links(channel, "atom", archive):
        _link(root, **link)
    mark_archive(root, archive)
    written = _full if channel.full else _summary
    return feed(root, "feed", map(written, items))


def _writer(full: bool) -> Writer:
    def make(item: Item) -> etree._Element:
        entry = etree.Element(atom_name("entry"), nsmap=ATOM_ALONE)
        add(entry, atom_name("id"), item.id)
        add(entry, atom_name("title"), item.title, type="text")
        add(entry, atom_name("updated"), item.updated.isoformat())
        add(entry, atom_name("published"), item.published.isoformat())
        _author(entry, item.author)
        _links(entry, item)
        for one in item.categories:
            add(entry, atom_name("category"), term=one.term, scheme=one.scheme, label=one.label)
        add_media(entry, item)
        add(entry, atom_name("rights"), item.licence)
        add(entry, atom_name("summary"), item.summary, type="text")
        if full and item.html:
            add(entry, atom_name("content"), item.html, type="html")
        return entry

    return written_once(make)


_full, _summary = _writer(full=True), _writer(full=False)


def _links(entry: etree._Element, item: Item) -> None:
    _link(entry, rel="alternate", type="text/html", hreflang=item.tag, href=item.url)
    # As "alternate", a translation would be the story's address to readers that take the last one.
    for tag, address in item.versions.items():
        _link(entry, rel="related", type="text/html", hreflang=tag, href=address)
    if item.lead:
        one = item.lead
        _link(
            entry, rel="enclosure", type=one.type, length=str(one.length), title=one.caption,
            href=one.url,
        )  # fmt: skip
    for source in item.sources:
        if source.address:
            _link(entry, rel="via", title=source.title, href=source.address)


def _link(parent: etree._Element, **attributes: str) -> None:
    add(parent, atom_name("link"), **attributes)


def _author(parent: etree._Element, name: str) -> None:
    add(add(parent, atom_name("author")), atom_name("name"), name)
