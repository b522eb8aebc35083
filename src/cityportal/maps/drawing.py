"""Maps as drawings: land, places with their names where there is room, and a scale.

Degrees are laid out as rectangles, true at the middle latitude (the equirectangular projection),
which is right for the extent of a city. Names never cover each other, a place or the edge; a place
whose name has no room has a number, by which the list under the map names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, floor, log10, radians, sin, tau

from babel.units import format_unit

from cityportal.figures.drawing import WIDTH, Drawing, width_of
from cityportal.locales import babel_locale
from cityportal.maps.model import Bounds, Map, Place, PlaceKind, Point

_KILOMETRES = 111.195
"""Length of a degree of latitude on a sphere of the Earth's mean radius."""
_HALF = 4.5
"""Half the width of the sign of a place."""
_TALL, _BELOW = 13, 24
"""Height of a line of letters; room for the scale below the map."""

Spot = tuple[float, float]
"""Units from the left and from the top."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class MapDrawing:
    """The drawing, and of each place its number, or 0 where its name stands beside it."""

    drawing: Drawing
    numbers: list[int]


class _Paper:
    """From degrees to units of the drawing."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.narrowing = cos(radians((bounds.south + bounds.north) / 2))
        self.per_degree = WIDTH / ((bounds.east - bounds.west) * self.narrowing)
        self.height = round((bounds.north - bounds.south) * self.per_degree)

    def place(self, point: Point) -> Spot:
        longitude, latitude = point
        x = (longitude - self.bounds.west) * self.narrowing * self.per_degree
        return round(x, 1), round((self.bounds.north - latitude) * self.per_degree, 1)


def draw(one: Map, names: Sequence[str], locale: str) -> MapDrawing:
    """``one`` with the ``names`` of its places as readers of ``locale`` know them."""
    paper = _Paper(one.bounds)
    spots = [paper.place(place.at) for place in one.places]
    words, numbers = _words(spots, names, paper.height)
    signs = [_sign(place, *spot) for place, spot in zip(one.places, spots, strict=True)]
    land = "".join(f'<path d="{_path(paper, outline.points)}"/>' for outline in one.outlines)
    marks = (
        f'<svg class="land" width="{WIDTH}" height="{paper.height}">{land}</svg>'
        f'<rect class="edge" width="{WIDTH}" height="{paper.height}"/>'
        f'<g class="names" paint-order="stroke">{"".join(words)}</g>'
        f"{''.join(signs)}{_scale(paper, locale)}"
    )
    return MapDrawing(Drawing(WIDTH, paper.height + _BELOW, marks), numbers)


def _path(paper: _Paper, points: Sequence[Point]) -> str:
    return "M" + "L".join("{:g},{:g}".format(*paper.place(point)) for point in points) + "Z"


def _sign(place: Place, x: float, y: float) -> str:
    """Signs differ in shape, not in colour alone."""
    if place.kind is PlaceKind.HERITAGE:
        return f'<circle class="heritage" cx="{x:g}" cy="{y:g}" r="{_HALF}"/>'
    side = 2 * _HALF - 1
    left, top = x - side / 2, y - side / 2
    return f'<rect class="port" x="{left:g}" y="{top:g}" width="{side:g}" height="{side:g}"/>'


def _words(
    spots: Sequence[Spot], names: Sequence[str], height: float
) -> tuple[list[str], list[int]]:
    """Beside each place its name or, where that has no room, a number; and these numbers."""
    edge = _HALF + 1
    taken: list[Box] = [(x - edge, y - edge, x + edge, y + edge) for x, y in spots]
    words = [_word(spot, name, height, taken) for spot, name in zip(spots, names, strict=True)]
    numbers = [0] * len(words)
    for number, index in enumerate((i for i, word in enumerate(words) if not word), start=1):
        numbers[index] = number
        words[index] = _led(spots[index], str(number), height, taken)
    return words, numbers


def _word(spot: Spot, text: str, height: float, taken: list[Box]) -> str:
    """``text`` beside ``spot``, its box added to those ``taken``; empty where there is no room."""
    for anchor, x, y, box in _beside(*spot, width_of(text)):
        if _inside(box, height) and not any(_meet(box, other) for other in taken):
            taken.append(box)
            aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
            return f'<text x="{x:g}" y="{y:g}"{aligned}>{escape(text)}</text>'
    return ""


def _led(spot: Spot, text: str, height: float, taken: list[Box]) -> str:
    """``text`` at the nearest place that is free, with a line that leads from ``spot`` to it."""
    x, y = spot
    half = width_of(text) / 2 + 1
    around = ((distance, turn * tau / 16) for distance in range(14, WIDTH, 6) for turn in range(16))
    for distance, angle in around:
        cx, cy = round(x + distance * cos(angle), 1), round(y + distance * sin(angle), 1)
        box = (cx - half, cy - _TALL / 2, cx + half, cy + _TALL / 2)
        if _inside(box, height) and not any(_meet(box, other) for other in taken):
            break
    taken.append(box)
    return (
        f'<path class="leader" d="M{x:g},{y:g}L{cx:g},{cy:g}"/>'
        f'<text x="{cx:g}" y="{cy + 4:g}" text-anchor="middle">{escape(text)}</text>'
    )


def _beside(x: float, y: float, width: float) -> Iterator[tuple[str, float, float, Box]]:
    """Where a name may stand, the best place first: right, left, above, below its sign."""
    away, middle = _HALF + 3, y + 4
    yield "start", x + away, middle, (x + away, middle - _TALL, x + away + width, middle + 3)
    yield "end", x - away, middle, (x - away - width, middle - _TALL, x - away, middle + 3)
    for ty in (y - away, y + away + _TALL - 2):
        yield "middle", x, ty, (x - width / 2, ty - _TALL, x + width / 2, ty + 3)


def _inside(box: Box, height: float) -> bool:
    return box[0] >= 2 and box[1] >= 0 and box[2] <= WIDTH - 2 and box[3] <= height


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(paper: _Paper, locale: str) -> str:
    """A bar of a round number of kilometres, about a quarter of the map's width."""
    per_kilometre = paper.per_degree / _KILOMETRES
    most = WIDTH / 3 / per_kilometre
    power = 10.0 ** floor(log10(most))
    length = max(step * power for step in (1, 2, 5) if step * power <= most)
    end, y = round(length * per_kilometre, 1), paper.height + 14
    written = format_unit(length, "length-kilometer", "short", locale=babel_locale(locale))
    return (
        f'<path class="scale" d="M0,{y - 4}v8M0,{y}h{end:g}m0,-4v8"/>'
        f'<text class="dates" x="{end + 6:g}" y="{y + 4}">{escape(written)}</text>'
    )
