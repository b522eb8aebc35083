"""The typefaces of cards, and which of them draws which letter.

Latin letters and digits are Be Vietnam Pro in every language; Hangul, kana and Han are Noto Sans
CJK in the forms of the language, from Debian's package ``fonts-noto-cjk``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from fontpkg_be_vietnam_pro import ROOT
from fontTools.ttLib import TTFont
from PIL import ImageFont

PACKAGE = "fonts-noto-cjk"
"""Debian's package with Noto Sans CJK."""
FORMS = {"ko": "KR", "ja": "JP", "zh": "SC"}
"""The languages that need it, and its name for the forms of each."""

_LATIN = {False: "BeVietnamPro-Regular.ttf", True: "BeVietnamPro-Bold.ttf"}
_HAN = {False: "NotoSansCJK-Regular.ttc", True: "NotoSansCJK-Bold.ttc"}
_HAN_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_IN_COLLECTION = 10
"""More faces than a collection of Noto Sans CJK has."""


@dataclass(frozen=True)
class Typeface:
    """One face: its file, and its place in a file of several."""

    file: Path
    index: int = 0

    @property
    def version(self) -> str:
        """What the face says of itself, for its bytes."""
        return _version(self)

    def has(self, letter: str) -> bool:
        """Whether there is a glyph for ``letter``."""
        return ord(letter) in _letters(self)

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The face at ``size`` pixels."""
        return _font(self, size)


@dataclass(frozen=True)
class Run:
    """Letters of one text that one face draws."""

    text: str
    face: Typeface


@cache
def faces(locale: str, bold: bool) -> tuple[Typeface, ...]:
    """The faces for ``locale``, the preferred one first; Noto Sans CJK only if it is there."""
    han = _han(FORMS.get(locale, "JP"), bold)
    return (Typeface(ROOT / "files" / _LATIN[bold]), *((han,) if han else ()))


def read_typefaces(locales: Iterable[str]) -> None:
    """Read which letters the faces of ``locales`` have, for the processes of all languages."""
    for face in {
        one for locale in locales for bold in (False, True) for one in faces(locale, bold)
    }:
        _letters(face)


def lacks_typeface(locale: str) -> bool:
    """Whether the typeface of ``locale`` is not on this machine."""
    return locale in FORMS and len(faces(locale, bold=True)) == 1


def missing(text: str, locale: str) -> str:
    """The letters of ``text`` that no face has, each once, in their order."""
    known = [one for bold in (False, True) for one in faces(locale, bold)]
    return "".join(
        letter
        for letter in dict.fromkeys(text)
        if not letter.isspace() and not any(face.has(letter) for face in known)
    )


def runs(text: str, locale: str, bold: bool) -> tuple[Run, ...]:
    """``text`` divided by the face that draws each part."""
    return _runs(text, faces(locale, bold), locale in FORMS)


@lru_cache(maxsize=4096)
def _runs(text: str, known: tuple[Typeface, ...], east: bool) -> tuple[Run, ...]:
    drawn = _drawn_by(text, known, east)
    return tuple(
        Run("".join(letter for letter, _ in group), face)
        for face, group in groupby(drawn, lambda one: one[1])
    )


def _drawn_by(text: str, known: tuple[Typeface, ...], east: bool) -> Iterator[tuple[str, Typeface]]:
    face = known[0]
    for letter in text:
        if not unicodedata.combining(letter):  # a mark stays with its letter
            face = _face(letter, known, east)
        yield letter, face


def _face(letter: str, known: Collection[Typeface], east: bool) -> Typeface:
    """Signs such as quotation marks have the width of the language's own script."""
    latin, *han = known
    signs = east and not letter.isascii() and not letter.isalnum()
    ordered = (*han, latin) if signs else (latin, *han)
    return next((face for face in ordered if face.has(letter)), latin)


@cache
def _han(forms: str, bold: bool) -> Typeface | None:
    found = (file for folder in _HAN_FOLDERS for file in sorted(folder.rglob(_HAN[bold])))
    if (file := next(found, None)) is None:
        return None
    name = f"Noto Sans CJK {forms}"
    for index in range(_IN_COLLECTION):
        if ImageFont.truetype(file, 20, index).getname()[0] == name:
            return Typeface(file, index)
    return None


@cache
def _version(face: Typeface) -> str:
    with TTFont(face.file, fontNumber=face.index, lazy=True) as opened:
        name, version = (opened["name"].getDebugName(number) for number in (4, 5))
        return f"{name} {version} {opened['head'].checkSumAdjustment}"


@cache
def _letters(face: Typeface) -> frozenset[int]:
    with TTFont(face.file, fontNumber=face.index, lazy=True) as opened:
        # Names of glyphs are not needed, and reading them takes longer than all the rest.
        opened.setGlyphOrder([str(number) for number in range(opened["maxp"].numGlyphs)])
        return frozenset(opened.getBestCmap())


@lru_cache(maxsize=128)
def _font(face: Typeface, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.file, size, face.index, layout_engine=ImageFont.Layout.RAQM)
