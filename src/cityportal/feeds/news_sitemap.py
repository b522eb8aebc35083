"""A Google News sitemap of each language: what was published in the last two days.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from cityportal.content import Page
from cityportal.feeds.moments import published
from cityportal.model import PageType
from cityportal.site import Site
from cityportal.sitemap import SITEMAP, add_text, serialised
from cityportal.urls import absolute

_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
ET.register_namespace("news", _NEWS)
_TYPES = {PageType.BULLETIN_ITEM, PageType.NOTICE}
_NEW = timedelta(days=2)
_MOST = 1000
_LANGUAGES = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}
"""Google names languages by two letters of ISO 639, and these two by its own rule."""


def news_sitemap_files(site: Site, locale: str) -> dict[str, bytes]:
    """The sitemap of ``locale`` under its name, where the city has feeds."""
    return {_name(locale): news_sitemap(site, locale)} if site.registries.feeds else {}


def listed_news_sitemaps(site: Site) -> list[str]:
    """The files that list an article today; search engines report an empty one as a fault."""
    return [
        _name(locale)
        for locale in site.settings.locales
        if site.registries.feeds and recent(site, locale)
    ]


def news_sitemap(site: Site, locale: str) -> bytes:
    """The articles of ``locale`` that are new at ``site.now``, the newest first."""
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for moment, page in recent(site, locale)[:_MOST]:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        add_text(url, "loc", absolute(site.url(page), site.settings))
        news = ET.SubElement(url, f"{{{_NEWS}}}news")
        publication = ET.SubElement(news, f"{{{_NEWS}}}publication")
        ET.SubElement(publication, f"{{{_NEWS}}}name").text = site.settings.site_names[locale]
        ET.SubElement(publication, f"{{{_NEWS}}}language").text = _language(site, locale)
        ET.SubElement(news, f"{{{_NEWS}}}publication_date").text = moment.isoformat()
        ET.SubElement(news, f"{{{_NEWS}}}title").text = page.meta.title
    return serialised(root)


def recent(site: Site, locale: str) -> list[tuple[datetime, Page]]:
    """The new articles of ``locale`` with the moments of their publication, the newest first."""
    versions = (site.alternates(path).get(locale) for path in site.pages)
    articles = [
        (published(site, page), page)
        for page in versions
        if page and page.meta.type in _TYPES and page.meta.date
    ]
    new = [(moment, page) for moment, page in articles if site.now - _NEW <= moment <= site.now]
    return sorted(new, key=lambda one: (one[0], one[1].path), reverse=True)


def _name(locale: str) -> str:
    return f"sitemap-news-{locale}.xml"


def _language(site: Site, locale: str) -> str:
    tag = site.settings.language(locale).tag
    return _LANGUAGES.get(tag, tag.partition("-")[0])
