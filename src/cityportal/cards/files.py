"""The files of cards: named before they are drawn, each drawn once and kept.

The name of a card follows from all that its bytes depend on. So a page of any language names its
card without drawing it, and networks that keep a picture by its address see when it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from PIL import features

from cityportal import linebreaks
from cityportal.article import Article
from cityportal.brandbook.cards import FOLDER, HEIGHT, WIDTH, Words, coloured
from cityportal.cards.drawing import Ground, Lead, Text, drawn
from cityportal.cards.typefaces import faces, missing
from cityportal.cards.typesetting import Script, typeset
from cityportal.cards.words import words
from cityportal.content import Page
from cityportal.headlines import whole_names
from cityportal.kept import CACHE, is_kept, write_whole
from cityportal.pictures.encoding import JPEG, PNG, Form
from cityportal.pictures.renditions import lead_raster
from cityportal.pictures.xmp import packet
from cityportal.site import Site

_MIDDLE = (0.5, 0.5)
_KILO = 1000


@dataclass(frozen=True)
class SocialCard:
    """The card of a page: its name under the site, media type, size in pixels, and what it says."""

    file: str
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Undrawn:
    """A page without a card, as there is no glyph for ``letters`` of its text."""

    page: Page
    letters: str


@dataclass(frozen=True)
class _Order:
    """What is to be drawn for a page; ``picture`` is the name of its picture's file, if any."""

    layout: str
    form: Form
    picture: str
    focus: tuple[float, float]
    packet: bytes
    words: Mapping[Words, str]
    script: Script


class Deck:
    """The cards of ``site``; ``mark`` is the portal's mark as SVG.

    Raises:
        FaultsError: a table of the brand book does not fit.
    """

    def __init__(self, site: Site, mark: bytes) -> None:
        self._site = site
        self._mark = mark
        self._colours = site.brand.palette.light
        self._cards = site.brand.cards

    def card(self, page: Page) -> SocialCard | None:
        """The card of ``page``, if it has one."""
        order = self._order(page)
        if order is None or _unset(order):
            return None
        alt = f"{page.meta.title} – {order.words[Words.PORTAL]}"
        return SocialCard(self._name(page, order), order.form.type, WIDTH, HEIGHT, alt)

    def files(self, locale: str) -> dict[str, bytes]:
        """Name under the site and bytes of the cards of ``locale``, drawn where not kept."""
        pages = ((page, self._order(page)) for page in self._site.listed(locale))
        orders = {self._name(page, one): one for page, one in pages if one and not _unset(one)}
        return {name: self._kept(name, order) for name, order in orders.items()}

    def proof(self, page: Page) -> tuple[Ground, list[Text]] | None:
        """What the card of ``page`` is made of, to be looked at before it is a file."""
        order = self._order(page)
        return self._set(order) if order else None

    def undrawn(self) -> Iterator[Undrawn]:
        """The pages that would have a card if there were glyphs for all of its letters."""
        for locale in self._site.settings.locales:
            for page in self._site.listed(locale):
                if (order := self._order(page)) and (letters := _unset(order)):
                    yield Undrawn(page, letters)

    def _order(self, page: Page) -> _Order | None:
        """What is to be drawn for ``page``; None where no layout is for it."""
        lead = lead_raster(self._site, page)
        name = self._cards.fitting(page.meta.type, lead is not None)
        if name is None:
            return None
        layout, said = self._cards.layouts[name], words(self._site, page)
        shown = {one: said[one] for one in (*(row.words for row in layout.rows), Words.PORTAL)}
        script = self._script(page, "\n".join(shown.values()))
        if lead is None or layout.picture is None:
            return _Order(name, PNG, "", _MIDDLE, b"", shown, script)
        one = self._site.pictures[page.meta.image or ""]
        form = PNG if one.is_drawn else JPEG  # flat colours are sharper and lighter as PNG
        focus, xmp = one.picture.focus or _MIDDLE, packet(one.picture)
        return _Order(name, form, lead.file, focus, xmp, shown, script)

    def _script(self, page: Page, text: str) -> Script:
        plain = text.casefold()
        terms = (*whole_names(self._site, page.locale), *Article(self._site, page).countries)
        whole = tuple(term for term in terms if term.casefold() in plain)
        return Script(page.locale, self._cards.scale.get(page.locale, 1.0), whole)

    def _name(self, page: Page, order: _Order) -> str:
        """A name under the site that changes with whatever changes the bytes."""
        made_of = (repr(order), self._looks[order.layout], _program(), _versions(page.locale))
        digest = sha256("\n".join(made_of).encode()).hexdigest()
        stem = f"cards/{page.locale}/{page.path.with_suffix('')}"
        return f"{stem}.{digest[:10]}.{order.form.ending}"

    @cached_property
    def _looks(self) -> Mapping[str, str]:
        """All that is the same in every card of a layout, by the layout's name."""
        own = (sha256(self._mark).hexdigest(), str(self._cards.weight))
        return {
            name: "\n".join((
                layout.model_dump_json(),
                *(f"{key} {colour}" for key, colour in sorted(self._colours.items())),
                sha256(self._drawings[name]).hexdigest(),
                *own,
            ))
            for name, layout in self._cards.layouts.items()
        }  # fmt: skip

    @cached_property
    def _drawings(self) -> Mapping[str, bytes]:
        """The drawing of each layout in the colours of the palette, by the layout's name."""
        folder, palette = self._site.root / FOLDER, self._site.brand.palette
        return {
            name: coloured((folder / layout.drawing).read_bytes(), palette)
            if layout.drawing
            else b""
            for name, layout in self._cards.layouts.items()
        }

    def _kept(self, name: str, order: _Order) -> bytes:
        place = self._site.root / CACHE / name
        if not is_kept(place):
            write_whole(place, self._drawn(order))
        return place.read_bytes()

    def _drawn(self, order: _Order) -> bytes:
        return drawn(*self._set(order), order.form, self._cards.weight * _KILO)

    def _set(self, order: _Order) -> tuple[Ground, list[Text]]:
        """What is painted, and the lines on it."""
        layout, picture = self._cards.layouts[order.layout], self._site.root / CACHE / order.picture
        ground = Ground(
            layout,
            self._colours[layout.ground],
            tuple(sorted(set(self._colours.values()))),
            self._drawings[order.layout],
            self._mark,
            Lead(picture, order.focus, order.packet) if order.picture else None,
        )
        lines = typeset(layout, order.words, order.script)
        return ground, [
            Text(line, self._colours[line.colour], order.script.locale) for line in lines
        ]


def social_card(site: Site, page: Page, theme: Path) -> SocialCard | None:
    """The card of ``page``, if it has one; ``theme`` is the folder with the portal's mark.

    Raises:
        FaultsError: a table of the brand book does not fit.
    """
    return deck(site, theme).card(page)


def card_files(site: Site, locale: str, theme: Path) -> dict[str, bytes]:
    """Name under the site and bytes of the cards of ``locale``.

    Raises:
        FaultsError: a table of the brand book does not fit.
    """
    return deck(site, theme).files(locale)


def undrawn(site: Site) -> list[Undrawn]:
    """The pages that have no card for want of glyphs.

    Raises:
        FaultsError: a table of the brand book does not fit.
    """
    return list(Deck(site, b"").undrawn())


@lru_cache(maxsize=2)
def deck(site: Site, theme: Path) -> Deck:
    """The cards of ``site`` with the mark of the folder ``theme``.

    Raises:
        FaultsError: a table of the brand book does not fit.
    """
    return Deck(site, (theme / "assets" / "mark.svg").read_bytes())


def _unset(order: _Order) -> str:
    """The letters of a card that no typeface has."""
    texts = "".join(order.words.values())
    return missing(texts, order.script.locale)


@cache
def _program() -> str:
    """The sum of the program that draws."""
    sources = (*sorted(Path(__file__).parent.glob("*.py")), Path(linebreaks.__file__))
    return sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()


@cache
def _versions(locale: str) -> str:
    """The libraries and typefaces that decide on the bytes."""
    parts = ("pil", "freetype2", "raqm", "harfbuzz", "jpg", "libjpeg_turbo", "zlib")
    libraries = [f"{part} {features.version(part)}" for part in parts]
    packages = [f"{name} {version(name)}" for name in ("resvg-py", "budoux")]
    letters = [face.version for bold in (False, True) for face in faces(locale, bold)]
    return "\n".join((*libraries, *packages, *letters))
