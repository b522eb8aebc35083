"""Sitemaps: an index over one per language, each address with its real translations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

from cityportal.content import Page
from cityportal.site import Site
from cityportal.urls import absolute

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
ET.register_namespace("", SITEMAP)
ET.register_namespace("xhtml", _XHTML)


def sitemap_name(locale: str) -> str:
    """The file that lists the pages of a language."""
    return f"sitemap-{locale}.xml"


def language_sitemap(site: Site, locale: str) -> bytes:
    """The live pages of ``locale``, with the last change where the front matter tells one."""
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for page in site.listed(locale):
        _add_page(root, site, page)
    return serialised(root)


def sitemap_index(site: Site, others: Iterable[str] = ()) -> bytes:
    """The index over the languages' sitemaps and the files ``others``."""
    root = ET.Element(f"{{{SITEMAP}}}sitemapindex")
    for locale in site.settings.locales:
        entry = ET.SubElement(root, f"{{{SITEMAP}}}sitemap")
        add_text(entry, "loc", absolute(sitemap_name(locale), site.settings))
        changes = [page.modified for page in site.listed(locale) if page.modified]
        if changes:
            add_text(entry, "lastmod", max(changes).isoformat())
    for name in others:
        entry = ET.SubElement(root, f"{{{SITEMAP}}}sitemap")
        add_text(entry, "loc", absolute(name, site.settings))
    return serialised(root)


def alternate_links(site: Site, page: Page) -> list[tuple[str, str]]:
    """``hreflang`` and absolute address of each live version, ``x-default`` last."""
    versions = site.alternates(page.path)
    links = [
        (site.settings.language(locale).tag, absolute(site.url(version), site.settings))
        for locale, version in versions.items()
    ]
    if site.settings.x_default in versions:
        default = versions[site.settings.x_default]
        links.append(("x-default", absolute(site.url(default), site.settings)))
    return links


def _add_page(root: ET.Element, site: Site, page: Page) -> None:
    entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
    add_text(entry, "loc", absolute(site.url(page), site.settings))
    modified: date | None = page.modified
    if modified:
        add_text(entry, "lastmod", modified.isoformat())
    for tag, address in alternate_links(site, page):
        ET.SubElement(
            entry, f"{{{_XHTML}}}link", {"rel": "alternate", "hreflang": tag, "href": address}
        )


def add_text(parent: ET.Element, name: str, text: str) -> None:
    """Give ``parent`` an element of the sitemap's namespace."""
    ET.SubElement(parent, f"{{{SITEMAP}}}{name}").text = text


def serialised(root: ET.Element) -> bytes:
    """The bytes of a sitemap."""
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
