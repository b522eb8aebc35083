"""What a search is narrowed by: the section, the year and the topics of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cityportal.content import Page
from cityportal.registries import Section
from cityportal.site import Site

NAMES = ("section", "year", "topic")
"""The filters, by their names in addresses."""


@dataclass(frozen=True)
class Filter:
    """One filter: its name in addresses, and the label of each value that some page has."""

    name: str
    labels: Mapping[str, str]


def filters(site: Site, locale: str) -> list[Filter]:
    """The filters of ``locale``: sections and topics in the city's order, the newest year first."""
    found = [values(site, page) for page in site.listed(locale)]
    used = {name: {one for page in found for one in page[name]} for name in NAMES}
    labels = {
        "section": {section.folder: section.label[locale] for section in site.sections},
        "year": {year: year for year in sorted(used["year"], reverse=True)},
        "topic": {key: label[locale] for key, label in site.registries.topics.items()},
    }
    return [
        Filter(name, {key: label for key, label in labels[name].items() if key in used[name]})
        for name in NAMES
    ]


def values(site: Site, page: Page) -> Mapping[str, tuple[str, ...]]:
    """What ``page`` is found under in each filter."""
    section = section_of(site, page)
    return {
        "section": (section.folder,) if section else (),
        "year": (str(page.day.year),) if page.day > date.min else (),
        "topic": page.meta.tags,
    }


def section_of(site: Site, page: Page) -> Section | None:
    """The section of the menu that ``page`` is in."""
    folders = {section.folder: section for section in site.sections}
    inside = (folders.get(str(parent)) for parent in page.path.parents)
    return next((section for section in inside if section), None)
