"""Items as IPTC ninjs 3.0, each in a file of its own, and a list of them for each language.

Schema: https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json. The list is itself a ninjs document,
of the type composite, and so are the other languages of an item among its associations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from cityportal.article import Article
from cityportal.feeds.channel import folder
from cityportal.feeds.identity import item_id
from cityportal.feeds.item import Item
from cityportal.locales import colon, territory
from cityportal.site import Site
from cityportal.urls import absolute

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def ninjs_files(site: Site, locale: str, items: Sequence[Item]) -> dict[str, bytes]:
    """The file of each of ``items``, and the list of them where there are any."""
    if not items:
        return {}
    files = {_file(site, item): _bytes(document(site, item)) for item in items}
    files[f"{folder(site, locale)}ninjs.json"] = _bytes(_listed(site, locale, items))
    return files


def document(site: Site, item: Item) -> dict[str, Any]:
    """One item; a withdrawn one is its notice, and says so to those who hold its text."""
    page = item.page
    ninjs: dict[str, Any] = {
        "standard": STANDARD,
        "uri": item.id,
        "type": "text",
        "language": item.tag,
        "firstCreated": item.published.isoformat(),
        "versionCreated": item.updated.isoformat(),
        "pubStatus": _status(item),
        "copyrightHolder": site.registries.organisation.name[page.locale],
        "copyrightNotice": item.rights,
        "usageTerms": item.terms,
        "by": item.author,
        "headlines": [_plain(item.title)],
        "altIds": [{"role": "group", "value": item.group}],
        "renditions": [_web(item.url)],
        "associations": [*_versions(site, item), *_picture(item)],
    }
    if page.meta.embargo:
        ninjs["embargoedUntil"] = item.published.isoformat()
    if note := _note(site, item):
        ninjs["edNote"] = note
    return ninjs if item.withdrawn else ninjs | _substance(site, item)


def _substance(site: Site, item: Item) -> dict[str, Any]:
    """What is told, about what, by whom: nothing of it stays of a withdrawn item."""
    feeds, locale = site.registries.feeds, item.page.locale
    assert feeds is not None
    return {
        "descriptions": [_plain(item.summary)],
        "bodies": [_body(item)] if item.html else [],
        "subjects": [
            {"uri": f"tag:{feeds.authority}:topics/{category.term}", "name": category.label}
            for category in item.categories
        ],
        "places": [
            {"name": territory(code, locale), "literal": code.upper()}
            for code in item.page.meta.countries
        ],
        "infoSources": [
            {"name": source.title} | ({"uri": _ascii(source.address)} if source.address else {})
            for source in item.sources
        ],
    }


def _listed(site: Site, locale: str, items: Sequence[Item]) -> dict[str, Any]:
    feeds = site.registries.feeds
    assert feeds is not None
    return {
        "standard": STANDARD,
        "uri": f"tag:{feeds.authority}:feeds/ninjs#{locale}",
        "type": "composite",
        "language": site.settings.language(locale).tag,
        "versionCreated": max(item.updated for item in items).isoformat(),
        "pubStatus": "usable",
        "headlines": [_plain(site.settings.site_names[locale])],
        "associations": [_entry(site, item, number) for number, item in enumerate(items, start=1)],
    }


def _entry(site: Site, item: Item, number: int) -> dict[str, Any]:
    address = absolute(_file(site, item), site.settings)
    return {
        "name": f"item-{number}",
        "uri": item.id,
        "type": "text",
        "representationType": "partial",
        "language": item.tag,
        "versionCreated": item.updated.isoformat(),
        "pubStatus": _status(item),
        "headlines": [_plain(item.title)],
        "renditions": [{"name": "ninjs", "href": address, "contentType": "application/json"}],
    }


def _versions(site: Site, item: Item) -> list[dict[str, Any]]:
    """The item in the other languages."""
    return [
        {
            "name": f"version-{version.locale}",
            "rel": "translation",
            "uri": item_id(site, version),
            "type": "text",
            "representationType": "partial",
            "language": site.settings.language(version.locale).tag,
            "headlines": [_plain(version.meta.title)],
            "renditions": [_web(absolute(site.url(version), site.settings))],
        }
        for version in site.alternates(item.page.path).values()
        if version.locale != item.page.locale
    ]


def _picture(item: Item) -> Iterator[dict[str, Any]]:
    """The lead picture, as supplied."""
    if lead := item.lead:
        yield {
            "name": "lead",
            "uri": lead.url,
            "type": "picture",
            "representationType": "partial",
            "language": item.tag,
            "by": lead.credit,
            "usageTerms": lead.licence,
            "headlines": [_plain(lead.caption)],
            "descriptions": [_plain(lead.alt)],
            "renditions": [
                {
                    "name": "original", "href": lead.url, "contentType": lead.type,
                    "width": lead.width, "height": lead.height, "sizeInBytes": lead.length,
                }
            ],
        }  # fmt: skip


def _note(site: Site, item: Item) -> str:
    """What editors must know: that the item was withdrawn, or what was corrected; else nothing."""
    meta, locale = item.page.meta, item.page.locale
    if meta.withdrawn:
        day = site.registries.dated("withdrawn_on", meta.withdrawn.on, locale)
        return f"{day}{colon(locale)}{meta.withdrawn.reason}"
    return Article(site, item.page).correction


def _body(item: Item) -> dict[str, Any]:
    return {"role": "main", "contentType": "text/html", "value": item.html}


def _plain(text: str) -> dict[str, str]:
    return {"role": "main", "contentType": "text/plain", "value": text}


def _web(address: str) -> dict[str, str]:
    return {"name": "web", "href": address, "contentType": "text/html"}


def _ascii(address: str) -> str:
    """An address as the schema wants it, with letters beyond ASCII escaped."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")


def _status(item: Item) -> str:
    return "canceled" if item.withdrawn else "usable"


def _file(site: Site, item: Item) -> str:
    page = item.page
    return f"{folder(site, page.locale)}ninjs/{str(page.path).removesuffix('.md')}.json"


def _bytes(ninjs: dict[str, Any]) -> bytes:
    return f"{_JSON.encode(ninjs)}\n".encode()
