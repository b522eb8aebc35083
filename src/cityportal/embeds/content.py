"""An embed as JSON, for systems that lay out the content themselves, and for the builder page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cityportal.article import FactLine
from cityportal.embeds import addresses
from cityportal.embeds.addresses import WIDTHS, Scheme
from cityportal.embeds.embed import Embed
from cityportal.embeds.sizes import height
from cityportal.embeds.snippets import quotation, snippets
from cityportal.pictures.shown import ShownPicture
from cityportal.urls import absolute


def content(embed: Embed, scripts: Mapping[str, bytes]) -> bytes:
    """The content with its rights, and where its frames are and how high they must be."""
    feeds, locale = embed.site.registries.feeds, embed.page.locale
    told: dict[str, Any] = {
        "version": 1,
        "status": "withdrawn" if embed.withdrawn else "usable",
        "language": embed.tag,
        "title": embed.title,
        "summary": embed.summary,
        "html": embed.html,
        "facts": [_fact(fact) for fact in embed.facts],
        "pictures": [_picture(embed, picture) for picture in embed.pictures],
        "publisher": embed.publisher,
        "rights": feeds.rights[locale] if feeds else "",
        "terms": feeds.terms[locale] if feeds else "",
        "url": embed.url,
        "translations": _translations(embed),
        "quotation": quotation(embed),
        "fragment": absolute(addresses.fragment(embed.page), embed.site.settings),
        "oembed": absolute(addresses.oembed(embed.page, "json"), embed.site.settings),
        "snippets": snippets(embed, scripts),
        "frames": {form: _frames(embed, form) for form in embed.forms},
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _fact(fact: FactLine) -> dict[str, str]:
    return {
        "label": fact.label,
        "value": fact.value,
        "as_of": fact.as_of,
        "source": fact.source.title,
        "publisher": fact.source.publisher,
        "address": fact.source.address,
        "note": fact.note,
    }


def _picture(embed: Embed, picture: ShownPicture) -> dict[str, str | int]:
    return {
        "address": absolute(picture.files.fallback.file, embed.site.settings),
        "width": picture.files.width,
        "height": picture.files.height,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.signed,
    }


def _translations(embed: Embed) -> dict[str, str]:
    """The content in the other languages, by tag."""
    settings = embed.site.settings
    return {
        settings.language(locale).tag: absolute(addresses.content(page), settings)
        for locale, page in embed.site.alternates(embed.page.path).items()
        if page.meta.embed and locale != embed.page.locale
    }


def _frames(embed: Embed, form: addresses.Form) -> dict[str, Any]:
    """The address of each scheme, and pairs of a width and the height it takes."""
    return {
        **{
            scheme: absolute(addresses.frame(embed.page, form, scheme), embed.site.settings)
            for scheme in Scheme
        },
        "sizes": [[width, height(embed, form, width)] for width in WIDTHS],
    }
