"""The files of one language beside its pages: sitemap, calendar, and for the whole site robots."""

from __future__ import annotations

from dataclasses import dataclass

from cityportal.agenda import calendar
from cityportal.content import Page
from cityportal.site import Site
from cityportal.sitemap import language_sitemap, sitemap_index, sitemap_name
from cityportal.urls import absolute, language_root, old_url


@dataclass(frozen=True)
class Redirect:
    """An old address and where it leads now, both relative to the site."""

    old: str
    new: str
    page: Page


def language_files(site: Site, locale: str) -> dict[str, bytes]:
    """Name under the site and bytes of each file; the default language carries the common ones."""
    files = {
        sitemap_name(locale): language_sitemap(site, locale),
        f"{language_root(locale, site.settings)}events.ics": calendar(site, locale),
    }
    if locale == site.settings.default:
        files["sitemap.xml"] = sitemap_index(site)
        files["robots.txt"] = _robots(site)
    return files


def redirects(site: Site, locale: str) -> list[Redirect]:
    """The old addresses of the pages of ``locale``."""
    pages = (versions[locale] for versions in site.pages.values() if locale in versions)
    return [
        Redirect(old_url(old, locale, site.settings), site.url(page), page)
        for page in pages
        for old in page.meta.redirects_from
    ]


def _robots(site: Site) -> bytes:
    sitemap = absolute("sitemap.xml", site.settings)
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
