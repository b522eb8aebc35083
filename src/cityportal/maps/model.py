"""Maps as officers state them in ``data/maps.yml``, and whether each is approved as it stands.

The approval bears the seal of what was approved: bounds, outlines, places, and the names of the
places in every language. Whatever of these is changed later must be approved again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from cityportal.brandbook.names import Name
from cityportal.faults import Fault
from cityportal.locales import PartialDate
from cityportal.pictures.record import SignOff
from cityportal.validation import Labels, Record, described, unknown
from cityportal.yamlfile import KeyPath, YamlDocument

_Longitude = Annotated[float, Field(ge=-180, le=180)]
_Latitude = Annotated[float, Field(ge=-85, le=85)]

Point = tuple[_Longitude, _Latitude]
"""Degrees east and north, WGS 84."""


class PlaceKind(StrEnum):
    """What a place on a map is."""

    HERITAGE = "heritage"
    PORT = "port"


class Bounds(Record):
    """The edges of a map, in degrees."""

    west: _Longitude = described("the western edge.", "mép tây.", "west: 106.4")
    south: _Latitude = described("the southern edge.", "mép nam.", "south: 20.5")
    east: _Longitude = described("the eastern edge.", "mép đông.", "east: 107.2")
    north: _Latitude = described("the northern edge.", "mép bắc.", "north: 21.1")

    def hold(self, point: Point) -> bool:
        """Whether ``point`` is within the edges."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


class Outline(Record):
    """The outline of a piece of land."""

    points: tuple[Point, ...] = described(
        "its corners in order, each [longitude, latitude] in degrees.",
        "các điểm theo thứ tự, mỗi điểm là [kinh độ, vĩ độ] tính bằng độ.",
        "points: [[106.6, 20.8], [106.7, 20.9], [106.8, 20.8]]",
        min_length=3,
    )
    source: str = described(
        "where it is from, a key of data/sources.yml.",
        "nguồn, một khóa trong data/sources.yml.",
        "source: survey-2025",
    )
    as_of: PartialDate = described(
        "the day or month for which it holds.", "thời điểm.", "as_of: 2025-12"
    )


class Place(Record):
    """A place that a map shows."""

    name: str = described(
        "a key of brand/names.yml.",
        "một khóa trong brand/names.yml.",
        "name: lach-huyen-deep-water-port",
    )
    kind: PlaceKind = described(
        f"what it is: {', '.join(PlaceKind)}.",
        "loại: heritage (di sản) hoặc port (cảng).",
        "kind: port",
    )
    at: Point = described(
        "where it is, [longitude, latitude] in degrees.",
        "tọa độ, [kinh độ, vĩ độ] tính bằng độ.",
        "at: [106.9, 20.8]",
    )
    source: str = described(
        "who states the coordinates, a key of data/sources.yml.",
        "nguồn của tọa độ, một khóa trong data/sources.yml.",
        "source: survey-2025",
    )
    as_of: PartialDate = described(
        "the day or month for which they hold.", "thời điểm.", "as_of: 2025-12"
    )


class Approval(SignOff):
    """Who approved the map, and which state of it."""

    seal: str = described(
        "the seal of the map as it was approved; `make check` says it.",
        "dấu niêm của bản đồ như đã duyệt; `make check` cho biết dấu này.",
        "seal: 0f3a9c21d4b7",
    )


class Map(Record):
    """One map: what it shows, and who approved it."""

    title: Labels = described("its title.", "tên bản đồ.", 'title: {vi: "…", en: "…", …}')
    sentence: Labels = described(
        "what a reader sees on it, in one or two sentences.",
        "một hoặc hai câu: bản đồ cho thấy gì.",
        'sentence: {vi: "…", en: "…", …}',
    )
    bounds: Bounds = described(
        "the edges, in degrees.",
        "bốn mép, tính bằng độ.",
        "bounds: {west: 106.4, south: 20.5, east: 107.2, north: 21.1}",
    )
    outlines: tuple[Outline, ...] = described(
        "the pieces of land.", "các phần đất liền và đảo.", "outlines: […]", min_length=1
    )
    places: tuple[Place, ...] = described(
        "the places shown.", "các địa điểm.", "places: […]", min_length=1
    )
    sign_off: Approval | None = described(
        "who approved it, on which day, by which document, and the seal of what was approved.",
        "ai duyệt, ngày nào, theo văn bản nào, và dấu niêm của bản đồ đã duyệt.",
        'sign_off: {by: "Giám đốc Sở Ngoại vụ", on: 2026-01-06, reference: "12/SNgV-VP", '
        "seal: 0f3a9c21d4b7}",
        default=None,
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Maps(RootModel[dict[Slug, Map]]):
    """``data/maps.yml``."""


@dataclass(frozen=True)
class Atlas:
    """The maps of a city, and the names of their places by key."""

    maps: Mapping[str, Map]
    names: Mapping[str, Name]

    def seal(self, key: str) -> str:
        """Twelve signs that follow from all that is approved of a map."""
        stated = self.maps[key].model_dump(exclude={"sign_off"}, warnings=False)
        names = {place.name: dict(self.names[place.name].names) for place in self.maps[key].places}
        text = json.dumps([stated, names], sort_keys=True, ensure_ascii=False, default=str)
        return sha256(text.encode()).hexdigest()[:12]

    def is_approved(self, key: str) -> bool:
        """Whether the map is approved as it stands."""
        approval = self.maps[key].sign_off
        return approval is not None and approval.seal == self.seal(key)

    def waiting(self) -> list[str]:
        """The maps that wait for approval."""
        return [key for key in self.maps if not self.is_approved(key)]


def unfit_maps(document: YamlDocument, atlas: Atlas, sources: Iterable[str]) -> Iterator[Fault]:
    """Maps without extent, places beyond their edges, names and sources that nobody knows."""
    known = list(sources)
    for key, one in atlas.maps.items():
        bounds = one.bounds
        if bounds.west >= bounds.east or bounds.south >= bounds.north:
            yield document.fault(
                (key, "bounds"),
                "Mép tây phải nhỏ hơn mép đông, mép nam nhỏ hơn mép bắc.",
                "West must be less than east, and south less than north.",
                "bounds: {west: 106.4, south: 20.5, east: 107.2, north: 21.1}",
            )
        for place, source in _sourced(key, one):
            if source not in known:
                yield unknown(document, (*place, "source"), source, known, "source: {near}")
        for index, spot in enumerate(one.places):
            here = (key, "places", index)
            if spot.name not in atlas.names:
                names = atlas.names or ("…",)
                yield unknown(document, (*here, "name"), spot.name, names, "name: {near}")
            if not bounds.hold(spot.at):
                yield document.fault(
                    (*here, "at"),
                    "Địa điểm nằm ngoài mép bản đồ; tọa độ ghi kinh độ trước, vĩ độ sau.",
                    "The place is beyond the edges of the map; longitude comes before latitude.",
                    "at: [106.9, 20.8]",
                )


def _sourced(key: str, one: Map) -> Iterator[tuple[KeyPath, str]]:
    for index, outline in enumerate(one.outlines):
        yield (key, "outlines", index), outline.source
    for index, place in enumerate(one.places):
        yield (key, "places", index), place.source
