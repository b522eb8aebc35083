"""How high a frame must be for what it shows: known before any browser has laid it out.

Letters are counted by their width, and the measures are those of ``theme/embeds/embed.css``; a test
holds both against a real browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from cityportal.embeds.addresses import Form
from cityportal.embeds.embed import Embed

CARD_FACTS = 3
"""How many facts a card shows."""
_ARTICLE = 720
"""An article is scrolled."""
_FULL, _HANGUL, _OTHER = 1.0, 0.87, 0.53
"""Widths of letters in em: of full-width ones, and of the rest on average, with spaces."""
_RAGGED = 1.8
"""What stays empty at the end of a line, on average, in em; half as much without spaces."""
_PADDING = 20
_SIDE_BY_SIDE = 640
_PICTURE, _BESIDE, _LEAST_BESIDE = 9 / 16, 0.42, 200
_LEAST, _STEP = 220, 10


def height(embed: Embed, form: Form, width: int) -> int:
    """CSS pixels for ``form`` in a frame of ``width``, in steps of ten."""
    if form is Form.ARTICLE:
        return _ARTICLE
    card = form is Form.CARD
    if card and embed.pictures and width >= _SIDE_BY_SIDE:
        beside = width * _BESIDE
        high = max(_text(embed, card, width - beside), _LEAST_BESIDE + _credit(embed, beside))
    else:
        high = _text(embed, card, width) + _above(embed, card, width)
    return max(_LEAST, ceil(high / _STEP) * _STEP)


def _above(embed: Embed, card: bool, width: float) -> float:
    """The height of the picture above the text; a card gives it and its credit one share."""
    if not embed.pictures:
        return 0.0
    if card:
        return width * _PICTURE
    caption = _lines(embed.pictures[0].caption, 12, width - 2 * _PADDING) * 18
    return width * _PICTURE + caption + _credit(embed, width)


def _credit(embed: Embed, width: float) -> float:
    """The height of the credit under the first picture."""
    return _lines(embed.pictures[0].signed, 12, width - 2 * _PADDING) * 18 + 4


def _text(embed: Embed, card: bool, width: float) -> float:
    """The height of the text in a column of ``width``."""
    return sum(_blocks(embed, card, width - 2 * _PADDING)) + 2 * _PADDING


def _blocks(embed: Embed, card: bool, inner: float) -> Iterator[float]:
    """The heights of what stands under one another, with the space below each."""
    yield _lines(embed.title, 22, inner) * 29 + 8
    yield _lines(embed.summary, 16, inner) * 25 + 8
    for fact in embed.facts[:CARD_FACTS] if card else ():
        yield _lines(fact.label, 13, inner) * 19 + _lines(fact.value, 16, inner) * 24
        yield _lines(f"{fact.source.publisher or fact.source.title} {fact.as_of}", 12.5, inner) * 18
        yield _lines(fact.note, 12.5, inner) * 18 + 10
    yield _lines(embed.publisher + embed.word("embed_back"), 14, inner - 40) * 22 + 34


def _lines(text: str, size: float, inner: float) -> int:
    """How many lines ``text`` takes in letters of ``size`` pixels."""
    ems = sum(map(_width, text))
    ragged = _RAGGED if " " in text else _RAGGED / 2
    return ceil(ems * size / (inner - ragged * size))


def _width(letter: str) -> float:
    if "가" <= letter <= "힣":
        return _HANGUL
    return _FULL if east_asian_width(letter) in "WF" else _OTHER
