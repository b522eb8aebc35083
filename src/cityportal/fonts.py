"""The portal's typeface for Vietnamese and English, cut to the letters these languages use.

Be Vietnam Pro (SIL Open Font License) comes from its package and is made into woff2; readers of
Korean, Japanese and Chinese have good fonts of their own, which weigh nothing. Until the typeface
is there, Arial stands in, stretched to the same measures so that nothing shifts.
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

STAND_IN = f"{FAMILY} Stand-in"
"""The name of Arial with the measures of the typeface."""
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
_LETTERS = " abcdefghiklmnoprstuvwy"
_ARIAL = {
    400: (278, 556, 556, 500, 556, 556, 278, 556, 556, 222, 500, 222, 833, 556, 556, 556, 333, 500,
          278, 556, 500, 722, 500),
    700: (278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 556, 278, 889, 611, 611, 611, 389, 556,
          333, 611, 556, 778, 556),
}  # fmt: skip
"""Widths of these letters in Arial by weight, in thousandths of its size."""
_SAMPLE = "the ships of the port come in at dawn and their goods are landed within a day"


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
    """``@font-face`` for each of ``faces``, by its file's name, and for the stand-ins."""
    rules = [
        f'@font-face{{font-family:"{FAMILY}";font-weight:{face.weight};font-display:swap;'
        f'src:url("{name}") format("woff2");unicode-range:{_range(face.letters)}}}'
        for face, name in zip(faces, names, strict=True)
    ]
    return "\n".join((*rules, *(_stand_in(weight) for weight in WEIGHTS), ""))


def _name(weight: int, part: str) -> str:
    return f"{FAMILY.lower().replace(' ', '-')}-{weight}{part}.woff2"


def _range(letters: Iterable[tuple[int, int]]) -> str:
    return ",".join(f"U+{first:X}-{last:X}" for first, last in letters)


def _stand_in(weight: int) -> str:
    """The rule for Arial with the measures of the weight."""
    font = TTFont(_file(weight))
    arial = dict(zip(_LETTERS, _ARIAL[weight], strict=True))
    size = _width(font) / sum(arial[letter] for letter in _SAMPLE)
    bold = " Bold" if weight == 700 else ""
    measures = {
        "size-adjust": size,
        "ascent-override": font["hhea"].ascent / 1000 / size,
        "descent-override": -font["hhea"].descent / 1000 / size,
        "line-gap-override": 0,
    }
    told = "".join(f";{name}:{value:.1%}" for name, value in measures.items())
    return (
        f'@font-face{{font-family:"{STAND_IN}";font-weight:{weight};'
        f'src:local("Arial{bold}"),local("Liberation Sans{bold}"){told}}}'
    )


def _width(font: TTFont) -> int:
    """The width of the sample, in the thousandths in which this font counts."""
    glyphs = font.getBestCmap()
    return sum(font["hmtx"][glyphs[ord(letter)]][0] for letter in _SAMPLE)


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
