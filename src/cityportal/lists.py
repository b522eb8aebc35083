"""Lists of pages, each entry offered honestly.

An entry is in the reader's language where the page exists in it, else in a fallback language,
marked with its ``lang`` and a word saying so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cityportal.content import Page
from cityportal.locales import bracketed, write_date
from cityportal.model import PageType
from cityportal.pictures.shown import ShownPicture, shown_picture
from cityportal.site import Site


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
    picture: ShownPicture | None


class Lists:
    """The lists of the portal for a reader of ``locale``."""

    def __init__(self, site: Site, locale: str) -> None:
        self.site = site
        self.locale = locale

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

    def within(self, folder: str | PurePosixPath) -> list[Card]:
        """What stands directly in ``folder``."""
        return self._cards(self.site.children(PurePosixPath(folder), self.locale))

    def front(self, folder: str) -> Card | None:
        """The front page of ``folder``, if the reader may be offered one."""
        page = self.site.offered(PurePosixPath(folder, "index.md"), self.locale)
        return self._card(page) if page else None

    def _cards(self, pages: Sequence[Page]) -> list[Card]:
        return [self._card(page) for page in pages]

    def _card(self, page: Page) -> Card:
        day = page.meta.date or (page.meta.event.starts if page.meta.event else None)
        own = page.locale == self.locale
        word = self.site.registries.words[f"in_{page.locale}"][self.locale]
        return Card(
            url=self.site.url(page),
            title=page.meta.title,
            description=page.meta.description,
            day=write_date(day, self.locale) if day else "",
            iso_day=str(day or ""),
            place=page.meta.event.place if page.meta.event else "",
            lang="" if own else self.site.settings.language(page.locale).tag,
            note="" if own else bracketed(word, self.locale),
            picture=shown_picture(self.site, page.meta.image or "", page.locale),
        )
