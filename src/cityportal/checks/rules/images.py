"""BR009 in pages: a picture has its record, an alt text, and the size and shape its use needs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from cityportal.checks.alt import objection
from cityportal.checks.finding import Found
from cityportal.checks.rule import Family, Rule, Text
from cityportal.checks.shown import Shown, shown
from cityportal.pictures.facts import Unreadable
from cityportal.pictures.record import PictureFile

RULE = Rule("BR009", "images")


def _check(text: Text) -> Iterator[Found]:
    for one in shown(text):
        recorded = text.city.site.pictures.get(one.name)
        if recorded is None:
            yield _unrecorded(one, text)
        else:
            yield from _size(one, recorded, text)
        yield from _alt(one, recorded, text.locale)


def _unrecorded(one: Shown, text: Text) -> Found:
    if re.match(r"(?:\w+:)?//", one.name):
        return _found(
            one,
            "Không dùng ảnh lấy thẳng từ trang khác; hãy đặt ảnh vào docs/assets kèm phiếu ảnh.",
            "Do not load pictures from other sites; put the file in docs/assets with its record.",
            "harbour.jpg",
        )
    name = one.name.rpartition("assets/")[2]
    record = re.sub(r"\.\w+$", "", name) + ".yml"
    near = difflib.get_close_matches(name, text.city.site.pictures, n=1)
    return _found(
        one,
        f"Không có ảnh “{one.name}” kèm phiếu: cần có tệp ảnh docs/assets/{name} và phiếu "
        f"docs/assets/{record} bên cạnh; trong bài chỉ viết {name}.",
        f"There is no picture “{one.name}” with a record: put the file docs/assets/{name} and the "
        f"record docs/assets/{record} side by side; in a page, write only {name}.",
        next(iter(near), name),
    )


def _alt(one: Shown, recorded: PictureFile | None, locale: str) -> Iterator[Found]:
    if one.alt is None:
        return
    stem = PurePosixPath(one.name).stem
    beside = [one.title] if one.title else []
    suggestion = "…"
    if recorded:
        beside.append(recorded.picture.caption[locale])
        suggestion = recorded.picture.alt[locale]
    if wrong := objection(one.alt, beside, stem, locale):
        yield Found("BR009", *one.alt_place, wrong.vi, wrong.en, suggestion, wrong.sure)


def _size(one: Shown, recorded: PictureFile, text: Text) -> Iterator[Found]:
    """What the use asks of the picture; one that cannot be read is named in its record."""
    images, facts = text.city.brand.images, recorded.facts
    use = images.lead if one.is_lead else images.inline
    if use is None or isinstance(facts, Unreadable):
        return
    vi, en = (
        ("ảnh chính", "a lead picture") if one.is_lead else ("ảnh trong bài", "one in the text")
    )
    width, height = facts.width, facts.height
    if width < use.width or height < use.height:
        yield _found(
            one,
            f"Ảnh có {width} × {height} điểm ảnh; {vi} cần ít nhất {use.width} × {use.height}. "
            "Hãy dùng bản gốc lớn hơn.",
            f"The picture is {width} × {height} pixels; {en} needs {use.width} × {use.height}. "
            "Use a larger original.",
            f"{use.width} × {use.height}",
        )
    least, most = use.ratio
    if not least <= width / height <= most:
        yield _found(
            one,
            f"Chiều ngang chia chiều dọc là {width / height:.2f}; {vi} cần từ {least} đến {most}. "
            "Hãy cắt lại ảnh.",
            f"The picture's width divided by its height is {width / height:.2f}; {en} needs "
            f"{least} to {most}. Crop it again.",
            f"{least}–{most}",
        )


def _found(one: Shown, vi: str, en: str, suggestion: str) -> Found:
    return Found("BR009", *one.place, vi, en, suggestion)


FAMILY = Family((RULE,), _check)
