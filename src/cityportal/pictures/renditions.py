"""The files of a picture as pages name them: every width in every format, the best format first.

Names are known before the files are made: they follow from the original, from what is asked of it
and from the libraries that make it. So languages are built side by side, and files are made once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from urllib.parse import unquote

from cityportal.content import Page
from cityportal.faults import Fault, FaultsError
from cityportal.kept import CACHE
from cityportal.pictures.encoding import AVIF, JPEG, PNG, WEBP, Cut, encoders
from cityportal.pictures.facts import DRAWN, Facts, Unreadable
from cityportal.pictures.making import Order, make
from cityportal.pictures.record import ASSETS, PictureFile
from cityportal.pictures.xmp import packet
from cityportal.site import Site

WIDTHS = (360, 720, 1200, 1600)
"""What the layouts need, in pixels; no file is wider than its original."""

_ALONE = 1200
"""The width of the file for whoever takes only one: old browsers, feeds, social networks."""


@dataclass(frozen=True)
class Rendition:
    """One file: its name under the site, its size in pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    """The files of one format, the narrowest first; ``type`` is the media type."""

    type: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True)
class PictureSet:
    """A picture's own size and its files, the best format first; ``fallback`` is for old browsers.

    A drawing in SVG is sharp at any size: it has no sources, and is its own fallback.
    """

    width: int
    height: int
    sources: tuple[Source, ...]
    fallback: Rendition


@lru_cache(maxsize=1024)
def picture_set(site: Site, name: str) -> PictureSet:
    """The files of the picture ``name``, a path under docs/assets that has a record.

    Raises:
        FaultsError: the picture cannot be shown.
    """
    one = site.pictures[name]
    facts = _facts(name, one)
    if one.is_drawn:
        drawn = Rendition(_file(one, "", "", DRAWN), facts.width, facts.height)
        return PictureSet(facts.width, facts.height, (), drawn)
    sources = tuple(
        Source(form.type, tuple(Rendition(file, cut.width, cut.height) for file, cut in cuts))
        for form, cuts in groupby(_cuts(name, one).items(), lambda cut: cut[1].form)
    )
    return PictureSet(facts.width, facts.height, sources, raster(site, name))


def raster(site: Site, name: str) -> Rendition:
    """The picture ``name`` as one JPEG or PNG, for whoever takes only that.

    Raises:
        FaultsError: the picture cannot be shown.
    """
    cuts = _cuts(name, site.pictures[name])
    fitting = [
        Rendition(file, cut.width, cut.height)
        for file, cut in cuts.items()
        if cut.form in (JPEG, PNG) and cut.width <= _ALONE
    ]
    return fitting[-1]


def lead_raster(site: Site, page: Page) -> Rendition | None:
    """The lead picture of ``page`` as one JPEG or PNG, if it has one with a record."""
    name = page.meta.image
    return raster(site, name) if name and name in site.pictures else None


@lru_cache(maxsize=1)
def rendition_files(site: Site) -> dict[str, bytes]:
    """Name under the site and bytes of every file of the pictures that live pages show.

    Raises:
        FaultsError: pictures that cannot be shown, each by its name.
    """
    shown = _shown(site)
    make([_order(site, name, one) for name, one in shown.items()])
    made = [file for name, one in shown.items() for file in _cuts(name, one)]
    drawn = {
        picture_set(site, name).fallback.file: one.file.read_bytes()
        for name, one in shown.items()
        if one.is_drawn
    }
    return drawn | {file: (site.root / CACHE / file).read_bytes() for file in made}


def _shown(site: Site) -> dict[str, PictureFile]:
    """The pictures that live pages name, in front matter or anywhere in a text with pictures."""
    pages = [page for path in site.pages for page in site.alternates(path).values()]
    named = {name for page in pages for name in (page.meta.image, *page.meta.gallery)}
    texts = [unquote(page.body) for page in pages if "![" in page.body]
    return {
        name: one
        for name, one in site.pictures.items()
        if name in named or any(name in text for text in texts)
    }


def _order(site: Site, name: str, one: PictureFile) -> Order:
    places = {site.root / CACHE / file: cut for file, cut in _cuts(name, one).items()}
    return Order(one.file, ASSETS / name, packet(one.picture), places)


def _cuts(name: str, one: PictureFile) -> Mapping[str, Cut]:
    """What is made of a picture, by its name under the site: format by format, narrowest first."""
    facts = _facts(name, one)
    forms = (PNG,) if one.is_drawn else (AVIF, WEBP, PNG if facts.transparent else JPEG)
    widths = (_ALONE,) if one.is_drawn else sorted({min(width, facts.width) for width in WIDTHS})
    cuts = [
        Cut(form, width, max(1, round(facts.height * width / facts.width)))
        for form in forms
        for width in widths
    ]
    return {_file(one, str(cut), f"-{cut.width}", f".{cut.form.ending}"): cut for cut in cuts}


def _file(one: PictureFile, asked: str, size: str, suffix: str) -> str:
    """A name that changes with whatever changes the bytes, in letters safe in addresses."""
    made_of = (one.digest, asked, packet(one.picture).decode(), encoders())
    digest = sha256("\n".join(made_of).encode()).hexdigest()
    stem = re.sub(r"[^a-z0-9]+", "-", one.file.stem.lower()).strip("-")
    return f"pictures/{stem}{size}.{digest[:10]}{suffix}"


def _facts(name: str, one: PictureFile) -> Facts:
    if isinstance(facts := one.facts, Unreadable):
        raise FaultsError([Fault(ASSETS / name, 0, 0, "", facts.vi, facts.en)])
    return facts
