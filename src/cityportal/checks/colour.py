"""Arithmetic of colours: contrast by WCAG 2.2, likeness to the eye by OKLab."""

from __future__ import annotations

from itertools import product
from math import cbrt

Rgb = tuple[float, float, float]
"""Red, green and blue of sRGB, each from 0 to 1."""
Oklab = tuple[float, float, float]
"""Lightness from 0 to 1, green to red, blue to yellow: https://bottosson.github.io/posts/oklab/."""


def rgb(colour: str) -> Rgb:
    """The channels of a colour ``#rrggbb``."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Rgb, ground: Rgb, least: float) -> str:
    """``colour`` with as much black or white as gives the ``least`` contrast, as ``#rrggbb``.

    Black or white itself where no mixture gives it.
    """
    for percent, end in product(range(1, 101), (0.0, 1.0)):
        red, green, blue = (round(255 * (c + (end - c) * percent / 100)) for c in colour)
        mixed = f"#{red:02x}{green:02x}{blue:02x}"
        if contrast(rgb(mixed), ground) >= least:
            return mixed
    return max(("#000000", "#ffffff"), key=lambda end: contrast(rgb(end), ground))


def oklab(colour: Rgb) -> Oklab:
    """``colour`` in OKLab, where distance is difference to the eye."""
    r, g, b = map(_linear, colour)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _luminance(colour: Rgb) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
