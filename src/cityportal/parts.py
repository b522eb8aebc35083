"""Parts of a page with addresses of their own: years, topics of figures, feeds, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from cityportal.content import Page
from cityportal.model import PageType
from cityportal.periods import Period, periods
from cityportal.site import Site


@dataclass(frozen=True)
class Named:
    """A part that a register names."""

    key: str
    labels: Mapping[str, str] = field(compare=False)

    @property
    def folder(self) -> str:
        """Its place under the front: ``investment/``."""
        return f"{self.key}/"

    @property
    def levels(self) -> tuple[Self, ...]:
        """It alone leads to it."""
        return (self,)

    def written(self, locale: str) -> str:
        """As readers of ``locale`` know it."""
        return self.labels[locale]


class FigureTopic(Named):
    """A topic whose figures have a page of their own."""


class Feed(Named):
    """A feed that has a page of its own."""


class Rule(Named):
    """A rule of the brand book that has a page of its own."""


Part = Period | FigureTopic | Feed | Rule


def figure_topics(site: Site) -> list[FigureTopic]:
    """The topics that have figures, in the order of data/tags.yml."""
    used, known = site.registries.figures.topics, site.registries.topics
    return [FigureTopic(topic, labels) for topic, labels in known.items() if topic in used]


def parts(site: Site, front: Page) -> Iterator[Part]:
    """Every part that has a page under ``front``."""
    if front.meta.type is PageType.FIGURES:
        yield from figure_topics(site)
    elif front.meta.type is PageType.FEEDS:
        for key, labels in site.registries.feed_names(front.locale).items():
            yield Feed(key, labels)
    elif front.meta.type is PageType.RULES:
        for rule in site.rules:
            labels = {locale: f"{rule.id} {title}" for locale, title in rule.title.items()}
            yield Rule(rule.key, labels)
    else:
        yield from periods(site, front)


def part_pages(site: Site, locale: str) -> list[tuple[Page, Part]]:
    """The front and the part of every page of a part in ``locale``."""
    pages = (site.page(path, locale) for path in site.pages)
    live = (page for page in pages if page and page.is_live(site.now))
    return [(front, part) for front in live for part in parts(site, front)]


def part_url(site: Site, front: Page, part: Part) -> str:
    """The address of the page of ``part``, under that of its ``front``."""
    return f"{site.url(front)}{part.folder}"
