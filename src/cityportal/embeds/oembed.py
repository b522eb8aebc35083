"""oEmbed 1.0 (https://oembed.com/): answers of the type rich, one for each width of the ladder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from lxml import etree

from cityportal.content import Page
from cityportal.embeds.addresses import WIDTHS, Form, Scheme, oembed
from cityportal.embeds.embed import Embed
from cityportal.embeds.sizes import height
from cityportal.embeds.snippets import Choice, filled, framed, quotation
from cityportal.feeds.xml import plain
from cityportal.site import Site
from cityportal.urls import absolute, language_root

MEDIA_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
"""The notations and the types of the links that lead to them."""
_DAY = 24 * 60 * 60

Answer = Mapping[str, str | int]


@dataclass(frozen=True)
class EmbedLink:
    """A ``<link>`` in the head of a page by which consumers find an answer."""

    type: str
    title: str
    address: str


def embed_links(site: Site, page: Page) -> list[EmbedLink]:
    """The answers of ``page``; none where it is not to be embedded.

    An answer knows its page by its name; consumers still look for the page in the query.
    """
    if not page.meta.embed:
        return []
    itself = urlencode({"url": absolute(site.url(page), site.settings)})
    return [
        EmbedLink(
            media_type,
            page.meta.title,
            f"{absolute(oembed(page, notation), site.settings)}?{itself}",
        )
        for notation, media_type in MEDIA_TYPES.items()
    ]


def answers(embed: Embed) -> Iterator[tuple[str, bytes]]:
    """Name under the site and bytes of every answer."""
    for width in WIDTHS:
        told = answer(embed, width)
        yield oembed(embed.page, "json", width), _json(told)
        yield oembed(embed.page, "xml", width), _xml(told)


def answer(embed: Embed, width: int) -> Answer:
    """What a consumer is told that has room for ``width`` CSS pixels."""
    settings, locale = embed.site.settings, embed.page.locale
    told: dict[str, str | int] = {
        "type": "rich",
        "version": "1.0",
        "title": embed.title,
        "author_name": embed.publisher,
        "provider_name": settings.site_names[locale],
        "provider_url": absolute(language_root(locale, settings), settings),
        "cache_age": _DAY,
        "language": embed.tag,
        "url": embed.url,
        "width": width,
        "height": height(embed, Form.CARD, width),
        "html": _html(embed, width),
    }
    if picture := embed.thumbnail:
        told |= {
            "thumbnail_url": picture.url,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return told


def _html(embed: Embed, width: int) -> str:
    """A quotation, then a frame: what WordPress takes of a provider it does not know."""
    whole = f"{quotation(embed)}{framed(embed)}"
    return filled(whole, embed, Choice(Form.CARD, Scheme.AUTO, width))


def _json(told: Answer) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _xml(told: Answer) -> bytes:
    root = etree.Element("oembed")
    for key, value in told.items():
        etree.SubElement(root, key).text = plain(str(value))
    return etree.tostring(
        root, xml_declaration=True, encoding="utf-8", standalone=True, pretty_print=True
    )
