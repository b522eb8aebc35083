"""BR010: marks are the registered files, colours those of the palette, and told apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from math import dist, floor
from pathlib import Path

from cityportal.brandbook import logo, palette
from cityportal.brandbook.logo import Logo, Mark, Standing
from cityportal.brandbook.palette import Pair, Palette
from cityportal.checks.colour import Oklab, contrast, oklab, readable, rgb
from cityportal.checks.finding import Found
from cityportal.checks.literals import Literal, in_markup, in_stylesheet
from cityportal.checks.rule import City, CityFamily, Rule, Sheet
from cityportal.textfile import read_text
from cityportal.yamlfile import KeyPath, parse_yaml

_FOLDERS = ("theme", "docs/assets", "brand")
_DRAWN = {".css", ".html", ".svg"}
_PICTURES = {".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_SAME = 0.0001
"""Colours nearer to each other than this in OKLab are one: no two of #rrggbb are."""
_SCHEMES = {
    "light": ("giao diện sáng", "the light scheme"),
    "dark": ("giao diện tối", "the dark scheme"),
    "print": ("bản in", "print"),
}

_Known = tuple[str, str, Oklab]
"""A colour of the palette: name, ``#rrggbb``, place in OKLab."""
_Reports = Iterator[tuple[Sheet, Found | None]]


def _check(city: City) -> _Reports:
    root = city.site.root
    if (root / logo.FILE).exists():
        yield from _Marks(root, city.brand.logo).check()
    if city.brand.palette.light:
        yield from _contrasts(root, city.brand.palette)
        yield from _colours(root, city.brand.palette, city.brand.logo)


class _Table:
    """A table of the brand book, in whose own text findings are placed."""

    def __init__(self, root: Path, file: Path) -> None:
        self.sheet = Sheet(file, read_text(root / file, root))
        self._spans = parse_yaml(self.sheet.text, file).spans

    def __contains__(self, key: KeyPath) -> bool:
        return key in self._spans

    def at(self, key: KeyPath, vi: str, en: str, suggestion: str) -> tuple[Sheet, Found]:
        """A finding at the value of ``key``."""
        return self.sheet, Found("BR010", *self._spans[key], vi, en, suggestion)


class _Marks:
    """The registered marks of a city against its files."""

    def __init__(self, root: Path, book: Logo) -> None:
        self._root = root
        self._book = book
        self._table = _Table(root, logo.FILE)

    def check(self) -> _Reports:
        yield self._table.sheet, None
        for key, mark in self._book.marks.items():
            yield from self._registered(key, mark)
        yield from self._unregistered()

    def _registered(self, key: str, mark: Mark) -> _Reports:
        """Findings about one mark whose file is gone or another."""
        file = self._root / mark.file
        if not file.is_file():
            yield self._table.at(
                ("marks", key, "file"),
                f"Không có tệp {mark.file}; hãy đặt tệp chính thức vào đó hoặc sửa lại đường dẫn.",
                f"There is no file {mark.file}; put the official file there or correct the path.",
                mark.file,
            )
        elif (digest := _digest(file)) != mark.sha256:
            yield self._table.at(
                ("marks", key, "sha256"),
                f"Nội dung {mark.file} không khớp biểu trưng đã đăng ký; hãy đặt lại tệp chính "
                "thức, hoặc đăng ký tệp mới bằng mã SHA-256 được gợi ý.",
                f"The content of {mark.file} is not that of the registered logo; restore the "
                "official file, or register the new one with the SHA-256 suggested.",
                digest,
            )

    def _unregistered(self) -> _Reports:
        """Findings about pictures that are called marks and are none that is registered."""
        registered = {mark.file for mark in self._book.marks.values()}
        digests = {mark.sha256 for mark in self._book.marks.values()}
        for path in _files(self._root, _PICTURES):
            name = path.as_posix()
            index = self._says_mark(path.stem)
            if index is None or name in registered:
                continue
            if (digest := _digest(self._root / path)) not in digests:
                yield self._table.at(
                    ("names_of_marks", index),
                    f"{name} mang tên biểu trưng nhưng chưa được đăng ký; hãy dùng biểu trưng đã "
                    "đăng ký, hoặc đăng ký tệp này, hoặc đổi tên tệp.",
                    f"{name} is named like a logo but is not registered; use a registered logo, "
                    "register this file, or rename it.",
                    f"{{file: {name}, sha256: {digest}, …}}",
                )

    def _says_mark(self, stem: str) -> int | None:
        """The place in the list of the first word by which a file is called a mark."""
        return next((i for i, word in enumerate(self._words) if word.search(_plain(stem))), None)

    @cached_property
    def _words(self) -> list[re.Pattern[str]]:
        return [
            re.compile(rf"(?<![a-z]){re.escape(_plain(word))}(?![a-z])")
            for word in self._book.names_of_marks
        ]


def _plain(name: str) -> str:
    """``name`` in small letters without diacritics, its words joined by hyphens."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters))


def _contrasts(root: Path, book: Palette) -> _Reports:
    """Findings about pairs of colours that are not told apart."""
    table = _Table(root, palette.FILE)
    yield table.sheet, None
    for scheme, colours in book.schemes.items():
        for pair in book.pairs:
            own = [name for name in (pair.text, pair.ground) if (scheme, name) in table]
            ratio = contrast(rgb(colours[pair.text]), rgb(colours[pair.ground]))
            if own and ratio < pair.least:
                other = pair.ground if own[0] == pair.text else pair.text
                better = readable(rgb(colours[own[0]]), rgb(colours[other]), pair.least)
                yield table.at((scheme, own[0]), *_too_low(scheme, pair, ratio), better)


def _too_low(scheme: str, pair: Pair, ratio: float) -> tuple[str, str]:
    vi, en = _SCHEMES[scheme]
    measured, least = f"{floor(ratio * 100) / 100:g}", f"{pair.least:g}"
    return (
        f"Độ tương phản của “{pair.text}” trên “{pair.ground}” ({vi}) là "
        f"{measured.replace('.', ',')}:1; cần ít nhất {least.replace('.', ',')}:1.",
        f"The contrast of “{pair.text}” on “{pair.ground}” in {en} is {measured}:1; at least "
        f"{least}:1 is needed.",
    )


def _colours(root: Path, book: Palette, marks: Logo) -> _Reports:
    """Findings about colours that the palette does not hold, but in the official marks."""
    known: list[_Known] = [
        (name, colour, oklab(rgb(colour)))
        for colours in book.schemes.values()
        for name, colour in colours.items()
    ]
    official = {one.sha256 for one in marks.marks.values() if one.status is Standing.OFFICIAL}
    for path in _files(root, _DRAWN):
        if _digest(root / path) not in official:
            sheet = Sheet(path, read_text(root / path, root))
            yield sheet, None
            look = in_stylesheet if path.suffix.lower() == ".css" else in_markup
            for one in look(sheet.text):
                if found := _foreign(one, sheet, known):
                    yield sheet, found


def _foreign(one: Literal, sheet: Sheet, known: list[_Known]) -> Found | None:
    """The finding about a colour, if it is none of the ``known``."""
    written = sheet.text[one.start : one.end]
    vi = f"Màu “{written}” không có trong brand/palette.yml."
    en = f"The colour “{written}” is not in brand/palette.yml."
    if one.oklab is None:
        return Found("BR010", one.start, one.end, vi, en, "var(--…)")
    name, colour, place = _nearest(one.oklab, known)
    if one.alpha == 1 and dist(place, one.oklab) < _SAME:
        return None
    return Found(
        "BR010", one.start, one.end,
        f"{vi} Gần nhất: “{name}” ({colour}).", f"{en} Nearest: “{name}” ({colour}).",
        colour if sheet.path.suffix.lower() == ".svg" else _as_css(name, one.alpha),
    )  # fmt: skip


def _nearest(colour: Oklab, known: list[_Known]) -> _Known:
    return min(known, key=lambda one: dist(one[2], colour))


def _as_css(name: str, alpha: float) -> str:
    if alpha == 1:
        return f"var(--{name})"
    return f"color-mix(in srgb, var(--{name}) {alpha:.0%}, transparent)"


def _files(root: Path, suffixes: set[str]) -> list[Path]:
    """The files of these kinds under the folders looked into, relative to ``root``, in order."""
    found = (path for folder in _FOLDERS for path in (root / folder).rglob("*"))
    return sorted(
        path.relative_to(root)
        for path in found
        if path.suffix.lower() in suffixes and path.is_file()
    )


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


FAMILY = CityFamily((Rule("BR010", "logo-and-palette", ()),), _check)
