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
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x303), (0x309, 0x309),
    (0x323, 0x323), (0x1EA0, 0x1EF9), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AB, 0x20AC),
    (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
)  # fmt: skip
"""Latin with the marks of Vietnamese, punctuation, đồng and euro, arrows and minus."""
_OPTIONS = {
    "layout_features": ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"],
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
    """One weight as woff2; ``stand_in`` is the rule for Arial with the same measures."""

    weight: int
    data: bytes
    stand_in: str


@cache
def faces(root: Path) -> tuple[Face, ...]:
    """The weights that pages use, cut once for the portal in ``root``; always the same bytes."""
    fonts = {weight: ROOT / "files" / file for weight, file in _FILES.items()}
    asked = (version("fonttools"), version("brotli"), version("fontpkg-be-vietnam-pro"))
    files = kept(
        root / CACHE / "fonts.zip",
        (*asked, _FILES, _RANGES, _OPTIONS),
        lambda: {face_name(weight): _cut(file) for weight, file in fonts.items()},
    )
    return tuple(
        Face(weight, files[face_name(weight)], _stand_in(file, weight))
        for weight, file in fonts.items()
    )


def face_name(weight: int) -> str:
    """The plain name of a weight's file: ``be-vietnam-pro-400.woff2``."""
    return f"{FAMILY.lower().replace(' ', '-')}-{weight}.woff2"


def font_rules(faces: Sequence[Face], names: Iterable[str]) -> str:
    """``@font-face`` for each of ``faces``, by its file's name, and for the stand-in."""
    rules = [
        f'@font-face{{font-family:"{FAMILY}";font-weight:{face.weight};font-display:swap;'
        f'src:url("{name}") format("woff2")}}'
        for face, name in zip(faces, names, strict=True)
    ]
    return "\n".join((*rules, *(face.stand_in for face in faces), ""))


def _stand_in(file: Path, weight: int) -> str:
    font = TTFont(file)
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


def _cut(file: Path) -> bytes:
    font = TTFont(file, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(**_OPTIONS))
    cutter.populate(unicodes=[n for first, last in _RANGES for n in range(first, last + 1)])
    cutter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
