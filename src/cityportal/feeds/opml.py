"""The feeds of one language as a list that readers take whole: OPML 2.0."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from cityportal.feeds.channel import Channel, folder
from cityportal.site import Site


def opml_file(site: Site, locale: str) -> str:
    """The file of the list under the site."""
    return f"{folder(site, locale)}feeds.opml"


def opml(site: Site, locale: str, channels: Sequence[Channel]) -> bytes:
    """The list of ``channels``, each as RSS and as Atom."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = site.settings.site_names[locale]
    body = etree.SubElement(root, "body")
    for channel in channels:
        for form in ("rss", "atom"):
            etree.SubElement(
                body, "outline", type="rss", text=channel.title, title=channel.title,
                description=channel.description, language=channel.tag,
                version="RSS2" if form == "rss" else "atom",
                xmlUrl=channel.address(form),
            )  # fmt: skip
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
