"""The feed in which partners are told of changes of the contract: Atom, one for each language."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from lxml import etree

from cityportal.embedding import Change, Embedding
from cityportal.embeds import addresses
from cityportal.feeds.channel import MIME
from cityportal.feeds.xml import ATOM, add, document, plain
from cityportal.site import Site
from cityportal.urls import absolute, language_root

_NAMESPACES: Any = {None: ATOM}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def changes(site: Site, locale: str, embedding: Embedding) -> bytes:
    """What the city announces, the newest first."""
    announced = sorted(embedding.changes, key=lambda one: one.on, reverse=True)
    names, words = site.settings.site_names, site.registries.words
    root = etree.Element(_name("feed"), {_LANG: _tag(site, locale)}, _NAMESPACES)
    add(root, _name("id"), _itself(site, locale))
    add(root, _name("title"), plain(f"{names[locale]}: {words['embed_changes'][locale]}"))
    add(root, _name("updated"), _morning(site, announced[0].on))
    organisation = site.registries.organisation.name[locale]
    add(add(root, _name("author")), _name("name"), plain(organisation))
    _add_home(site, root, locale)
    itself = {"rel": "self", "type": MIME["atom"], "href": _itself(site, locale)}
    add(root, _name("link"), **itself)
    for change in announced:
        _add(site, root, change, locale)
    return document(root)


def _add(site: Site, root: etree._Element, change: Change, locale: str) -> None:
    entry = add(root, _name("entry"))
    add(entry, _name("id"), f"{_itself(site, locale)}#{change.on}")
    add(entry, _name("title"), plain(change.title[locale]), type="text")
    for moment in ("published", "updated"):
        add(entry, _name(moment), _morning(site, change.on))
    _add_home(site, entry, locale)
    add(entry, _name("content"), plain(change.text[locale]), type="text")


def _add_home(site: Site, parent: etree._Element, locale: str) -> None:
    home = absolute(language_root(locale, site.settings), site.settings)
    page = {"rel": "alternate", "type": "text/html", "hreflang": _tag(site, locale), "href": home}
    add(parent, _name("link"), **page)


def _itself(site: Site, locale: str) -> str:
    return absolute(addresses.changes(locale), site.settings)


def _tag(site: Site, locale: str) -> str:
    return site.settings.language(locale).tag


def _morning(site: Site, day: date) -> str:
    return datetime.combine(day, time(), site.settings.zone_info).isoformat()


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
