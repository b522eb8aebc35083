"""What a picture's file says of itself: size, colours, and what is recorded in it unseen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DRAWN = ".svg"
"""The ending of drawings, which have no pixels."""

GENERATED = b"trainedalgorithmicmedia"
"""How IPTC, XMP and C2PA all name a picture that was made by AI, wholly or in part."""


class Trace(StrEnum):
    """What is recorded in a picture and concerns nobody who looks at it."""

    PLACE = "place"
    OWNER = "owner"
    SERIAL = "serial"
    COMMENT = "comment"
    MAKER = "maker"


@dataclass(frozen=True)
class Facts:
    """What is known of a picture once its file was read.

    ``width`` and ``height`` are pixels, as the picture is shown; ``weight`` is bytes. ``colours``
    names the colour profile, or CMYK, or is empty where the file has none. ``transparent`` tells
    that something may shine through. ``software`` is how programs signed it; ``generated`` tells
    that it is marked as made by AI.
    """

    width: int
    height: int
    weight: int
    colours: str
    transparent: bool
    traces: frozenset[Trace]
    software: str
    generated: bool


@dataclass(frozen=True)
class Unreadable:
    """Why a file cannot be shown, and what to do."""

    vi: str
    en: str
