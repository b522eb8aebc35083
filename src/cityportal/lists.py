"""Lists of pages, each entry offered honestly.

An entry is in the reader's language where the page exists in it, else in a fallback language,
marked with its ``lang`` and a word saying so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from cityportal.content import Page
from cityportal.locales import bracketed, write_date
from cityportal.model import TOLD, PageType
from cityportal.periods import Period, named
from cityportal.pictures.shown import ShownPicture, shown_picture
from cityportal.site import Site

_RELATED, _CONSIDERED = 3, 40
"""How many related pages a page shows, and of how many on each topic they are chosen."""


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

    def entries(self, front: Page, period: Period | None) -> list[Card]:
        """What the section's page ``front``, or that of ``period`` under it, names."""
        return self._cards(named(self.site, front, period))

    def issues(self, front: Page, period: Period | None) -> list[tuple[Card, list[Card]]]:
        """The same for the bulletin: issues with their items."""
        return [
            (
                self._card(issue),
                _own_first(self._cards(self.site.children(issue.folder, self.locale))),
            )
            for issue in named(self.site, front, period)
        ]

    @property
    def latest(self) -> list[Card]:
        """The newest items of the bulletin."""
        return _own_first(self._cards(self.site.of_type(PageType.BULLETIN_ITEM, self.locale)[:6]))

    @property
    def events(self) -> list[Card]:
        """The events, newest first."""
        return self._cards(self.site.events(self.locale))

    def within(self, folder: str | PurePosixPath) -> list[Card]:
        """What stands directly in ``folder``."""
        return self._cards(self.site.children(PurePosixPath(folder), self.locale))

    def beside(self, page: Page) -> tuple[Card | None, Card | None]:
        """What comes before and after ``page`` in its folder; nothing beside the folder's front."""
        pages = self.site.children(page.folder, self.locale)
        if page.is_index:
            return None, None
        place = next(n for n, one in enumerate(pages) if one.path == page.path)
        before, after = pages[max(0, place - 1) : place], pages[place + 1 : place + 2]
        return next(map(self._card, before), None), next(map(self._card, after), None)

    def related(self, page: Page) -> list[Card]:
        """Pages of other folders, in the language itself, that share most topics with ``page``."""
        topics = _newest_by_topic(self.site, self.locale)
        found = {one.path: one for tag in page.meta.tags for one in topics.get(tag, ())}
        near = [one for one in found.values() if one.folder != page.folder]
        own = set(page.meta.tags)
        near.sort(key=lambda one: (len(own.intersection(one.meta.tags)), one.day), reverse=True)
        return self._cards(near[:_RELATED])

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


def _own_first(cards: list[Card]) -> list[Card]:
    """What the reader can read in the own language before the rest."""
    return sorted(cards, key=lambda card: bool(card.lang))


@lru_cache(maxsize=1)
def _newest_by_topic(site: Site, locale: str) -> Mapping[str, list[Page]]:
    """The newest pages on each topic that tell something, in the language itself."""
    pages = (site.alternates(path).get(locale) for path in site.pages)
    told = (page for page in pages if page and page.meta.type in TOLD)
    topics: dict[str, list[Page]] = {}
    for page in sorted(told, key=lambda page: (page.day, page.path), reverse=True):
        for tag in page.meta.tags:
            topics.setdefault(tag, []).append(page)
    return {tag: found[:_CONSIDERED] for tag, found in topics.items()}
