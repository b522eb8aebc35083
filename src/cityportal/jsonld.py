"""Structured data (schema.org) of a page, as JSON-LD safe to stand inside HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cityportal.content import Page
from cityportal.model import PageType
from cityportal.pictures.renditions import lead_raster
from cityportal.site import Site
from cityportal.urls import HOME, absolute

Thing = dict[str, Any]


def structured_data(site: Site, page: Page, trail: Sequence[tuple[str, str]]) -> str:
    """JSON-LD of ``page``; ``trail`` holds name and site-relative address from the home on.

    The characters that could end a script element are escaped, whatever an author typed.
    """
    graph = [_thing(site, page)]
    if len(trail) > 1:
        graph.append(_breadcrumbs(site, trail))
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, sort_keys=True
    )
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _thing(site: Site, page: Page) -> Thing:
    if page.path == HOME:
        return _portal(site, page)
    match page.meta.type:
        case PageType.BULLETIN_ITEM | PageType.NOTICE:
            return _article(site, page, "NewsArticle")
        case PageType.HERITAGE if page.meta.heritage:
            return _heritage_site(site, page)
        case PageType.HERITAGE:
            return _article(site, page, "Article")
        case PageType.EVENT:
            return _event(site, page)
        case PageType.FIGURES:
            return _dataset(site, page)
        case PageType.SECTION | PageType.BULLETIN_ISSUE:
            return _common(site, page) | {"@type": "CollectionPage", "name": page.meta.title}
        case _:
            return _common(site, page) | {"@type": "WebPage", "name": page.meta.title}


def _common(site: Site, page: Page) -> Thing:
    address = absolute(site.url(page), site.settings)
    thing: Thing = {
        "@id": address,
        "url": address,
        "inLanguage": site.settings.language(page.locale).tag,
        "description": page.meta.description,
    }
    if page.modified:
        thing["dateModified"] = page.modified.isoformat()
    if lead := lead_raster(site, page):
        thing["image"] = absolute(lead.file, site.settings)
    return thing


def _article(site: Site, page: Page, kind: str) -> Thing:
    thing = _common(site, page) | {
        "@type": kind,
        "headline": page.meta.title,
        "author": _department(site, page.locale),
        "publisher": _department(site, page.locale),
        "mainEntityOfPage": absolute(site.url(page), site.settings),
    }
    if day := page.meta.published or page.meta.date:
        thing["datePublished"] = str(day)
    if page.meta.sources:
        thing["citation"] = [site.registries.sources[key].title for key in page.meta.sources]
    return thing


def _heritage_site(site: Site, page: Page) -> Thing:
    record = site.registries.heritage[page.meta.heritage or ""]
    thing = _common(site, page) | {
        "@type": ["LandmarksOrHistoricalBuildings", "TouristDestination"],
        "name": page.meta.title,
        "containedInPlace": {
            "@type": "City",
            "name": site.registries.organisation.city[page.locale],
        },
    }
    thing.pop("dateModified", None)
    thing.pop("inLanguage")
    if record.official_list:
        thing["sameAs"] = [record.official_list]
    if record.reference:
        thing["identifier"] = record.reference
    return thing


def _event(site: Site, page: Page) -> Thing:
    occasion = page.meta.event
    assert occasion is not None
    thing = _common(site, page) | {
        "@type": "Event",
        "name": page.meta.title,
        "startDate": occasion.starts.isoformat(),
        "endDate": (occasion.ends or occasion.starts).isoformat(),
        "location": {"@type": "Place", "name": occasion.place, "address": occasion.place},
        "organizer": _department(site, page.locale),
    }
    thing.pop("dateModified", None)
    return thing


def _dataset(site: Site, page: Page) -> Thing:
    address = absolute(site.url(page), site.settings)
    return _common(site, page) | {
        "@type": "Dataset",
        "name": page.meta.title,
        "creator": _department(site, page.locale),
        "variableMeasured": [
            site.registries.figures[key].label[page.locale] for key in site.registries.figures
        ],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + name}
            for kind, name in (("text/csv", "figures.csv"), ("application/json", "figures.json"))
        ],
    }


def _portal(site: Site, page: Page) -> Thing:
    return _common(site, page) | {
        "@type": "WebSite",
        "name": site.settings.site_names[page.locale],
        "publisher": _department(site, page.locale),
    }


def _department(site: Site, locale: str) -> Thing:
    organisation = site.registries.organisation
    thing: Thing = {
        "@type": "GovernmentOrganization",
        "@id": site.settings.site_url + "#department",
        "name": organisation.name[locale],
        "areaServed": organisation.city[locale],
        "url": site.settings.site_url,
    }
    if organisation.phone:
        thing["telephone"] = organisation.phone
    if organisation.email:
        thing["email"] = organisation.email
    return thing


def _breadcrumbs(site: Site, trail: Sequence[tuple[str, str]]) -> Thing:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(url, site.settings),
            }
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }
