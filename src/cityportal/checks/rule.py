"""A rule, and what it is given to look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cityportal.brandbook.levels import Levels
from cityportal.brandbook.reading import BrandBook
from cityportal.checks.book import Book
from cityportal.checks.finding import Found
from cityportal.checks.prose import Block
from cityportal.content import Page
from cityportal.site import Site


@dataclass(frozen=True)
class Text:
    """A file under check in one language: its blocks, its source, and the books to go by.

    ``path`` is relative to the portal's root and ``text`` the whole file, in which the places of
    findings are offsets. ``source`` is None for a text in the source language or without a version
    in it. ``page`` is None for the labels of a register; ``versions`` are those of the page.
    """

    path: Path
    text: str
    locale: str
    blocks: list[Block]
    source: Text | None
    book: Book
    city: City
    page: Page | None = None
    versions: Mapping[str, Page] = field(default_factory=dict)

    @cached_property
    def called_for(self) -> frozenset[str]:
        """The entries of the glossary that this text, in the source language, speaks of."""
        glossary = self.book.glossary
        return frozenset().union(*(glossary.called_for(block.flat.line) for block in self.blocks))


@dataclass(frozen=True)
class City:
    """The whole portal under check."""

    site: Site
    levels: Levels
    brand: BrandBook


@dataclass(frozen=True)
class Sheet:
    """A file under check that is no text of a language: a stylesheet, a record, a register."""

    path: Path
    text: str

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, of the offset ``at``."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]


@dataclass(frozen=True)
class Rule:
    """One rule: ``name`` is that of its page under brand/rules, after the identifier.

    ``locales`` are the languages it looks at, in each of which its page shows an example.
    """

    id: str
    name: str
    locales: tuple[str, ...] = ("vi", "en", "ko", "ja", "zh")

    @property
    def page(self) -> str:
        """The page that explains the rule."""
        return f"brand/rules/{self.id}-{self.name}.md"


@dataclass(frozen=True)
class Family:
    """Rules that are found together, in one look at a text."""

    rules: tuple[Rule, ...]
    check: Callable[[Text], Iterator[Found]]


@dataclass(frozen=True)
class CityFamily:
    """Rules that look at the whole portal, once; each finding with the sheet it stands in.

    A sheet that was looked at comes with None, so that its unused exceptions are found as well.
    """

    rules: tuple[Rule, ...]
    check: Callable[[City], Iterator[tuple[Sheet, Found | None]]]
