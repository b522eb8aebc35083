"""The figures page: every figure by topic, with its history, sources and review day."""

from __future__ import annotations

from dataclasses import dataclass

from cityportal.article import Citation, citation, figure_anchor
from cityportal.charts import trend
from cityportal.figures.drawing import Drawing
from cityportal.figures.model import Statement
from cityportal.figures.writing import write
from cityportal.locales import comma, write_date
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
    """The figures of a topic; ``anchor`` is its place on the page."""

    anchor: str
    label: str
    entries: list[Entry]


def by_topic(site: Site, locale: str) -> list[Topic]:
    """The topics that have figures, in the order of data/tags.yml."""
    figures, topics = site.registries.figures, site.registries.topics
    disagreeing = {identifier for identifier, _, _ in figures.conflicts()}
    found = []
    for topic, labels in topics.items():
        of_topic = [
            _entry(site, locale, identifier, identifier in disagreeing)
            for identifier in figures
            if figures[identifier].topic == topic
        ]
        if of_topic:
            found.append(Topic(f"topic-{topic}", labels[locale], of_topic))
    return found


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
