"""The glossary in one language: what its texts call for, and how they render it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cityportal.brandbook.glossary import Entry
from cityportal.checks.forms import Forms, Place, grouped


@dataclass(frozen=True)
class Rendering:
    """A word in a translation for an entry: agreed, or one to avoid."""

    key: str
    agreed: bool


class Glossary:
    """The words of one language, ready to be found."""

    def __init__(self, entries: Mapping[str, Entry], locale: str) -> None:
        self.entries = entries
        self._locale = locale
        self._calls = Forms(
            grouped((form, key) for key, entry in entries.items() for form in entry.source)
        )
        self._renderings = Forms(grouped(_renderings(entries, locale)))

    def preferred(self, key: str) -> str | None:
        """What an entry is called in this language, where that is agreed."""
        return next(iter(self.entries[key].agreed.get(self._locale, ())), None)

    def called_for(self, line: str) -> frozenset[str]:
        """The entries that ``line``, in the source language, speaks of."""
        return frozenset(key for place in self._calls.find(line) for key in place.meaning)

    def renderings(self, line: str) -> Iterator[Place[tuple[Rendering, ...]]]:
        """The words in ``line`` that render an entry, well or ill."""
        return self._renderings.find(line)


def _renderings(entries: Mapping[str, Entry], locale: str) -> Iterable[tuple[str, Rendering]]:
    for key, entry in entries.items():
        for form in entry.agreed.get(locale, ()):
            yield form, Rendering(key, agreed=True)
        for form in entry.avoid.get(locale, ()):
            yield form, Rendering(key, agreed=False)
