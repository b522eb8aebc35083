"""Maps as the readers of one language are shown them; those not approved, in the preview alone."""

from __future__ import annotations

from dataclasses import dataclass

from cityportal.article import Article, Citation
from cityportal.figures.drawing import Drawing
from cityportal.locales import PartialDate, comma, write_date
from cityportal.maps.drawing import draw
from cityportal.maps.model import Approval


@dataclass(frozen=True)
class ShownPlace:
    """A place in the list under a map; ``number`` stands on the map, 0 where the name does."""

    name: str
    kind: str
    number: int
    as_of: str
    source: Citation


@dataclass(frozen=True)
class ShownMap:
    """A map on a page; ``approved`` says by which document and when, empty in a preview."""

    key: str
    title: str
    sentence: str
    drawing: Drawing
    places: list[ShownPlace]
    land: list[tuple[str, Citation]]
    approved: str


def shown_maps(article: Article) -> list[ShownMap]:
    """The maps that the front matter of a page names and that may be shown, in its order."""
    atlas, preview = article.site.registries.atlas, article.site.preview
    return [_shown(article, key) for key in article.meta.maps if preview or atlas.is_approved(key)]


def _shown(article: Article, key: str) -> ShownMap:
    atlas, locale = article.site.registries.atlas, article.locale
    one = atlas.maps[key]
    names = [atlas.names[place.name].names[locale] for place in one.places]
    drawn = draw(one, names, locale)
    return ShownMap(
        key=key,
        title=one.title[locale],
        sentence=one.sentence[locale],
        drawing=drawn.drawing,
        places=[
            ShownPlace(name, place.kind.value, number, *_stated(article, place.as_of, place.source))
            for name, place, number in zip(names, one.places, drawn.numbers, strict=True)
        ],
        land=list(
            dict.fromkeys(
                _stated(article, outline.as_of, outline.source) for outline in one.outlines
            )
        ),
        approved=_approved(one.sign_off, locale) if atlas.is_approved(key) else "",
    )


def _stated(article: Article, as_of: PartialDate, source: str) -> tuple[str, Citation]:
    cited = article.citation(article.site.registries.sources[source])
    return write_date(as_of, article.locale), cited


def _approved(approval: Approval | None, locale: str) -> str:
    if approval is None:
        return ""
    return comma(locale).join((approval.reference, write_date(approval.on, locale)))
