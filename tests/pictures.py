"""Pictures the tests draw, and their records."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

RECORD = """\
kind: photograph
alt:
  vi: Tàu container cập cảng
  en: A container ship at berth
  ko: 부두에 접안한 컨테이너선
  ja: 岸壁に着いたコンテナ船
  zh: 两台起重机下的集装箱船
caption: {vi: Cảng, en: The port, ko: 항만, ja: 港の様子, zh: 港口}
credit: Nguyễn Văn A, Sở Ngoại vụ
licence: CC BY 4.0
date: 2025-03
ai_made: false
"""


def drawn(width: int = 1200, height: int = 675, mode: str = "RGB") -> Image.Image:
    """A picture of sea and sky."""
    return Image.new("RGB", (width, height), (11, 90, 122)).convert(mode)


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675">'
    '<path d="M0 0h1200v675H0z" fill="#0b5a7a"/>{}</svg>'
)


def draw(root: Path, name: str = "bay.svg", inside: str = "", record: str = RECORD) -> Path:
    """A drawing of the sea under docs/assets of ``root`` with its record."""
    file = root / "docs" / "assets" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DRAWING.format(inside), encoding="utf-8")
    file.with_suffix(".yml").write_text(record.replace("photograph", "drawing"), encoding="utf-8")
    return file


def keep(root: Path, name: str = "harbour.jpg", record: str = RECORD, **saved: Any) -> Path:
    """A picture under docs/assets of ``root`` with its record; ``saved`` are Pillow's options."""
    file = root / "docs" / "assets" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    image = saved.pop("image", None) or drawn()
    image.save(file, **saved)
    file.with_suffix(".yml").write_text(record, encoding="utf-8")
    return file


def illustrate(root: Path, page: str) -> None:
    """Two pictures for ``page``, in each of its languages, which partners may embed."""
    keep(root, "harbour.jpg")
    keep(root, "quay.jpg", image=drawn(1600, 900))
    for file in root.glob(f"docs/*/{page}"):
        text = file.read_text(encoding="utf-8")
        named = "embed: true\nimage: harbour.jpg\ngallery: [quay.jpg]"
        file.write_text(text.replace("embed: true", named), encoding="utf-8")


def profile(name: str) -> bytes:
    """A colour profile that calls itself ``name``, of at most 13 letters."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    own = "sRGB built-in"
    return srgb.replace(own.encode("utf-16-be"), name.ljust(len(own)).encode("utf-16-be"))


def red_is_green() -> bytes:
    """A colour profile in which red and green have changed places."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")


def as_bytes(image: Image.Image, kind: str, **saved: Any) -> bytes:
    """``image`` as a file of ``kind``."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **saved)
    return buffer.getvalue()
