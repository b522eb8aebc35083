"""The feed in which partners are told of changes of the contract: Atom, one for each language."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from lxml import etree

from cityportal.embedding import Change, Embedding
from cityportal.embeds import addresses
from cityportal.feeds.xml import ATOM, add, document
from cityportal.site import Site
from cityportal.urls import absolute, language_root

_NAMESPACES: Any = {None: ATOM}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def changes(site: Site, locale: str, embedding: Embedding) -> bytes:
    """What the city announces, the newest first."""
    announced = sorted(embedding.changes, key=lambda one: one.on, reverse=True)
    organisation = site.registries.organisation
    name = f"{site.settings.site_names[locale]}: {site.registries.words['embed_changes'][locale]}"
    root = etree.Element(_name("feed"), {_LANG: site.settings.language(locale).tag}, _NAMESPACES)
    add(root, _name("id"), f"{_home(site, locale)}{addresses.ROOT}changes")
    add(
        root,
        _name("title"),
        name,
    )
    add(root, _name("updated"), _morning(site, announced[0].on))
    add(add(root, _name("author")), _name("name"), organisation.name[locale])
    add(root, _name("link"), rel="alternate", type="text/html", href=_home(site, locale))
    add(
        root, _name("link"), rel="self", type="application/atom+xml",
        href=absolute(addresses.changes(locale), site.settings),
    )  # fmt: skip
    for change in announced:
        _add(site, root, change, locale)
    return document(root)


def _add(site: Site, root: etree._Element, change: Change, locale: str) -> None:
    entry = add(root, _name("entry"))
    add(entry, _name("id"), f"{_home(site, locale)}{addresses.ROOT}changes/{change.on}")
    add(entry, _name("title"), change.title[locale], type="text")
    add(entry, _name("updated"), _morning(site, change.on))
    add(entry, _name("link"), rel="alternate", type="text/html", href=_home(site, locale))
    add(entry, _name("content"), change.text[locale], type="text")


def _morning(site: Site, day: date) -> str:
    return datetime.combine(day, time(), site.settings.zone_info).isoformat()


def _home(site: Site, locale: str) -> str:
    return absolute(language_root(locale, site.settings), site.settings)


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
