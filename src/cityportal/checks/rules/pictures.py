"""BR009 in records: what a picture's file holds, held against its record and brand/images.yml.

What concerns the file as a whole stands at ``kind``, which every record has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityportal.brandbook.images import Images
from cityportal.checks.alt import objection
from cityportal.checks.finding import Found
from cityportal.checks.rule import City, CityFamily, Sheet
from cityportal.checks.rules.images import RULE
from cityportal.pictures.facts import Facts, Trace, Unreadable
from cityportal.pictures.record import Kind, PictureFile
from cityportal.textfile import read_text
from cityportal.validation import nearest
from cityportal.yamlfile import KeyPath

_TRACES = {
    Trace.PLACE: ("tọa độ nơi chụp (GPS)", "where it was taken (GPS)"),
    Trace.OWNER: ("tên chủ máy", "the camera owner's name"),
    Trace.SERIAL: ("số sê-ri của máy hoặc ống kính", "the serial number of a camera or lens"),
    Trace.COMMENT: ("ghi chú của người dùng", "a user's comment"),
    Trace.MAKER: ("ghi chú riêng của hãng máy ảnh", "the camera maker's notes"),
}


def _check(city: City) -> Iterator[tuple[Sheet, Found]]:
    for one in city.site.pictures.values():
        path = one.document.path
        sheet = Sheet(path, read_text(city.site.root / path, city.site.root))
        for found in (*_record(one, city.brand.images), *_file(one, city.brand.images)):
            yield sheet, found


def _record(one: PictureFile, images: Images) -> Iterator[Found]:
    picture = one.picture
    for locale, alt in picture.alt.items():
        beside = (picture.caption[locale],) if locale in picture.caption else ()
        if wrong := objection(alt, beside, one.file.stem, locale):
            yield _found(one, ("alt", locale), wrong.vi, wrong.en, "…", wrong.sure)
    if images.licences and picture.licence not in images.licences:
        near = nearest(picture.licence, images.licences)
        yield _found(
            one, ("licence",),
            f"“{picture.licence}” chưa có trong licences của brand/images.yml; gần nhất: “{near}”.",
            f"“{picture.licence}” is not under licences in brand/images.yml; nearest: “{near}”.",
            near,
        )  # fmt: skip
    if picture.kind is Kind.MAP and picture.sign_off is None:
        yield _found(
            one, ("sign_off",),
            "Bản đồ phải được duyệt trước khi đăng (biên giới, đảo, địa danh); hãy ghi sign_off.",
            "A map must be approved before publication (borders, islands, names); add sign_off.",
            'sign_off: {by: "…", on: 2026-01-06, reference: "…"}',
        )  # fmt: skip


def _file(one: PictureFile, images: Images) -> Iterator[Found]:
    facts = one.facts
    if isinstance(facts, Unreadable):
        yield _found(one, ("kind",), facts.vi, facts.en, "…")
        return
    yield from _weight_and_colours(one, facts, images)
    if facts.traces:
        kept = [_TRACES[trace] for trace in _TRACES if trace in facts.traces]
        vi, en = (", ".join(words) for words in zip(*kept, strict=True))
        yield _found(
            one, ("kind",),
            f"Tệp {one.file.name} còn lưu {vi}; hãy xuất lại ảnh, bỏ siêu dữ liệu cá nhân.",
            f"The file {one.file.name} still contains {en}; export without personal metadata.",
            "…",
        )  # fmt: skip
    sign = "DigitalSourceType" if facts.generated else _generator(facts, images)
    if sign and not one.picture.ai_made:
        yield _found(
            one, ("ai_made",),
            f"Tệp {one.file.name} có dấu hiệu do AI tạo ra ({sign}); hãy ghi ai_made: true để bạn "
            "đọc được báo, hoặc thay ảnh khác.",
            f"The file {one.file.name} is marked as made by AI ({sign}); write ai_made: true, so "
            "that readers are told, or use another picture.",
            "true",
        )  # fmt: skip


def _weight_and_colours(one: PictureFile, facts: Facts, images: Images) -> Iterator[Found]:
    most = images.drawing_weight if one.is_drawn else images.weight
    if most is not None and facts.weight > most * 1000:
        yield _found(
            one, ("kind",),
            f"Tệp {one.file.name} nặng {facts.weight // 1000} kB, vượt mức {most} kB; hãy xuất lại "
            "tệp nhẹ hơn.",
            f"The file {one.file.name} weighs {facts.weight // 1000} kB, over {most} kB; export a "
            "smaller file.",
            f"≤ {most} kB",
        )  # fmt: skip
    known = [name for name in images.profiles if name.casefold() in facts.colours.casefold()]
    if images.profiles and facts.colours and not known:
        yield _found(
            one, ("kind",),
            f"Tệp {one.file.name} dùng hồ sơ màu “{facts.colours}”, nhiều màn hình hiện sai; hãy "
            "chuyển sang sRGB khi xuất ảnh.",
            f"{one.file.name} uses the colours “{facts.colours}”, which many screens show wrongly; "
            "convert to sRGB when exporting.",
            images.profiles[0],
        )  # fmt: skip


def _generator(facts: Facts, images: Images) -> str:
    """The program that signed the file and makes pictures by AI, or nothing."""
    for name in images.generators:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", facts.software, re.IGNORECASE):
            return name
    return ""


def _found(
    one: PictureFile, key: KeyPath, vi: str, en: str, suggestion: str, sure: bool = True
) -> Found:
    """A finding at the value of ``key`` or, where it is left out, of ``kind``."""
    spans = one.document.spans
    return Found("BR009", *spans.get(key, spans["kind",]), vi, en, suggestion, sure)


CITY_FAMILY = CityFamily((RULE,), _check)
