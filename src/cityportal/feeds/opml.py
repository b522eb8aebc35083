"""The feeds of one language as a list that readers take whole: OPML 2.0."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime

from lxml import etree

from cityportal.feeds.channel import Channel, folder
from cityportal.feeds.xml import add, document, updated
from cityportal.site import Site


def opml_file(site: Site, locale: str) -> str:
    """The file of the list under the site."""
    return f"{folder(site, locale)}feeds.opml"


def opml(site: Site, locale: str, channels: Sequence[Channel]) -> bytes:
    """The list of ``channels``, each in one form, so that whoever takes all gets nothing twice."""
    root = etree.Element("opml", version="2.0")
    head = add(root, "head")
    add(head, "title", site.settings.site_names[locale])
    changed = max(updated(channel, channel.newest) for channel in channels)
    add(head, "dateModified", format_datetime(changed))
    add(head, "ownerName", site.registries.organisation.name[locale])
    body = add(root, "body")
    for channel in channels:
        add(
            body, "outline", type="rss", text=channel.title, title=channel.title,
            description=channel.description, language=channel.tag,
            htmlUrl=channel.home, xmlUrl=channel.address("atom"),
        )  # fmt: skip
    return document(root)
