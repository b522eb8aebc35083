"""The portal's typeface for Vietnamese and English, cut to the letters these languages use.

Be Vietnam Pro (SIL Open Font License) comes from its package and is made into woff2; readers of
Korean, Japanese and Chinese have good fonts of their own, which weigh nothing. Until the typeface
is there, the device's own font stands in, stretched to the same measures so that texts keep
their place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from fontpkg_be_vietnam_pro import FAMILY, ROOT
from fontTools import subset
from fontTools.ttLib import TTFont

from cityportal.kept import CACHE, kept

LANGUAGES = ("vi", "en")
"""The locales whose texts are set in it."""
_FILES = {400: "BeVietnamPro-Regular.ttf", 700: "BeVietnamPro-Bold.ttf"}
WEIGHTS = tuple(_FILES)
_VIETNAMESE = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169),
    (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1EA0, 0x1EF9), (0x2010, 0x2027), (0x2030, 0x203A),
    (0x20AB, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
)  # fmt: skip
"""Latin with the letters of Vietnamese, punctuation, đồng and euro, arrows and minus."""
_OTHERS = (
    (0x100, 0x101), (0x104, 0x10F), (0x112, 0x127), (0x12A, 0x167), (0x16A, 0x17F),
)  # fmt: skip
"""The letters of other Latin alphabets, as in the names of partners; loaded where one stands."""
_PARTS = {"": _VIETNAMESE, "-others": _OTHERS}
_OPTIONS = {
    "layout_features": ["kern", "liga", "locl", "tnum"],
    "hinting": False,
    "name_IDs": [1, 2],
}
_STAND_INS = {
    ("Arial", "Liberation Sans"): {400: 1.095, 700: 1.063},
    ("Roboto",): {400: 1.098, 700: 1.119},
    ("DejaVu Sans",): {400: 0.963, 700: 0.887},
}
"""Fonts of computers, of Android and of Linux, and how much larger they must be, by weight, for
texts in Vietnamese and English to be as wide as in the typeface."""


@dataclass(frozen=True)
class Face:
    """A weight for some of the letters, as woff2; ``name`` is the plain name of its file."""

    name: str
    weight: int
    letters: Sequence[tuple[int, int]]
    data: bytes


@cache
def faces(root: Path) -> tuple[Face, ...]:
    """The faces that pages use, cut once for the portal in ``root``; always the same bytes."""
    asked = (version("fonttools"), version("brotli"), version("fontpkg-be-vietnam-pro"))
    wanted = {
        _name(weight, part): (weight, letters)
        for weight in WEIGHTS
        for part, letters in _PARTS.items()
    }
    files = kept(
        root / CACHE / "fonts.zip",
        (*asked, _FILES, wanted, _OPTIONS),
        lambda: {name: _cut(*one) for name, one in wanted.items()},
    )
    return tuple(Face(name, *one, files[name]) for name, one in wanted.items())


def first_faces() -> list[str]:
    """The names of the faces that every page in these languages needs."""
    return [_name(weight, "") for weight in WEIGHTS]


def font_rules(faces: Sequence[Face], names: Iterable[str]) -> str:
    """``@font-face`` for each of ``faces``, by its file's name, and for what stands in for them."""
    rules = [
        f'@font-face{{font-family:"{FAMILY}";font-weight:{face.weight};font-display:swap;'
        f'src:url("{name}") format("woff2");unicode-range:{_range(face.letters)}}}'
        for face, name in zip(faces, names, strict=True)
    ]
    rules += [
        _stand_in(fonts, weight, size)
        for fonts, sizes in _STAND_INS.items()
        for weight, size in sizes.items()
    ]
    families = ",".join(f'"{name}"' for name in (FAMILY, *map(_like, _STAND_INS)))
    return "\n".join((*rules, f":root{{--typeface:{families},sans-serif}}", ""))


def _name(weight: int, part: str) -> str:
    return f"{FAMILY.lower().replace(' ', '-')}-{weight}{part}.woff2"


def _range(letters: Iterable[tuple[int, int]]) -> str:
    return ",".join(f"U+{first:X}-{last:X}" for first, last in letters)


def _like(fonts: Sequence[str]) -> str:
    return f"{FAMILY} {fonts[0]}"


def _stand_in(fonts: Sequence[str], weight: int, size: float) -> str:
    """The rule for the first of ``fonts`` that is there, with the measures of the typeface."""
    heights = TTFont(_file(weight))["hhea"]
    bold = [f"{font} Bold" for font in fonts] if weight == 700 else []
    sources = ",".join(f'local("{font}")' for font in (*bold, *fonts))
    measures = {
        "size-adjust": size,
        "ascent-override": heights.ascent / 1000 / size,
        "descent-override": -heights.descent / 1000 / size,
        "line-gap-override": 0,
    }
    told = "".join(f";{key}:{value:.1%}" for key, value in measures.items())
    return f'@font-face{{font-family:"{_like(fonts)}";font-weight:{weight};src:{sources}{told}}}'


def _file(weight: int) -> Path:
    return Path(ROOT, "files", _FILES[weight])


def _cut(weight: int, letters: Iterable[tuple[int, int]]) -> bytes:
    font = TTFont(_file(weight), recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(**_OPTIONS))
    cutter.populate(unicodes=[n for first, last in letters for n in range(first, last + 1)])
    cutter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
