"""Setting the texts of a card: in which size, in which lines, at which place.

A long text takes smaller letters step by step and ends with an ellipsis only where the last step
is too large. Lines stand on the edge of their column by their ink, not by the letters' own margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import inf

from cityportal.brandbook.cards import Layout, Row, Words
from cityportal.cards.lines import Broken, broken, shortened
from cityportal.cards.typefaces import runs
from cityportal.linebreaks import Piece, pieces

_CAPITAL, _DESCENT, _MIDDLE = 0.73, 0.27, 0.36
"""Of the size: the height of capitals, what hangs below, the middle of a line above its foot."""
_SMALLER = 0.18
"""What a smaller size costs, held against breaks inside phrases and names."""
_BESIDE_MARK = 0.36
"""The space between mark and name, as a share of the mark's height."""


@dataclass(frozen=True)
class Script:
    """How texts of one language are set.

    ``scale`` is a share of every size; ``names`` are better not divided.
    """

    locale: str
    scale: float = 1.0
    names: tuple[str, ...] = ()

    def size(self, row: Row, step: int) -> int:
        """The size of ``row`` in pixels when it was made smaller ``step`` times."""
        return round(row.sizes[min(step, len(row.sizes) - 1)] * self.scale)

    def width(self, text: str, size: int, bold: bool) -> float:
        """The width of ``text`` in pixels."""
        parts = runs(text, self.locale, bold)
        return sum(run.face.font(size).getlength(run.text) for run in parts)

    def ink(self, text: str, size: int, bold: bool) -> tuple[float, float]:
        """How far the ink of ``text`` reaches above its foot and below it, in pixels."""
        parts = runs(text, self.locale, bold)
        boxes = [run.face.font(size).getbbox(run.text, anchor="ls") for run in parts]
        return max(-box[1] for box in boxes), max(box[3] for box in boxes)


@dataclass(frozen=True)
class Line:
    """One line; its ink begins at ``left``, its letters stand on ``foot``, in pixels."""

    text: str
    left: int
    foot: int
    size: int
    bold: bool
    colour: str


@dataclass(frozen=True)
class _Block:
    """A row in lines; ``pitch`` is from one line to the next, ``rise`` the ink of the first."""

    row: Row
    size: int
    broken: Broken
    pitch: float
    rise: float


_Texts = Mapping[Row, Sequence[Piece]]


def typeset(layout: Layout, words: Mapping[Words, str], script: Script) -> list[Line]:
    """The lines of a card: its rows, and the portal's name beside the mark."""
    rows = [row for row in layout.rows if words[row.words]]
    texts = {row: pieces(words[row.words], script.locale, script.names) for row in rows}
    lines = _best(texts, layout, script) or _cut_short(texts, layout, script)
    return [*lines, _name(layout, words[Words.PORTAL], script)]


def _best(texts: _Texts, layout: Layout, script: Script) -> list[Line]:
    """The rows in large letters and with good breaks; none where there is no room for them."""
    best, least = list[Line](), inf
    for step in range(max(len(row.sizes) for row in layout.rows)):
        if least <= _SMALLER * step:
            break
        for chosen in (texts, _needed(texts)):
            blocks = list(_blocks(chosen, layout, script, step))
            if len(blocks) == len(chosen) and (lines := _placed(blocks, layout)):
                cost = sum(block.broken.cost for block in blocks) + _SMALLER * step
                if cost < least:
                    best, least = lines, cost
                break
    return best


def _needed(texts: _Texts) -> _Texts:
    return {row: parts for row, parts in texts.items() if not row.optional}


def _blocks(texts: _Texts, layout: Layout, script: Script, step: int) -> Iterator[_Block]:
    """Those rows that the column is wide enough for."""
    for row, parts in texts.items():
        size = script.size(row, step)
        measure = partial(script.width, size=size, bold=row.bold)
        if found := broken(parts, layout.column.width, row.lines, measure):
            yield _block(row, size, found, script)


def _block(row: Row, size: int, found: Broken, script: Script) -> _Block:
    """A row in lines that do not touch, however high the marks of its capitals."""
    inks = [script.ink(line, size, row.bold) for line in found.lines]
    touching = [fall + rise + 1 for (_, fall), (rise, _) in pairwise(inks)]
    return _Block(row, size, found, max((size * row.leading, *touching)), inks[0][0])


def _cut_short(texts: _Texts, layout: Layout, script: Script) -> list[Line]:
    """The rows in their smallest letters, with an ellipsis where they are too long."""
    for fewer in range(max(row.lines for row in layout.rows)):
        blocks = [_cut(row, parts, fewer, layout, script) for row, parts in _needed(texts).items()]
        if lines := _placed(blocks, layout):
            return lines
    return []


def _cut(row: Row, parts: Sequence[Piece], fewer: int, layout: Layout, script: Script) -> _Block:
    size = script.size(row, len(row.sizes))
    measure = partial(script.width, size=size, bold=row.bold)
    room = (layout.column.width, max(1, row.lines - fewer), measure)
    return _block(row, size, broken(parts, *room) or shortened(parts, *room), script)


def _placed(blocks: Sequence[_Block], layout: Layout) -> list[Line]:
    """The lines in their places; none if the column is not high enough."""
    feet = list(_feet(blocks))
    free = layout.column.height - feet[-1] - blocks[-1].size * _DESCENT if feet else -1
    if free < 0:
        return []
    top = layout.column.top + (free if layout.low else 0)
    texts = [(block, text) for block in blocks for text in block.broken.lines]
    return [
        Line(text, layout.column.left, round(top + foot), block.size, block.row.bold,
             block.row.colour)
        for (block, text), foot in zip(texts, feet, strict=True)
    ]  # fmt: skip


def _feet(blocks: Sequence[_Block]) -> Iterator[float]:
    """The foot of each line, counted from the top of the column, which the first one touches."""
    place = 0.0
    for index, block in enumerate(blocks):
        half = block.pitch / 2 + block.size * _MIDDLE
        first = max(block.size * _CAPITAL, block.rise)
        place += max(half, block.rise) + block.row.above if index else first
        for _ in block.broken.lines:
            yield place
            place += block.pitch
        place -= half


def _name(layout: Layout, name: str, script: Script) -> Line:
    """The portal's name, in smaller letters where the column is narrow."""
    sign = layout.sign
    left = round(sign.left + sign.height * (1 + _BESIDE_MARK))
    size = round(sign.size * script.scale)
    share = (layout.column.right - left) / script.width(name, size, bold=True)
    size = int(size * min(1, share))
    foot = round(sign.top + sign.height / 2 + size * _MIDDLE)
    return Line(name, left, foot, size, bold=True, colour=sign.colour)
