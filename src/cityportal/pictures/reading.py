"""Reading a picture's file with Pillow, to its end: damaged, cut off and huge ones are named.

Every reader of pictures opens them here, so that none meets a file that the others refuse.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from PIL import ExifTags, Image, ImageCms

from cityportal.pictures.drawing import drawing_facts
from cityportal.pictures.facts import DRAWN, GENERATED, Facts, Trace, Unreadable

T = TypeVar("T")

MAX_BYTES = 100_000_000
"""A heavier file is not looked into."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError)
"""What Pillow raises on files that are cut off, damaged or no picture."""

_TURNED = {5, 6, 7, 8}
"""Orientations in which width and height change places."""

_CHARACTER_CODE = re.compile(rb"^(?:ASCII|UNICODE|JIS)\0+")
_NOTED = re.compile(
    r":(?:(?P<place>GPSLatitude|GPSLongitude|GPSPosition)|(?P<owner>(?:Camera)?OwnerName)"
    r"|(?P<serial>(?:Body|Lens|Camera)?SerialNumber)|(?P<comment>UserComment))\b"
)
_CREATOR_TOOL = re.compile(r":CreatorTool(?:>|\s*=\s*[\"'])(?P<name>[^<\"']*)")
_TRACES: dict[int, Trace] = {
    ExifTags.Base.CameraOwnerName: Trace.OWNER,
    ExifTags.Base.BodySerialNumber: Trace.SERIAL,
    ExifTags.Base.LensSerialNumber: Trace.SERIAL,
    ExifTags.Base.CameraSerialNumber: Trace.SERIAL,
    ExifTags.Base.UserComment: Trace.COMMENT,
    ExifTags.Base.XPComment: Trace.COMMENT,
    ExifTags.Base.MakerNote: Trace.MAKER,
}

_DAMAGED = Unreadable(
    "Không mở được ảnh: tệp bị cắt cụt, bị hỏng, hoặc không phải JPEG, PNG, WebP, SVG; hãy xuất "
    "lại từ bản gốc.",
    "The picture cannot be opened: it is cut off, damaged, or not a JPEG, PNG, WebP or SVG; export "
    "it again from the original.",
)
_HUGE = Unreadable(
    "Không mở ảnh vì ảnh có quá nhiều điểm ảnh hoặc tệp quá nặng; hãy thu nhỏ rồi lưu lại.",
    "The picture was not opened: it has too many pixels or its file is too large; make it smaller "
    "and save it again.",
)


def read_facts(file: Path) -> Facts | Unreadable:
    """The facts of the picture in ``file``, or why it cannot be shown."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return _HUGE
        data = file.read_bytes()
    except OSError:
        return _DAMAGED
    if file.suffix.lower() == DRAWN:
        return drawing_facts(data)
    return read(data, lambda image: _facts(image, data))


def read(data: bytes, use: Callable[[Image.Image], T]) -> T | Unreadable:
    """What ``use`` makes of the picture ``data``, or why that cannot be shown."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return use(image)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return _HUGE
        except _BROKEN:
            return _DAMAGED


def _facts(image: Image.Image, data: bytes) -> Facts:
    width, height = image.size
    image.draft(None, (max(1, width // 8), max(1, height // 8)))
    image.load()
    exif = image.getexif()
    fields = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    if fields.get(ExifTags.Base.Orientation) in _TURNED:
        width, height = height, width
    texts = list(_texts(image))
    notes = "\n".join([_xmp(image), *texts])
    return Facts(
        width,
        height,
        len(data),
        _colours(image, exif),
        has_alpha(image),
        frozenset((*_traces_in_exif(exif, fields), *_traces_in_notes(notes))),
        "\n".join([*_software(fields, notes), *texts]),
        GENERATED in data.lower(),
    )


def has_alpha(image: Image.Image) -> bool:
    """Whether something shines through the picture anywhere."""
    if not image.has_transparency_data:
        return False
    opacity = image.convert("RGBA").getchannel("A").histogram()
    return any(opacity[:255])


def _colours(image: Image.Image, exif: Image.Exif) -> str:
    if image.mode == "CMYK":
        return "CMYK"
    profile = image.info.get("icc_profile")
    if not profile:
        return "Adobe RGB" if _is_adobe(exif) else ""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.getProfileDescription(opened).strip() or "?"
    except (ImageCms.PyCMSError, *_BROKEN):
        return "?"


def _is_adobe(exif: Image.Exif) -> bool:
    """Whether a camera tells its colours by the name of the file system's rules (DCF): R03."""
    if ExifTags.IFD.Interop not in exif.get_ifd(ExifTags.IFD.Exif):
        return False
    return exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex) == "R03"


def _traces_in_exif(exif: Image.Exif, fields: Mapping[int, Any]) -> Iterator[Trace]:
    if set(exif.get_ifd(ExifTags.IFD.GPSInfo)) - {ExifTags.GPS.GPSVersionID}:
        yield Trace.PLACE
    for tag, trace in _TRACES.items():
        if not _blank(fields.get(tag, b"")):
            yield trace


def _blank(value: object) -> bool:
    data = value if isinstance(value, bytes) else str(value).encode(errors="replace")
    return not _CHARACTER_CODE.sub(b"", data).strip(b"\0 \t\r\n")


def _xmp(image: Image.Image) -> str:
    raw: bytes = image.info.get("xmp", b"")
    return raw.replace(b"\0", b"").decode(errors="replace")


def _texts(image: Image.Image) -> Iterator[str]:
    """The texts that a PNG carries, but for XMP, which is among them."""
    for key, value in getattr(image, "text", {}).items():
        if key != "XML:com.adobe.xmp":
            yield f"{key}: {value}"


def _traces_in_notes(notes: str) -> Iterator[Trace]:
    for found in _NOTED.finditer(notes):
        yield Trace(str(found.lastgroup))


def _software(fields: Mapping[int, Any], notes: str) -> Iterator[str]:
    yield str(fields.get(ExifTags.Base.Software, ""))
    yield from (found["name"] for found in _CREATOR_TOOL.finditer(notes))
