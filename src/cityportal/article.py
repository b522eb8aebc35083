"""What stands around the text of one page: its date, sources, topics, facts, posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cityportal.content import Page
from cityportal.figures.model import Statement
from cityportal.figures.writing import write
from cityportal.locales import (
    PartialDate,
    bracketed,
    colon,
    reading_minutes,
    territory,
    write_date,
    write_length,
)
from cityportal.model import TOLD
from cityportal.registries import HeritageFact, HeritageSite, Post, Source
from cityportal.site import Site


@dataclass(frozen=True)
class Citation:
    """A source as the reader sees it; ``lang`` is that of the title where it is foreign."""

    title: str
    lang: str
    publisher: str
    day: str
    address: str


@dataclass(frozen=True)
class FactLine:
    """A line of the facts panel."""

    label: str
    value: str
    source: Citation
    as_of: str
    note: str


@dataclass(frozen=True)
class FigureNote:
    """The note on a figure in the text; ``place`` is its own under the figures page."""

    place: str
    label: str
    text: str
    as_of: str
    source: Citation


def figure_anchor(identifier: str) -> str:
    """The anchor of a figure on the figures page and on that of its topic."""
    return identifier.replace(".", "-")


class Article:
    """The record of ``page`` in the words of its language."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page
        self.meta = page.meta
        self.locale = page.locale

    @property
    def day(self) -> str:
        """The page's date as written in its language, or nothing."""
        return self._written(self.meta.date) if self.meta.date else ""

    @property
    def iso_day(self) -> str:
        """The page's date for machines, or nothing."""
        return str(self.meta.date) if self.meta.date else ""

    @property
    def updated(self) -> str:
        """The day of the last change, or nothing."""
        return self._written(self.meta.updated) if self.meta.updated else ""

    @property
    def corrected(self) -> str:
        """The words that lead to the correction, with its day, or nothing."""
        if not self.meta.correction:
            return ""
        assert self.meta.updated is not None
        words = self.site.registries.dated("corrected", self.meta.updated, self.locale)
        return f"{words}{colon(self.locale)}"

    @property
    def correction(self) -> str:
        """What was corrected and on which day, or nothing."""
        return f"{self.corrected}{self.meta.correction or ''}"

    @property
    def reading_time(self) -> str:
        """About how long the text takes to read, in words; empty for less than a minute."""
        told = self.meta.type in TOLD
        minutes = reading_minutes(self.page.body, self.locale) if told else 0
        return write_length(timedelta(minutes=minutes), self.locale) if minutes else ""

    @property
    def unit(self) -> str:
        """The unit responsible, or nothing."""
        key = self.meta.unit
        return self.site.registries.organisation.units[key].label[self.locale] if key else ""

    @property
    def topics(self) -> list[str]:
        """The page's topics."""
        return [self.site.registries.topics[key][self.locale] for key in self.meta.tags]

    @property
    def countries(self) -> list[str]:
        """The countries concerned."""
        return [territory(code, self.locale) for code in self.meta.countries]

    @property
    def sources(self) -> list[Citation]:
        """The documents the page rests on."""
        sources = self.site.registries.sources
        return [self.citation(sources[key]) for key in self.meta.sources]

    @property
    def when(self) -> str:
        """The days of an event."""
        occasion = self.meta.event
        if occasion is None:
            return ""
        first = write_date(occasion.starts, self.locale)
        last = write_date(occasion.ends, self.locale) if occasion.ends else first
        return first if first == last else f"{first} – {last}"

    @property
    def place(self) -> str:
        """The place of an event."""
        return self.meta.event.place if self.meta.event else ""

    @property
    def heritage(self) -> HeritageSite | None:
        """The record of the heritage site the page is about."""
        key = self.meta.heritage
        return self.site.registries.heritage[key] if key else None

    @property
    def facts(self) -> list[FactLine]:
        """The facts panel of a heritage page."""
        return [self._fact(fact) for fact in (self.heritage.facts if self.heritage else ())]

    @property
    def figures(self) -> list[FigureNote]:
        """The figures marked in the text, in the order of their notes."""
        return [self.note(*figure) for figure in self.site.figures_of(self.page)]

    @property
    def key_figures(self) -> list[FigureNote]:
        """The page's key figures as of its date; those that are younger as they are now."""
        registry, day = self.site.registries.figures, self.meta.date
        return [
            self.note(key, registry.current(key, day) or registry.holding(key))
            for key in self.meta.figures
        ]

    @property
    def posts(self) -> list[tuple[str, Post]]:
        """The department's posts and what is known of each."""
        posts = self.site.registries.organisation.posts.values()
        return [(post.label[self.locale], post) for post in posts]

    def holder_note(self, post: Post) -> str:
        """The day of what is known of a post's holder, in brackets, or nothing."""
        if post.as_of is None:
            return ""
        said = self.site.registries.dated("as_of", post.as_of, self.locale)
        return bracketed(said, self.locale)

    def note(self, identifier: str, statement: Statement) -> FigureNote:
        """What is cited of a figure: its value with date and source."""
        registry = self.site.registries.figures
        return FigureNote(
            place=f"{registry[identifier].topic}/#{figure_anchor(identifier)}",
            label=registry[identifier].label[self.locale],
            text=write(statement, registry.unit(identifier), self.locale),
            as_of=self._written(statement.as_of),
            source=self.citation(self.site.registries.sources[statement.source]),
        )

    def _fact(self, fact: HeritageFact) -> FactLine:
        value, source, as_of = fact.value, fact.source, fact.as_of
        registry = self.site.registries.figures
        if fact.figure:
            statement = registry.holding(fact.figure)
            text = write(statement, registry.unit(fact.figure), self.locale)
            source, as_of = statement.source, statement.as_of
        else:
            assert value is not None
            text = value[self.locale]
        assert source is not None and as_of is not None
        return FactLine(
            label=fact.label[self.locale],
            value=text,
            source=self.citation(self.site.registries.sources[source]),
            as_of=self._written(as_of),
            note=fact.note[self.locale] if fact.note else "",
        )

    def citation(self, source: Source) -> Citation:
        """A source as the reader sees it."""
        return citation(self.site, source, self.locale)

    def _written(self, day: date | PartialDate) -> str:
        return write_date(day, self.locale)


def citation(site: Site, source: Source, locale: str) -> Citation:
    """A source as the readers of ``locale`` see it."""
    return Citation(
        title=source.title_in(locale),
        lang=source.foreign_to(site.settings.language(locale).tag),
        publisher="" if source.label else source.publisher or "",
        day=write_date(source.date, locale) if source.date else "",
        address=source.address or "",
    )
