"""What keeps a photograph's place until it is there: the palette's colour nearest to its own."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from cityportal.pictures.renditions import picture_set, rendition_files
from cityportal.site import Site

_GROUNDS = ("sand", "haze", "coral", "deep")
"""Colours of the palette that the stylesheet has a class for: ``ground-haze``."""


@lru_cache(maxsize=1024)
def ground(site: Site, name: str) -> tuple[str, ...]:
    """The class for the picture ``name``; none for a drawing or where something shines through."""
    fallback = picture_set(site, name).fallback.file
    if not fallback.endswith(".jpg"):
        return ()
    colour = _mean(rendition_files(site)[fallback])
    light = site.brand.palette.light
    near = min(_GROUNDS, key=lambda one: _distance(colour, bytes.fromhex(light[one][1:])))
    return (f"ground-{near}",)


def _mean(data: bytes) -> bytes:
    """Red, green and blue of a JPEG as one colour."""
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (32, 32))
        return image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
