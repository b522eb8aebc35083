"""A picture as the readers of one language are shown it: its files, its words, what to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cityportal.pictures.ground import ground
from cityportal.pictures.record import Picture
from cityportal.pictures.renditions import PictureSet, picture_set
from cityportal.site import Site


@dataclass(frozen=True)
class ShownPicture:
    """``made_by_ai`` is empty where that is not so.

    ``classes`` tell the stylesheet where to crop and what colour keeps the picture's place.
    """

    files: PictureSet
    alt: str
    caption: str
    credit: str
    licence: str
    made_by_ai: str
    classes: str

    @property
    def signed(self) -> str:
        """Whose it is, on which terms, and whether AI made it."""
        return " · ".join(filter(None, (self.credit, self.licence, self.made_by_ai)))


def shown_picture(site: Site, name: str, locale: str) -> ShownPicture | None:
    """The picture ``name`` in the words of ``locale``, if it has a record."""
    if (one := site.pictures.get(name)) is None:
        return None
    picture, names = one.picture, site.settings.site_names
    return ShownPicture(
        files=picture_set(site, name),
        alt=picture.alt[locale],
        caption=picture.caption[locale],
        credit=names[locale] if picture.credit in names.values() else picture.credit,
        licence=picture.licence,
        made_by_ai=site.registries.words["made_by_ai"][locale] if picture.ai_made else "",
        classes=" ".join((*_focus(picture), *ground(site, name))),
    )


def shown_pictures(site: Site, names: Iterable[str], locale: str) -> Iterator[ShownPicture]:
    """Those of the pictures ``names`` that have a record, in the words of ``locale``."""
    for name in names:
        if picture := shown_picture(site, name, locale):
            yield picture


def _focus(picture: Picture) -> list[str]:
    """Pages have no inline style: of a point, they know whether it is in an outer third."""
    across, down = picture.focus or (0.5, 0.5)
    thirds = (
        ("focus-left", across < 1 / 3),
        ("focus-right", across > 2 / 3),
        ("focus-top", down < 1 / 3),
        ("focus-bottom", down > 2 / 3),
    )
    return [name for name, holds in thirds if holds]
