"""The feed in which partners are told of changes of the contract: Atom, one for each language."""

from __future__ import annotations

from datetime import date, datetime, time

from lxml import etree

from cityportal.embedding import Change, Embedding
from cityportal.embeds import addresses
from cityportal.feeds.channel import MIME
from cityportal.feeds.xml import ATOM_ALONE, LANG, add, atom_name, document, plain
from cityportal.site import Site
from cityportal.urls import absolute, language_root


def changes(site: Site, locale: str, embedding: Embedding) -> bytes:
    """What the city announces, the newest first."""
    announced = sorted(embedding.changes, key=lambda one: one.on, reverse=True)
    names, words = site.settings.site_names, site.registries.words
    root = etree.Element(atom_name("feed"), {LANG: _tag(site, locale)}, ATOM_ALONE)
    add(root, atom_name("id"), _itself(site, locale))
    add(root, atom_name("title"), plain(f"{names[locale]}: {words['embed_changes'][locale]}"))
    add(root, atom_name("updated"), _morning(site, announced[0].on))
    organisation = site.registries.organisation.name[locale]
    add(add(root, atom_name("author")), atom_name("name"), plain(organisation))
    _add_home(site, root, locale)
    itself = {"rel": "self", "type": MIME["atom"], "href": _itself(site, locale)}
    add(root, atom_name("link"), **itself)
    for change in announced:
        _add(site, root, change, locale)
    return document(root)


def _add(site: Site, root: etree._Element, change: Change, locale: str) -> None:
    entry = add(root, atom_name("entry"))
    add(entry, atom_name("id"), f"{_itself(site, locale)}#{change.on}")
    add(entry, atom_name("title"), plain(change.title[locale]), type="text")
    for moment in ("published", "updated"):
        add(entry, atom_name(moment), _morning(site, change.on))
    _add_home(site, entry, locale)
    add(entry, atom_name("content"), plain(change.text[locale]), type="text")


def _add_home(site: Site, parent: etree._Element, locale: str) -> None:
    home = absolute(language_root(locale, site.settings), site.settings)
    page = {"rel": "alternate", "type": "text/html", "hreflang": _tag(site, locale), "href": home}
    add(parent, atom_name("link"), **page)


def _itself(site: Site, locale: str) -> str:
    return absolute(addresses.changes(locale), site.settings)


def _tag(site: Site, locale: str) -> str:
    return site.settings.language(locale).tag


def _morning(site: Site, day: date) -> str:
    return datetime.combine(day, time(), site.settings.zone_info).isoformat()
