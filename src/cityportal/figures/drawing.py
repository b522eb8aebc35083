"""Charts as drawings: laid out for a phone, drawn by Vega, given the classes of the stylesheet.

A drawing is 280 units wide, about the width of the narrowest phone's text, so that its letters are
legible there and no larger than the text elsewhere. All words in it come written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from lxml import etree

from cityportal.figures.vega import Spec, drawn

WIDTH = 280
_LETTER = 12.5
"""The size of the letters, as the stylesheet has it."""
_LINE, _ABOVE = 18, 6
"""From one line of text to the next, and from the last to its bar."""
_BAR, _ROW = 10, 12
"""The height of a bar, and what parts it from the next words."""
_SPACE = 10
"""Between words in one line."""
_EDGE = 4
"""Room for half a point beside a line."""
_POINT = {"type": "point", "filled": True, "size": 40}

Layer = dict[str, Any]


@dataclass(frozen=True)
class Bar:
    """One bar: ``amount`` in plain units, ``text`` the same as readers read it."""

    label: str
    text: str
    amount: float


@dataclass(frozen=True)
class Point:
    """A value at a time: ``day`` as a proleptic ordinal, ``date`` and ``text`` as read."""

    day: int
    date: str
    text: str
    amount: float


@dataclass(frozen=True)
class Drawing:
    """Marks in SVG for a view box of ``width`` by ``height``; they bear classes, no colours."""

    width: int
    height: int
    marks: str


def drawing(spec: Spec, kept: Path) -> Drawing:
    """The drawing that ``spec`` asks for; Vega's work stays in the folder ``kept``."""
    root = etree.fromstring(drawn(spec, kept).encode())
    return Drawing(spec["width"], spec["height"], "".join(_groups(root)))


# --- What Vega is asked for ----------------------------------------------------------------------


def bars(rows: Sequence[Bar], whole: float | None = None) -> Spec:
    """Bars one below the other, the words of each above it; on tracks as long as a ``whole``.

    Values stand at the end of the labels' lines where all have room there, else below the labels.
    """
    labels: list[Layer] = []
    values: list[Layer] = []
    places: list[Layer] = []
    beside = all(width_of(row.label) + _SPACE + width_of(row.text) <= WIDTH for row in rows)
    y = 0
    for row in rows:
        for words in _lines(row.label):
            y += _LINE
            labels.append({"x": 0, "y": y - _ABOVE, "text": words})
        y += 0 if beside else _LINE
        values.append({"x": WIDTH if beside else 0, "y": y - _ABOVE, "text": row.text})
        places.append({"amount": row.amount, "whole": whole, "y": y, "y2": y + _BAR})
        y += _BAR + _ROW
    longest = whole or max(row.amount for row in rows) or 1
    scale = {"domain": [0, longest], "range": [0, WIDTH], "nice": False}
    x = {"type": "quantitative", "axis": None, "scale": scale}
    bar = {"x2": {"datum": 0}, "y": _as_given("y"), "y2": {"field": "y2"}}
    tracks = _layer("tracks", "rect", places, bar | {"x": x | {"field": "whole"}})
    return _spec(
        WIDTH,
        y - _ROW,
        [
            *([tracks] if whole else []),
            _layer("bars", "rect", places, bar | {"x": x | {"field": "amount"}}),
            _text("labels", "left", labels),
            _text("values", "right" if beside else "left", values),
        ],
    )


def line(points: Sequence[Point]) -> Spec:
    """A line over time from a base of zero, with the words of each point that have room."""
    top, base, height = 2 * _LINE, 120, 146
    x, y = _over_time(points, WIDTH), _from_zero(points, base, top)
    rule = {"x": _as_given("x"), "x2": {"field": "x2"}, "y": _as_given("y")}
    layers = [
        _layer("area", "area", _data(points), {"x": x, "y": y}),
        _layer("base", "rule", [{"x": 0, "x2": WIDTH, "y": base}], rule),
        _layer("line", "line", _data(points), {"x": x, "y": y}),
        _layer("points", _POINT, _data(points), {"x": x, "y": y}),
    ]
    for point, align in _placed(points):
        at = {"x": x, "y": y, "text": {"value": point.text}}
        layers.append(_layer(f"values_{point.day}", _written(align, -9), _data([point]), at))
        at = {"x": x, "y": {"value": base + _LINE}, "text": {"value": point.date}}
        layers.append(_layer(f"dates_{point.day}", _written(align), _data([point]), at))
    return _spec(WIDTH, height, layers)


def trend(points: Sequence[Point]) -> Spec:
    """A line over time alone, small, for where the words stand beside it."""
    width, height = 160, 40
    at = {"x": _over_time(points, width), "y": _from_zero(points, height, _EDGE)}
    return _spec(
        width,
        height,
        [
            _layer("area", "area", _data(points), at),
            _layer("line", "line", _data(points), at),
            _layer("points", _POINT, _data(points[-1:]), at),
        ],
    )


def _over_time(points: Sequence[Point], width: int) -> Layer:
    days = [points[0].day, points[-1].day]
    scale = {"domain": days, "range": [_EDGE, width - _EDGE], "nice": False}
    return {"field": "day", "type": "quantitative", "axis": None, "scale": scale}


def _from_zero(points: Sequence[Point], base: int, top: int) -> Layer:
    most = max(point.amount for point in points) or 1
    scale = {"domain": [0, most], "range": [base, top], "nice": False}
    return {"field": "amount", "type": "quantitative", "axis": None, "scale": scale}


def _data(points: Sequence[Point]) -> list[Layer]:
    return [{"day": point.day, "amount": point.amount} for point in points]


def _spec(width: int, height: int, layers: list[Layer]) -> Spec:
    """Without automatic size, so that nothing depends on the fonts of the machine."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "config": {"view": {"stroke": None}},
        "layer": layers,
    }


def _layer(name: str, mark: str | Layer, values: list[Layer], encoding: Layer) -> Layer:
    return {"name": name, "data": {"values": values}, "mark": mark, "encoding": encoding}


def _text(name: str, align: str, values: list[Layer]) -> Layer:
    encoding = {"x": _as_given("x"), "y": _as_given("y"), "text": {"field": "text"}}
    return _layer(name, _written(align), values, encoding)


def _written(align: str, dy: int = 0) -> Layer:
    return {"type": "text", "align": align, "baseline": "alphabetic", "dy": dy}


def _as_given(field: str) -> Layer:
    """A place in the units of the drawing."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


# --- Words ---------------------------------------------------------------------------------------


def width_of(text: str) -> float:
    """About how wide ``text`` is: letters of Han, kana and hangul are square, others narrower."""
    return sum(_LETTER if east_asian_width(sign) in "WF" else 0.56 * _LETTER for sign in text)


def _lines(label: str) -> list[str]:
    """``label`` in lines that have room, parted at spaces or between letters that are words."""
    lines = [""]
    for word in re.findall(r"[^\s\u2e80-\u9fff\uf900-\uffef]+\s*|\S\s*", label):
        if lines[-1] and width_of(lines[-1] + word.rstrip()) > WIDTH:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _placed(points: Sequence[Point]) -> Iterator[tuple[Point, str]]:
    """The points whose words have room, with their alignment; both ends come first."""
    first, last = points[0].day, points[-1].day
    taken: list[tuple[float, float]] = []
    for point in (points[0], points[-1], *points[1:-1]):
        width = max(width_of(point.date), width_of(point.text))
        centre = (point.day - first) / (last - first) * WIDTH
        left = min(max(centre - width / 2, 0), WIDTH - width)
        if not any(left < end and start < left + width for start, end in taken):
            taken.append((left - _SPACE, left + width + _SPACE))
            yield point, "left" if left == 0 else "right" if left == WIDTH - width else "center"


# --- What Vega drew ------------------------------------------------------------------------------


def _groups(root: etree._Element) -> Iterator[str]:
    """The marks of the layers in groups, each with the name of its layers as its class."""
    groups: dict[str, list[str]] = {}
    for group in root.iter("{*}g"):
        if name := re.search(r"role-mark ([a-z]+)(?:_\d+)?_marks", str(group.get("class"))):
            marks = map(_mark, group.iter("{*}path", "{*}line", "{*}text"))
            groups.setdefault(name[1], []).extend(marks)
    for layer, drawn_marks in groups.items():
        yield f'<g class="{layer}">{"".join(drawn_marks)}</g>'


def _mark(element: etree._Element) -> str:
    """The shape or text of ``element`` without what Vega says of it; the page says it better."""
    name = etree.QName(element).localname
    if name == "text":
        x, y = re.findall(r"-?[\d.]+", _rounded(element.get("transform", "")))
        anchor = element.get("text-anchor", "start")
        aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
        return f'<text x="{x}" y="{y}"{aligned}>{escape(element.text or "")}</text>'
    kept = {key: _rounded(element.get(key, "")) for key in ("transform", "d", "x2", "y2")}
    if kept["transform"] == "translate(0,0)":
        kept["transform"] = ""
    attributes = "".join(f' {key}="{value}"' for key, value in kept.items() if value)
    return f"<{name}{attributes}/>"


def _rounded(numbers: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), numbers)
