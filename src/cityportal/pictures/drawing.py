"""Drawings in SVG: what such a file says of itself, and its picture in pixels, by resvg.

A drawing may hold shapes and nothing that runs, loads, links or needs a font: readers see it as it
was drawn, and it is safe wherever it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import resvg_py
from lxml import etree

from cityportal.pictures.facts import GENERATED, Facts, Unreadable

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "title",
    "desc", "metadata",
}  # fmt: skip
_HREF = re.compile(r"(?:\{.*\})?href")
_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)

_MALFORMED = Unreadable(
    "Không mở được ảnh: tệp bị hỏng hoặc không phải SVG; hãy xuất lại từ bản gốc.",
    "The picture cannot be opened: it is damaged or no SVG; export it again from the original.",
)
_SIZELESS = Unreadable(
    "Tệp SVG cần viewBox với chiều ngang và chiều dọc, ví dụ viewBox=\"0 0 1200 675\".",
    "The SVG needs a viewBox with its width and height, such as viewBox=\"0 0 1200 675\".",
)  # fmt: skip


def drawing_facts(data: bytes) -> Facts | Unreadable:
    """The facts of the drawing ``data``, or why it cannot be shown."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return _MALFORMED
    if root.tag != f"{_SVG}svg":
        return _MALFORMED
    if unwanted := sorted(set(_unwanted(root))):
        return _refused(", ".join(unwanted))
    size = _size(root.get("viewBox", ""))
    if size is None:
        return _SIZELESS
    return Facts(
        *size,
        weight=len(data),
        colours="",
        transparent=True,
        traces=frozenset(),
        software="",
        generated=GENERATED in data.lower(),
    )


def rasterised(data: bytes, width: int) -> bytes | Unreadable:
    """The drawing ``data`` as a PNG of ``width`` pixels, or why it cannot be shown."""
    try:
        return bytes(resvg_py.svg_to_bytes(data.decode(), width=width, skip_system_fonts=True))
    except ValueError:  # of resvg, or letters that are not UTF-8
        return _MALFORMED


def _unwanted(root: etree._Element) -> Iterator[str]:
    """What may not be in a drawing, as it is written there."""
    if root.getroottree().docinfo.internalDTD is not None:
        yield "<!DOCTYPE>"
    for element in root.iter():
        if not isinstance(element.tag, str):
            if element.tag is not etree.Comment:
                yield "<?…?>"
            continue
        name = etree.QName(element)
        if name.namespace != _SVG[1:-1]:
            if not _described(element):
                yield f"<{name.localname}>"
        elif name.localname not in _ELEMENTS:
            yield f"<{name.localname}>"
        for key, value in element.attrib.items():
            if _runs_or_loads(str(key), str(value)):
                yield etree.QName(key).localname


def _described(element: etree._Element) -> bool:
    """Whether it is part of the metadata, where other vocabularies are at home."""
    return any(one.tag == f"{_SVG}metadata" for one in element.iterancestors())


def _runs_or_loads(key: str, value: str) -> bool:
    outside = _HREF.fullmatch(key) and not value.startswith("#")
    return bool(outside or _ELSEWHERE.search(value) or key.lower().startswith("on"))


def _size(box: str) -> tuple[int, int] | None:
    numbers = re.findall(r"-?[\d.]+", box)
    try:
        _, _, width, height = (round(float(one)) for one in numbers)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None


def _refused(unwanted: str) -> Unreadable:
    return Unreadable(
        f"Tệp SVG có {unwanted}, không được dùng; hãy đổi chữ thành nét vẽ, bỏ mã lệnh, phông chữ, "
        "ảnh nhúng và liên kết ra ngoài rồi xuất lại.",
        f"The SVG has {unwanted}, which may not be in it; turn text into paths, leave out scripts, "
        "fonts, embedded pictures and links to elsewhere, and export it again.",
    )
