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
_FULL, _OTHER = 1.0, 0.53
"""Widths of letters in em: of full-width ones, and of the rest on average, with spaces."""
_RAGGED = 1.8
"""What stays empty at the end of a line, on average, in em; half as much without spaces."""
_PADDING = 20
_SIDE_BY_SIDE = 640
_PICTURE, _BESIDE = 9 / 16, 0.42
_LEAST, _STEP = 220, 10


def height(embed: Embed, form: Form, width: int) -> int:
    """CSS pixels for ``form`` in a frame of ``width``, in steps of ten."""
    if form is Form.ARTICLE:
        return _ARTICLE
    beside = width >= _SIDE_BY_SIDE and bool(embed.pictures) and form is Form.CARD
    inner = (width * (1 - _BESIDE) if beside else width) - 2 * _PADDING
    text = sum(_blocks(embed, form, inner)) + 2 * _PADDING
    picture = 0.0 if beside or not embed.pictures else width * _PICTURE
    return max(_LEAST, ceil((text + picture) / _STEP) * _STEP)


def _blocks(embed: Embed, form: Form, inner: float) -> Iterator[float]:
    """The heights of what stands under one another, with the space below each."""
    yield _lines(embed.title, 22, inner) * 29 + 8
    yield _lines(embed.summary, 16, inner) * 25 + 8
    for fact in embed.facts[:CARD_FACTS] if form is Form.CARD else ():
        yield _lines(fact.label, 13, inner) * 19 + _lines(fact.value, 16, inner) * 24
        yield _lines(f"{fact.source.publisher or fact.source.title} {fact.as_of}", 12.5, inner) * 18
        yield _lines(fact.note, 12.5, inner) * 18 + 10
    yield _lines(embed.publisher + embed.word("embed_back"), 14, inner - 40) * 22 + 34
    for picture in embed.pictures[:1]:
        yield _lines(picture.signed, 12, inner) * 18


def _lines(text: str, size: float, inner: float) -> int:
    """How many lines ``text`` takes in letters of ``size`` pixels."""
    ems = sum(_FULL if east_asian_width(letter) in "WF" else _OTHER for letter in text)
    ragged = _RAGGED if " " in text else _RAGGED / 2
    return ceil(ems * size / (inner - ragged * size))
