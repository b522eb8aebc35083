"""The figures page and those of its topics: figures with their history, sources and review day."""

from __future__ import annotations

from dataclasses import dataclass

from cityportal.article import Citation, citation, figure_anchor
from cityportal.charts import trend
from cityportal.figures.drawing import Drawing
from cityportal.figures.model import Statement
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
    """One figure: what holds first; ``history`` says in words what ``trend`` shows."""

    anchor: str
    label: str
    explanation: str
    holds: Line
    others: list[Line]
    differs: bool
    trend: Drawing | None
    history: str
    review: str


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
        _entry(site, locale, identifier, identifier in disagreeing)
        for identifier in figures
        if figures[identifier].topic == topic.key
    ]
    return Topic(topic.folder, topic.written(locale), entries)


def _entry(site: Site, locale: str, identifier: str, differs: bool) -> Entry:
    figures = site.registries.figures
    figure, holds = figures[identifier], figures.holding(identifier)
    others = figures.superseded(identifier)
    lines = [_line(site, locale, identifier, one) for one in others]
    now = _line(site, locale, identifier, holds)
    words = [f"{line.as_of} {line.text}" for line in [*reversed(lines), now]]
    return Entry(
        anchor=figure_anchor(identifier),
        label=figure.label[locale],
        explanation=figure.explanation[locale],
        holds=now,
        others=lines,
        differs=differs,
        trend=trend(site, identifier),
        history=comma(locale).join(words),
        review=site.registries.dated("figure_review", figure.review, locale),
    )


def _line(site: Site, locale: str, identifier: str, statement: Statement) -> Line:
    return Line(
        text=write(statement, site.registries.figures.unit(identifier), locale),
        as_of=write_date(statement.as_of, locale),
        source=citation(site, site.registries.sources[statement.source], locale),
    )
