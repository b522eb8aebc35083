"""Sitemaps: an index over one per language, each address with its real translations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

from cityportal.content import Page
from cityportal.parts import Part, part_pages, part_url, parts
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
    for front, part in part_pages(site, locale):
        _add_page(root, site, front, part)
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


def alternate_links(site: Site, page: Page, part: Part | None = None) -> list[tuple[str, str]]:
    """``hreflang`` and absolute address of each live version, ``x-default`` last.

    With ``part`` the versions are those of that part under its front ``page``.
    """
    addresses = {
        locale: absolute(_url(site, version, part), site.settings)
        for locale, version in site.alternates(page.path).items()
        if part is None or part in parts(site, version)
    }
    links = [(site.settings.language(locale).tag, url) for locale, url in addresses.items()]
    if site.settings.x_default in addresses:
        links.append(("x-default", addresses[site.settings.x_default]))
    return links


def _url(site: Site, page: Page, part: Part | None) -> str:
    return part_url(site, page, part) if part else site.url(page)


def _add_page(root: ET.Element, site: Site, page: Page, part: Part | None = None) -> None:
    entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
    add_text(entry, "loc", absolute(_url(site, page, part), site.settings))
    modified: date | None = None if part else page.modified
    if modified:
        add_text(entry, "lastmod", modified.isoformat())
    for tag, address in alternate_links(site, page, part):
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
