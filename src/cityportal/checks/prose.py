"""The text of a page in blocks with their places: front matter values, headings, paragraphs, rows.

Offsets count from the beginning of the file. What is not prose (code, addresses, marks, comments,
attribute lists) is blanked with spaces of equal length, never stripped, so that a place in the
prose is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from cityportal.checks.flat import Flat, flattened
from cityportal.content import Page
from cityportal.figures import marks
from cityportal.figures.agreement import CODES
from cityportal.figures.model import Figures
from cityportal.figures.quantity import Quantity
from cityportal.figures.reading import quantities, quantities_in_digits
from cityportal.yamlfile import KeyPath

_HEADING = re.compile(r"##(?<=^##)#{0,4} ", re.MULTILINE)
_HEADING_LINE = re.compile(rf"{_HEADING.pattern}[^\n]*\n", re.MULTILINE)
_BLOCK = re.compile(r"(?:^(?!\s*$).+\n?)+", re.MULTILINE)
_ITEM = re.compile(r"^(?=\s*(?:[-*+]|\d{1,3}[.)])\s|\|)", re.MULTILINE)
_LONG = (
    r"^[ ]*(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ ]*(?P=fence)[^\n]*$|\Z)"  # fenced code
    r"|<!--.*?(?:-->|\Z)"  # comment
)
_NOT_PROSE = re.compile(
    _LONG + r"|(?<!`)(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|\{\{[^{}\n]*\}\}"  # mark of a figure
    r"|\{:?[ ]*(?:[#.][\w-]+|[\w-]+=)[^{}\n]*\}|\{[:#.]?[\w-]+\}"  # attributes
    r"|(?<=\])\(\s*(?:<[^<>\n]*>|(?:[^()\s<>]|\([^()\s]*\))*)"  # target of a link
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
    r"|^\[(?!\^)[^\]\n]+\]:[^\n]*|https?://[^\s)>\]]+|^(?:!!!|\?\?\?\+?)[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_HIDDEN = re.compile(_LONG, re.DOTALL | re.MULTILINE)
"""What may go on over several paragraphs."""
_SIGNS = ("`", "~~~", "<!--", "{", "](", "]:", "://", "!!!", "???")
"""What is not prose holds one of these."""
_MARKED = re.compile(
    r"(?:(?P<mark>\*{1,3}|_{1,3})(?!\s)(?:(?!(?P=mark)).)+?(?P=mark)|\[[^\]]*\]\([^()]*\))"
    r"\{[^{}\n]*\blang=[^{}\n]*\}",
    re.DOTALL,
)
"""Words that are marked as those of another language."""
_SAID = re.compile(
    r"(?:(?<=[\s{:])(?:title|alt|aria-label)=|^\(\s*(?:<[^<>\n]*>|\S*)\s+)(?P<quote>[\"'])(?P<said>.*?)(?P=quote)"
)
"""What is said to readers inside markup: titles of links, attributes that are read out."""


class Kind(StrEnum):
    """Where a block stands."""

    TITLE = "title"
    DESCRIPTION = "description"
    PLACE = "place"
    REASON = "reason"
    CORRECTION = "correction"
    HEADING = "heading"
    TEXT = "text"
    LABEL = "label"


_VALUES: dict[KeyPath, Kind] = {
    ("title",): Kind.TITLE,
    ("description",): Kind.DESCRIPTION,
    ("event", "place"): Kind.PLACE,
    ("withdrawn", "reason"): Kind.REASON,
    ("correction",): Kind.CORRECTION,
}
"""The values of the front matter that readers see."""


@dataclass(frozen=True)
class Block:
    """A run of text; ``start`` is its offset in the file, ``section`` the text around it."""

    kind: Kind
    start: int
    text: str
    locale: str
    quantities: tuple[Quantity, ...]
    """Those in digits, with offsets in the file; those of marks are ``marked``."""
    section: str

    @cached_property
    def all_quantities(self) -> tuple[Quantity, ...]:
        """Those in words as well, which are sought only where digits do not answer."""
        worded = (one.moved(self.start) for one in quantities(self.text, self.locale) if one.worded)
        return (*self.quantities, *worded)

    @cached_property
    def prose(self) -> str:
        """The text with all that is not prose made blank, place by place."""
        if not any(sign in self.text for sign in _SIGNS):
            return self.text
        marked = _MARKED.sub(_spaces, self.text) if "lang=" in self.text else self.text
        return _NOT_PROSE.sub(_blank, marked)

    @cached_property
    def flat(self) -> Flat:
        """The prose as one line."""
        return flattened(self.prose)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``start`` to ``end`` of the flat line stand in the file."""
        first, last = self.flat.span(start, end)
        return self.start + first, self.start + last


def _spaces(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _blank(markup: re.Match[str]) -> str:
    """Spaces in place of ``markup``, but for what it says to readers."""
    blank = _spaces(markup)
    if markup[0][0] in "{(" and (said := _SAID.search(markup[0])):
        start, end = said.span("said")
        blank = blank[:start] + said["said"] + blank[end:]
    return blank


def blocks(page: Page, figures: Figures) -> list[Block]:
    """The blocks of ``page`` that readers see: values of its front matter, then its body."""
    parts = [*_front_matter(page), *_body(page)]
    if page.meta.withdrawn:
        parts = [part for part in parts if part[0] is Kind.REASON]
    return [
        Block(kind, start, text, page.locale, _quantities(text, start, page, figures), section)
        for kind, start, text, section in parts
    ]


def label(text: str, start: int, locale: str) -> Block:
    """A text of a register, which stands at ``start`` of its file."""
    found = tuple(one.moved(start) for one in quantities_in_digits(text, locale))
    return Block(Kind.LABEL, start, text, locale, found, text)


def _front_matter(page: Page) -> Iterator[tuple[Kind, int, str, str]]:
    for key, kind in _VALUES.items():
        if span := page.document.spans.get(key):
            yield kind, span.start, page.head[slice(*span)], page.head


def _body(page: Page) -> Iterator[tuple[Kind, int, str, str]]:
    body, shift = _HIDDEN.sub(_hidden, page.body), len(page.head)
    edges = [0, *(found.start() for found in _HEADING.finditer(body) if found.start()), len(body)]
    for first, last in pairwise(edges):
        section = body[first:last]
        for start, text in _split(section):
            kind = Kind.HEADING if _HEADING.match(text) else Kind.TEXT
            yield kind, shift + first + start, text, section


def _hidden(found: re.Match[str]) -> str:
    """Code and comments made blank where a blank line in them would part their ends."""
    return _spaces(found) if re.search(r"\n\s*\n", found[0]) else found[0]


def _split(section: str) -> Iterator[tuple[int, str]]:
    for found in _BLOCK.finditer(section):
        paragraph = found[0]
        cuts = {0, len(paragraph)}
        cuts.update(cut.start() for cut in _ITEM.finditer(paragraph))
        cuts.update(cut.end() for cut in _HEADING_LINE.finditer(paragraph))
        for first, last in pairwise(sorted(cuts)):
            yield found.start() + first, paragraph[first:last]


def _quantities(text: str, start: int, page: Page, figures: Figures) -> tuple[Quantity, ...]:
    found = [one.moved(start) for one in quantities_in_digits(text, page.locale)]
    for place in marks.find(text):
        try:
            mark = marks.parse(place[0], figures)
        except marks.MarkError:
            continue  # in code or a comment: what readers see was read before
        unit = CODES.get(figures.unit(mark.identifier).code or "", "")
        for amount in filter(None, (mark.statement.amount, mark.statement.upper)):
            first, last = start + place.start(), start + place.end()
            found.append(Quantity(first, last, place[0], (amount,), unit, marked=True))
    return tuple(found)
