"""From an original to the files that readers get: upright, in sRGB, at a width, nothing private.

Of what an original has recorded unseen, nothing is copied; credit and licence are written anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, PngImagePlugin, features

from cityportal.pictures.drawing import rasterised
from cityportal.pictures.facts import DRAWN, Unreadable
from cityportal.pictures.reading import has_alpha, read


@dataclass(frozen=True)
class Form:
    """A form of file: its ending, its media type, and what its encoder is told."""

    ending: str
    options: Mapping[str, Any] = field(hash=False)

    @property
    def type(self) -> str:
        """The media type."""
        return f"image/{self.ending.replace('jpg', 'jpeg')}"

    @property
    def encoder(self) -> str:
        """The format, as Pillow calls it."""
        return self.type.removeprefix("image/").upper()


# One thread: the same bytes on every machine; pictures are made side by side instead.
AVIF = Form("avif", {"quality": 60, "speed": 6, "max_threads": 1})
WEBP = Form("webp", {"quality": 80, "method": 5})
JPEG = Form("jpg", {"quality": 82, "optimize": True, "progressive": True})
PNG = Form("png", {"optimize": True})


@dataclass(frozen=True)
class Cut:
    """One file to be made of a picture."""

    form: Form
    width: int
    height: int


@lru_cache(maxsize=1)
def encoders() -> str:
    """The libraries that decide on the bytes of a file, with their versions."""
    parts = ("pil", "avif", "webp", "jpg", "zlib", "littlecms2")
    return f"resvg {version('resvg-py')} " + " ".join(f"{p} {features.version(p)}" for p in parts)


def encoded(file: Path, cuts: Sequence[Cut], packet: bytes) -> list[bytes] | Unreadable:
    """The files of the picture in ``file``, or why it cannot be shown; ``packet`` is their XMP."""
    original = file.read_bytes()
    drawn = file.suffix.lower() == DRAWN
    data = rasterised(original, max(cut.width for cut in cuts)) if drawn else original
    if isinstance(data, Unreadable):
        return data
    return read(data, lambda image: list(_cut(image, cuts, packet)))


def _cut(image: Image.Image, cuts: Sequence[Cut], packet: bytes) -> Iterator[bytes]:
    shown = _in_srgb(ImageOps.exif_transpose(image))
    shown.info.clear()
    for cut in cuts:
        sized = shown.resize((cut.width, cut.height), Image.Resampling.LANCZOS, reducing_gap=3)
        buffer = io.BytesIO()
        sized.save(buffer, cut.form.encoder, **cut.form.options, **signed(cut.form, packet))
        yield buffer.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours that every browser takes for granted."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if has_alpha(image) else "RGB"
    if profile is None or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image.convert(mode)
    try:
        source, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image.convert(mode)
    assert turned is not None
    return turned


def signed(form: Form, packet: bytes) -> dict[str, Any]:
    """What the encoder of ``form`` is told so that the file carries ``packet``, its XMP."""
    if form != PNG:
        return {"xmp": packet}
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return {"pnginfo": info}
