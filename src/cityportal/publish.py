"""The files of one language beside its pages; with the default, those of the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cityportal.agenda import calendar
from cityportal.cards.files import card_files
from cityportal.content import Page
from cityportal.embeds.files import embed_files, shared_files
from cityportal.export import as_csv, as_json, exported, schema
from cityportal.feeds.files import feed_files
from cityportal.feeds.lead import picture_files
from cityportal.feeds.news_sitemap import listed_news_sitemaps, news_sitemap_files
from cityportal.feeds.presskit import press_kits
from cityportal.pictures.renditions import rendition_files
from cityportal.search.files import search_files
from cityportal.serving import headers_file
from cityportal.serving.policy import Policy
from cityportal.site import Site
from cityportal.sitemap import language_sitemap, sitemap_index, sitemap_name
from cityportal.urls import absolute, language_root, old_url

FIGURE_FILES = {
    "csv": "figures/figures.csv",
    "json": "figures/figures.json",
    "schema": "figures/figures.schema.json",
}
"""Where a language's registry of figures stands for machines, under the language's root."""


@dataclass(frozen=True)
class Redirect:
    """An old address and where it leads now, both relative to the site."""

    old: str
    new: str
    page: Page


def language_files(
    site: Site, locale: str, contents: Mapping[str, str], theme: Path
) -> dict[str, bytes]:
    """Name under the site and bytes of each file; the default language carries the common ones.

    ``contents`` is the rendered HTML of the language's pages by address; ``theme`` is the folder
    with the templates of embeds and the mark.
    """
    files = {
        sitemap_name(locale): language_sitemap(site, locale),
        f"{language_root(locale, site.settings)}events.ics": calendar(site, locale),
    }
    files |= _figures(site, locale)
    files |= feed_files(site, locale, contents)
    files |= news_sitemap_files(site, locale)
    files |= embed_files(site, locale, contents, theme)
    files |= search_files(site, locale, contents)
    files |= card_files(site, locale, theme)
    if locale == site.settings.default:
        files |= picture_files(site) | rendition_files(site)
        files |= shared_files(site, theme)
        files["sitemap.xml"] = sitemap_index(site, listed_news_sitemaps(site))
        files |= press_kits(site)
        files["robots.txt"] = _robots(site)
        files[headers_file.NAME] = headers_file.headers_file(Policy(site)).encode()
    return files


def _figures(site: Site, locale: str) -> dict[str, bytes]:
    registries = site.registries
    export = exported(
        registries.figures,
        registries.sources,
        registries.topics,
        registries.organisation.name[locale],
        locale,
        site.settings.language(locale).tag,
    )
    data = {"csv": as_csv(export), "json": as_json(export), "schema": schema()}
    root = language_root(locale, site.settings)
    return {root + FIGURE_FILES[kind]: content for kind, content in data.items()}


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
