"""The text of a page in blocks with their places: paragraphs, list items, table rows, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cityportal.content import Page
from cityportal.figures import marks
from cityportal.figures.agreement import CODES
from cityportal.figures.model import Figures
from cityportal.figures.reading import Quantity, quantities, quantities_in_digits

_BLOCK = re.compile(r"(?:^(?!\s*$).+\n?)+", re.MULTILINE)
_HEADING = re.compile(r"^#{2,6} ", re.MULTILINE)
_ITEM = re.compile(r"^(?=\s*(?:[-*+]|\d{1,3}[.)])\s|\|)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A run of prose; ``start`` is its offset in the page's body."""

    start: int
    text: str
    locale: str
    quantities: tuple[Quantity, ...]
    """Those in digits, with offsets in the body; those of marks are ``marked``."""
    section: str
    """The text from the heading above to the next, which may give the date of a figure."""

    @cached_property
    def all_quantities(self) -> tuple[Quantity, ...]:
        """Those in words as well, which are sought only where digits do not answer."""
        worded = (one.moved(self.start) for one in quantities(self.text, self.locale) if one.worded)
        return (*self.quantities, *worded)


def blocks(page: Page, figures: Figures) -> list[Block]:
    """The blocks of ``page`` in order."""
    return [
        Block(
            start,
            text,
            page.locale,
            tuple(_quantities(text, start, page.locale, figures)),
            section,
        )
        for section_start, section in _sections(page.body)
        for start, text in _split(section, section_start)
    ]


def _sections(body: str) -> Iterator[tuple[int, str]]:
    edges = [0, *(found.start() for found in _HEADING.finditer(body) if found.start()), len(body)]
    for first, last in pairwise(edges):
        yield first, body[first:last]


def _split(section: str, start: int) -> Iterator[tuple[int, str]]:
    for found in _BLOCK.finditer(section):
        cuts = [cut.start() for cut in _ITEM.finditer(found[0])]
        edges = sorted({0, *cuts, len(found[0])})
        for first, last in pairwise(edges):
            yield start + found.start() + first, found[0][first:last]


def _quantities(text: str, start: int, locale: str, figures: Figures) -> Iterator[Quantity]:
    for one in quantities_in_digits(text, locale):
        yield one.moved(start)
    for found in marks.find(text):
        mark = marks.parse(found[0], figures)
        unit = CODES.get(figures.unit(mark.identifier).code or "", "")
        amounts = [mark.statement.amount]
        if mark.statement.upper is not None:
            amounts.append(mark.statement.upper)
        for amount in amounts:
            yield Quantity(
                start + found.start(), start + found.end(), found[0], (amount,), unit, marked=True
            )
