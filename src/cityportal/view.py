"""What a template sees of a page: words in the reader's language, lists, addresses, dates.

Everything a list shows is offered to the reader honestly: in their language where it exists, else
in a fallback language, marked with its ``lang`` and a word saying so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from cityportal.content import Page
from cityportal.jsonld import structured_data
from cityportal.locales import Language, PartialDate, territory, write_date
from cityportal.model import PageType, Status
from cityportal.registries import HeritageSite, Post, Source
from cityportal.site import HOME, Site
from cityportal.sitemap import alternate_links
from cityportal.urls import absolute, language_root


@dataclass(frozen=True)
class Card:
    """One entry of a list. ``lang`` and ``note`` are empty in the reader's own language."""

    url: str
    title: str
    description: str
    day: str
    iso_day: str
    place: str
    lang: str
    note: str


@dataclass(frozen=True)
class Choice:
    """One entry of the language switcher.

    ``lang`` is the language of ``name``, ``hreflang`` the one the address leads to; ``note`` says
    in the former why the two differ.
    """

    url: str
    name: str
    lang: str
    hreflang: str
    note: str
    current: bool


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the main menu; ``here`` on every page of the section."""

    url: str
    label: str
    lang: str
    here: bool


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


class View:
    """A page, or the error page of a language where ``page`` is None, as a template sees it."""

    def __init__(self, site: Site, locale: str, page: Page | None) -> None:
        self.site = site
        self.locale = locale
        self.page = page

    def word(self, key: str) -> str:
        """The word ``key`` of data/ui.yml in the reader's language."""
        return self.site.registries.words[key][self.locale]

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.site.settings.language(self.locale)

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language of the portal."""
        return self.site.settings.languages

    @property
    def site_name(self) -> str:
        """The portal's name."""
        return self.site.settings.site_names[self.locale]

    @property
    def home(self) -> str:
        """Address of the language's home page."""
        return language_root(self.locale, self.site.settings)

    @property
    def calendar(self) -> str:
        """Address of the language's calendar feed."""
        return self.home + "events.ics"

    @property
    def organisation_name(self) -> str:
        """The department's official name."""
        return self.site.registries.organisation.name[self.locale]

    @property
    def kind(self) -> str:
        """The name of the template part: the page's type, or what stands in its place."""
        if self.page is None:
            return "missing"
        return "withdrawn" if self.withdrawn else self.page.meta.type.value

    @property
    def withdrawn(self) -> bool:
        """Whether a notice stands in place of the text."""
        return self.page is not None and self.page.meta.status is Status.WITHDRAWN

    @property
    def indexed(self) -> bool:
        """Whether search engines may list the page."""
        return self.page is not None and not self.withdrawn

    @property
    def title(self) -> str:
        """The page's title; that of a withdrawn page is not shown."""
        if self.page is None:
            return self.word("missing_title")
        return self.word("withdrawn_title") if self.withdrawn else self.page.meta.title

    @property
    def description(self) -> str:
        """The page's description, or the reason of its withdrawal."""
        if self.page is None:
            return self.word("missing_text")
        withdrawn = self.page.meta.withdrawn
        return withdrawn.reason if withdrawn else self.page.meta.description

    @property
    def canonical(self) -> str:
        """The page's public address; empty for an error page."""
        if self.page is None:
            return ""
        return absolute(self.site.url(self.page), self.site.settings)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Language tag and public address of each translation; none for what is not indexed."""
        return alternate_links(self.site, self.page) if self.page and self.indexed else []

    @cached_property
    def structured_data(self) -> str:
        """JSON-LD, safe inside HTML; empty for what is not indexed."""
        if self.page is None or self.withdrawn:
            return ""
        return structured_data(self.site, self.page, [(e.label, e.url) for e in self.trail])

    @property
    def day(self) -> str:
        """The page's date as written in its language, or nothing."""
        return self._written(self.page.meta.date) if self.page and self.page.meta.date else ""

    @property
    def iso_day(self) -> str:
        """The page's date for machines, or nothing."""
        return str(self.page.meta.date) if self.page and self.page.meta.date else ""

    @property
    def updated(self) -> str:
        """The day of the last change, or nothing."""
        updated = self.page.meta.updated if self.page else None
        return write_date(updated, self.locale) if updated else ""

    @property
    def withdrawn_on(self) -> str:
        """The day of withdrawal, or nothing."""
        withdrawn = self.page.meta.withdrawn if self.page else None
        return write_date(withdrawn.on, self.locale) if withdrawn else ""

    @property
    def unit(self) -> str:
        """The unit responsible, or nothing."""
        key = self.page.meta.unit if self.page else None
        return self.site.registries.organisation.units[key].label[self.locale] if key else ""

    @property
    def topics(self) -> list[str]:
        """The page's topics."""
        keys = self.page.meta.tags if self.page else ()
        return [self.site.registries.topics[key][self.locale] for key in keys]

    @property
    def countries(self) -> list[str]:
        """The countries concerned."""
        return [
            territory(code, self.locale) for code in (self.page.meta.countries if self.page else ())
        ]

    @property
    def sources(self) -> list[Citation]:
        """The documents the page rests on."""
        keys = self.page.meta.sources if self.page else ()
        return [self._citation(self.site.registries.sources[key]) for key in keys]

    @property
    def when(self) -> str:
        """The days of an event."""
        occasion = self.page.meta.event if self.page else None
        if occasion is None:
            return ""
        first = write_date(occasion.starts, self.locale)
        last = write_date(occasion.ends, self.locale) if occasion.ends else first
        return first if first == last else f"{first} – {last}"

    @property
    def place(self) -> str:
        """The place of an event."""
        return self.page.meta.event.place if self.page and self.page.meta.event else ""

    @property
    def heritage(self) -> HeritageSite | None:
        """The record of the heritage site the page is about."""
        key = self.page.meta.heritage if self.page else None
        return self.site.registries.heritage[key] if key else None

    @property
    def facts(self) -> list[FactLine]:
        """The facts panel of a heritage page."""
        sources = self.site.registries.sources
        return [
            FactLine(
                label=fact.label[self.locale],
                value=fact.value[self.locale],
                source=self._citation(sources[fact.source]),
                as_of=self._written(fact.as_of),
                note=fact.note[self.locale] if fact.note else "",
            )
            for fact in (self.heritage.facts if self.heritage else ())
        ]

    @property
    def posts(self) -> list[tuple[str, Post]]:
        """The department's posts and what is known of each."""
        posts = self.site.registries.organisation.posts.values()
        return [(post.label[self.locale], post) for post in posts]

    def holder_note(self, post: Post) -> str:
        """Since when the holder of a post is known, or nothing."""
        return f"{self.word('as_of')} {write_date(post.as_of, self.locale)}" if post.as_of else ""

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """The main menu; a section without any page the reader may be offered is left out."""
        entries = []
        for section in self.site.sections:
            path = PurePosixPath(section.folder, "index.md")
            offered = self.site.offered(path, self.locale)
            if offered:
                here = self.page is not None and section.folder in map(str, self.page.path.parents)
                entries.append(
                    MenuEntry(
                        self.site.url(offered),
                        section.label[self.locale],
                        self._lang(offered),
                        here,
                    )
                )
        return entries

    @cached_property
    def trail(self) -> list[MenuEntry]:
        """The way from the home page to this one."""
        entries = [MenuEntry(self.home, self.word("home"), "", False)]
        if self.page is None or self.page.path == HOME:
            return entries
        labels = {section.folder: section.label[self.locale] for section in self.site.sections}
        for folder in reversed(self.page.path.parents[:-1]):
            front = self.site.offered(folder / "index.md", self.locale)
            if front and front.path != self.page.path:
                label = labels.get(str(folder), front.meta.title)
                entries.append(MenuEntry(self.site.url(front), label, self._lang(front), False))
        entries.append(MenuEntry(self.site.url(self.page), self.title, "", True))
        return entries

    @cached_property
    def switcher(self) -> list[Choice]:
        """The languages, each leading to this page in it or to the nearest thing."""
        return [self._choice(language) for language in self.site.settings.languages]

    @property
    def offers(self) -> list[tuple[Choice, str, str]]:
        """The other languages, each with its words for the offer and for dismissing it."""
        words = self.site.registries.words
        return [
            (self._choice(other), words["offer"][other.locale], words["dismiss"][other.locale])
            for other in self.site.settings.languages
            if other.locale != self.locale
        ]

    @property
    def issues(self) -> list[tuple[Card, list[Card]]]:
        """The bulletin's issues with their items, newest first."""
        return [
            (self._card(issue), self._cards(self.site.children(issue.folder, self.locale)))
            for issue in self.site.issues(self.locale)
        ]

    @property
    def latest(self) -> list[Card]:
        """The newest items of the bulletin."""
        return self._cards(self.site.of_type(PageType.BULLETIN_ITEM, self.locale))[:6]

    @property
    def events(self) -> list[Card]:
        """The events, newest first."""
        return self._cards(self.site.events(self.locale))

    @property
    def children(self) -> list[Card]:
        """What stands in the folder of this page."""
        if self.page is None or not self.page.is_index:
            return []
        return self.within(str(self.page.folder))

    def within(self, folder: str) -> list[Card]:
        """What stands in ``folder``."""
        return self._cards(self.site.children(PurePosixPath(folder), self.locale))

    def front(self, folder: str) -> Card | None:
        """The front page of ``folder``, if the reader may be offered one."""
        page = self.site.offered(PurePosixPath(folder, "index.md"), self.locale)
        return self._card(page) if page else None

    def _cards(self, pages: Sequence[Page]) -> list[Card]:
        return [self._card(page) for page in pages]

    def _card(self, page: Page) -> Card:
        day = page.meta.date or (page.meta.event.starts if page.meta.event else None)
        return Card(
            url=self.site.url(page),
            title=page.meta.title,
            description=page.meta.description,
            day=self._written(day) if day else "",
            iso_day=str(day or ""),
            place=page.meta.event.place if page.meta.event else "",
            lang=self._lang(page),
            note=self.word(f"in_{page.locale}") if page.locale != self.locale else "",
        )

    def _choice(self, language: Language) -> Choice:
        site, locale = self.site, language.locale
        note, target = "", language_root(locale, site.settings)
        hreflang = language.tag
        versions = site.alternates(self.page.path) if self.page else {}
        other = next((f for f in site.settings.fallback if f in versions), None)
        if locale == self.locale and self.page:
            target = site.url(self.page)
        elif locale in versions:
            target = site.url(versions[locale])
        elif other and other != self.locale:
            target, hreflang = site.url(versions[other]), site.settings.language(other).tag
            note = site.registries.words[f"in_{other}"][locale]
        elif self.page and self.page.path != HOME:
            note = site.registries.words["home"][locale]
        return Choice(target, language.name, language.tag, hreflang, note, locale == self.locale)

    def _lang(self, page: Page) -> str:
        other = page.locale != self.locale
        return self.site.settings.language(page.locale).tag if other else ""

    def _citation(self, source: Source) -> Citation:
        title = source.label[self.locale] if source.label else source.title
        foreign = source.label is None and source.language != self.language.tag
        return Citation(
            title=title,
            lang=source.language if foreign else "",
            publisher="" if source.label else source.publisher or "",
            day=self._written(source.date) if source.date else "",
            address=source.address or "",
        )

    def _written(self, day: date | PartialDate) -> str:
        return write_date(day, self.locale)
