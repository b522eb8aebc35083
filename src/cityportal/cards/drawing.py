"""Drawing a card: ground, picture, drawing, mark and lines, as a PNG or JPEG of limited weight."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import dist
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont

from cityportal.brandbook.cards import HEIGHT, WIDTH, Box, Layout
from cityportal.cards.typefaces import runs
from cityportal.cards.typesetting import Line
from cityportal.pictures.drawing import rasterised
from cityportal.pictures.encoding import PNG, Form, signed
from cityportal.pictures.facts import Unreadable

_QUALITIES = (86, 80, 72, 62, 52, 42, 32, 22, 12)
"""Of JPEG, one after the other until a card is light enough."""
_COLOURS = (256, 128, 64, 32)
"""How many a PNG has, likewise."""
_ALIKE = 6
"""Colours nearer to each other than this, in steps of their channels, look the same."""


@dataclass(frozen=True)
class Lead:
    """The lead picture of a page as a JPEG or PNG.

    ``focus`` is what a crop keeps in view; ``packet`` is XMP: whose it is, whether AI made it.
    """

    file: Path
    focus: tuple[float, float]
    packet: bytes


@dataclass(frozen=True)
class Ground:
    """What stands behind the text.

    ``palette`` holds the colours of the brand, one of them ``colour``, as ``#rrggbb``;
    ``drawing``, if any, and ``mark`` are SVG.
    """

    layout: Layout
    colour: str
    palette: tuple[str, ...]
    drawing: bytes
    mark: bytes
    lead: Lead | None


@dataclass(frozen=True)
class Text:
    """A line with its colour, ``#rrggbb``, and its language."""

    line: Line
    colour: str
    locale: str


def drawn(ground: Ground, texts: Iterable[Text], form: Form, weight: int) -> bytes:
    """The card as a PNG or JPEG of at most ``weight`` bytes."""
    card = written(ground, texts)
    own = signed(form, ground.lead.packet) if ground.lead else {}
    if form == PNG:
        few = (_in_colours(card, count, ground.palette) for count in _COLOURS)
        return _light(weight, (_file(one, form, own | {"compress_level": 7}) for one in few))
    fine = {"subsampling": "4:4:4", "optimize": True, "progressive": True, **own}
    return _light(weight, (_file(card, form, fine | {"quality": one}) for one in _QUALITIES))


def _light(weight: int, files: Iterable[bytes]) -> bytes:
    """The first of ``files`` that weighs no more than ``weight``, else the last of them."""
    data = b""
    for data in files:
        if len(data) <= weight:
            break
    return data


def written(ground: Ground, texts: Iterable[Text]) -> Image.Image:
    """The card as it is before it becomes a file."""
    card = painted(ground).copy()
    pen = ImageDraw.Draw(card)
    for text in texts:
        _write(pen, text)
    return card


@lru_cache(maxsize=8)
def painted(ground: Ground) -> Image.Image:
    """The card without its texts."""
    layout = ground.layout
    card = Image.new("RGB", (WIDTH, HEIGHT), ground.colour)
    if layout.picture and ground.lead:
        card.paste(_cropped(ground.lead, layout.picture), (layout.picture.left, layout.picture.top))
    if ground.drawing:
        over = _raster(ground.drawing, WIDTH)
        card.paste(over, (0, 0), over)
    mark = _raster(ground.mark, layout.sign.height)
    card.paste(mark, (layout.sign.left, layout.sign.top), mark)
    return card


def _write(pen: ImageDraw.ImageDraw, text: Text) -> None:
    line = text.line
    parts = runs(line.text, text.locale, line.bold)
    left = line.left - _bearing(parts[0].face.font(line.size), line.text[0])
    for run in parts:
        font = run.face.font(line.size)
        pen.text((left, line.foot), run.text, text.colour, font, anchor="ls")
        left += font.getlength(run.text)


@lru_cache(maxsize=512)
def _bearing(font: ImageFont.FreeTypeFont, letter: str) -> float:
    """The letter's own margin to its left, in pixels."""
    spare = font.size
    glyph = Image.new("L", (round(3 * spare), round(3 * spare)))
    ImageDraw.Draw(glyph).text((spare, 2 * spare), letter, 255, font, anchor="ls")
    box = glyph.getbbox()
    return box[0] - spare if box else 0.0


def _cropped(lead: Lead, box: Box) -> Image.Image:
    """The picture in the shape of ``box``, its focus as near to the middle as it allows."""
    with Image.open(lead.file) as opened:
        picture = opened.convert("RGB")
    scale = min(picture.width / box.width, picture.height / box.height)
    width, height = box.width * scale, box.height * scale
    left = min(max(0.0, lead.focus[0] * picture.width - width / 2), picture.width - width)
    top = min(max(0.0, lead.focus[1] * picture.height - height / 2), picture.height - height)
    return picture.resize(
        (box.width, box.height), Image.Resampling.LANCZOS, (left, top, left + width, top + height)
    )


@lru_cache(maxsize=32)
def _raster(drawing: bytes, width: int) -> Image.Image:
    data = rasterised(drawing, width)
    assert not isinstance(data, Unreadable), data.en
    return Image.open(io.BytesIO(data)).convert("RGBA")


def _in_colours(card: Image.Image, count: int, palette: Collection[str]) -> Image.Image:
    """The card in ``count`` colours, of which those of the brand are exact."""
    few = card.quantize(count, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    channels = few.getpalette() or []
    colours = [tuple(channels[at : at + 3]) for at in range(0, len(channels), 3)]
    for own in map(ImageColor.getrgb, palette):
        near = min(range(len(colours)), key=lambda index: dist(colours[index], own))
        if dist(colours[near], own) < _ALIKE:
            colours[near] = own[:3]
    few.putpalette(bytes(channel for colour in colours for channel in colour))
    return few


def _file(card: Image.Image, form: Form, options: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    card.save(buffer, form.encoder, **options)
    return buffer.getvalue()
