"""The figures page and those of its topics: figures with their history, sources and review day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cityportal.article import Citation, citation, figure_anchor
from cityportal.charts import trend
from cityportal.figures.drawing import Drawing
from cityportal.figures.model import Figure, Statement
from cityportal.figures.writing import write
from cityportal.locales import comma, write_date
from cityportal.parts import FigureTopic
from cityportal.site import Site


@dataclass(frozen=True)
class Line:
    """One statement of a figure, written."""

    text: str
    as_of: str
    source: Citation


@dataclass(frozen=True)
class Entry:
    """One figure; ``differs`` where its sources do."""

    site: Site
    locale: str
    identifier: str
    differs: bool

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return figure_anchor(self.identifier)

    @property
    def label(self) -> str:
        """Its name."""
        return self._figure.label[self.locale]

    @property
    def explanation(self) -> str:
        """What it means."""
        return self._figure.explanation[self.locale]

    @cached_property
    def holds(self) -> Line:
        """The statement that holds."""
        return self._line(self.site.registries.figures.holding(self.identifier))

    @cached_property
    def others(self) -> list[Line]:
        """The other statements, the newest first."""
        return [self._line(one) for one in self.site.registries.figures.superseded(self.identifier)]

    @cached_property
    def trend(self) -> Drawing | None:
        """Its values over time as a line, where they can be compared."""
        return trend(self.site, self.identifier)

    @property
    def history(self) -> str:
        """In words what ``trend`` shows."""
        words = [f"{line.as_of} {line.text}" for line in [*reversed(self.others), self.holds]]
        return comma(self.locale).join(words)

    @property
    def review(self) -> str:
        """When it has to be looked at again."""
        return self.site.registries.dated("figure_review", self._figure.review, self.locale)

    @property
    def _figure(self) -> Figure:
        return self.site.registries.figures[self.identifier]

    def _line(self, statement: Statement) -> Line:
        registries = self.site.registries
        return Line(
            text=write(statement, registries.figures.unit(self.identifier), self.locale),
            as_of=write_date(statement.as_of, self.locale),
            source=citation(self.site, registries.sources[statement.source], self.locale),
        )


@dataclass(frozen=True)
class Topic:
    """The figures of a topic; ``folder`` is the place of its page under the figures page."""

    folder: str
    label: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        """Its place on the figures page."""
        return f"topic-{self.folder.rstrip('/')}"


def of_topic(site: Site, locale: str, topic: FigureTopic) -> Topic:
    """The figures of ``topic``, in the order of data/figures.yml."""
    figures = site.registries.figures
    disagreeing = {identifier for identifier, _, _ in figures.conflicts()}
    entries = [
        Entry(site, locale, identifier, identifier in disagreeing)
        for identifier in figures
        if figures[identifier].topic == topic.key
    ]
    return Topic(topic.folder, topic.written(locale), entries)
