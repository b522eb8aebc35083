"""The colours written out in stylesheets, pictures in SVG and templates, by the syntax of CSS.

``currentColor``, ``transparent`` and the system's own colours are no colours of a design.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import cos, radians, sin
from typing import Any

import tinycss2
from tinycss2 import color4

from cityportal.checks.colour import Oklab, oklab

_FUNCTIONS = {
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "device-cmyk",
}  # fmt: skip
_OF_NAMES = re.compile(r"font|animation|grid|counter|container|transition|view-", re.IGNORECASE)
"""Properties whose words are names that the author chose."""
_WORD = re.compile(r"#?(?:[\w-]|\\.)+")
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|\{#.*?(?:#\}|\Z)"
    r"|<style\b[^<>]*>(?P<sheet>.*?)(?:</style|\Z)"
    r"|[\s\"'](?:(?P<style>style)|fill|stroke|(?:stop-|flood-|lighting-|bg)?color|from|to|values)"
    r"\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


@dataclass(frozen=True)
class Literal:
    """A colour written out; ``start`` and ``end`` are offsets in the text.

    ``oklab`` is None for a colour that only a browser can work out.
    """

    start: int
    end: int
    oklab: Oklab | None
    alpha: float


def in_stylesheet(css: str, shift: int = 0) -> Iterator[Literal]:
    """The colours in a stylesheet, which stands ``shift`` characters into its file."""
    return _literals(css, shift, lambda: _in_rules(tinycss2.parse_stylesheet(css)))


def in_markup(text: str) -> Iterator[Literal]:
    """The colours in attributes and style elements of SVG or of a template in HTML."""
    for found in _MARKUP.finditer(text):
        if found["sheet"]:
            css = _CDATA.sub(lambda mark: " " * len(mark[0]), found["sheet"])
            yield from in_stylesheet(css, found.start("sheet"))
        elif found["style"]:
            yield from _in_style(found["value"], found.start("value"))
        elif found["value"]:
            yield from _in_attribute(found["value"], found.start("value"))


def _in_style(css: str, shift: int) -> Iterator[Literal]:
    return _literals(css, shift, lambda: _in_rules(tinycss2.parse_blocks_contents(css)))


def _in_attribute(css: str, shift: int) -> Iterator[Literal]:
    return _literals(css, shift, lambda: _in_values(tinycss2.parse_component_value_list(css)))


def _literals(
    css: str, shift: int, colours: Callable[[], Iterator[tuple[Any, Any]]]
) -> Iterator[Literal]:
    """The ``colours`` of ``css`` at their places."""
    lines = list(accumulate((len(line) + 1 for line in re.split("[\n\f]", css)), initial=0))
    for token, colour in colours():
        start = lines[token.source_line - 1] + token.source_column - 1
        yield Literal(shift + start, shift + _end(css, start), *_meaning(colour))


def _end(css: str, start: int) -> int:
    """The end of the word or function at ``start``."""
    word = _WORD.match(css, start)
    end = word.end() if word else start + 1
    if css[end : end + 1] != "(":
        return end
    depth = 0
    for place in range(end, len(css)):
        depth += (css[place] == "(") - (css[place] == ")")
        if not depth:
            return place + 1
    return len(css)


def _in_rules(nodes: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for node in nodes:
        if node.type == "declaration":
            if not _OF_NAMES.match(node.lower_name):
                yield from _in_values(node.value)
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _in_rules(tinycss2.parse_blocks_contents(node.content))


def _in_values(tokens: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each token that is a colour, and the colour as far as it is known."""
    for token in tokens:
        if token.type == "function" and token.lower_name not in _FUNCTIONS:
            yield from _in_values(token.arguments)
        elif token.type in ("() block", "[] block", "{} block"):
            yield from _in_values(token.content)
        elif token.type in ("hash", "ident", "function"):
            colour = color4.parse_color(token)
            plain = token.type == "ident" and token.lower_value in ("transparent", "currentcolor")
            if (colour or token.type == "function") and not plain:
                yield token, colour


def _meaning(colour: Any) -> tuple[Oklab | None, float]:
    """A colour of tinycss2 in OKLab, and its opacity from 0 to 1."""
    if colour is None:
        return None, 1.0
    if colour.space in ("srgb", "hsl", "hwb"):
        red, green, blue = colour.to("srgb").coordinates
        return oklab((red, green, blue)), colour.alpha
    first, second, third = (part or 0.0 for part in colour.coordinates)
    if colour.space == "oklab":
        return (first, second, third), colour.alpha
    if colour.space == "oklch":
        angle = radians(third)
        return (first, second * cos(angle), second * sin(angle)), colour.alpha
    return None, colour.alpha
