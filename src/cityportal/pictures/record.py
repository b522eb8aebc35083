"""The record of a picture: a YAML file beside it that says what it shows, whose it is, since when.

``docs/assets/ports/lach-huyen.jpg`` has its record in ``docs/assets/ports/lach-huyen.yml``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a field is named date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from cityportal.faults import Fault, FaultsError
from cityportal.locales import PartialDate
from cityportal.pictures.facts import DRAWN, Facts, Unreadable
from cityportal.validation import Labels, Record, described, unlabelled, validated
from cityportal.yamlfile import YamlDocument, read_yaml

ASSETS = Path("docs", "assets")
"""Where pictures are kept, under the portal's root."""

_Words = Annotated[str, StringConstraints(min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1)]


class Kind(StrEnum):
    """What a picture is."""

    PHOTOGRAPH = "photograph"
    DRAWING = "drawing"
    MAP = "map"
    CHART = "chart"


class SignOff(Record):
    """Who answers for a map: its borders, its islands, its names."""

    by: _Words = described(
        "who approved it: post or unit.",
        "người duyệt (chức vụ) hoặc đơn vị duyệt.",
        'by: "Giám đốc Sở Ngoại vụ"',
    )
    on: Day = described("the day of approval.", "ngày duyệt.", "on: 2026-01-06")
    reference: _Words = described(
        "the number of the document that approved it.",
        "số hiệu văn bản duyệt.",
        'reference: "12/SNgV-VP"',
    )


class Picture(Record):
    """What the city states of one picture."""

    kind: Kind = described(
        f"what it is: {', '.join(Kind)}.", f"loại ảnh: {', '.join(Kind)}.", "kind: photograph"
    )
    alt: Labels = described(
        "in every language, what the picture shows, for those who cannot see it.",
        "mô tả ảnh có gì, bằng mọi ngôn ngữ, cho người không nhìn thấy ảnh.",
        'alt: {vi: "Tàu container cập cảng lúc bình minh", en: "…", ko: "…", ja: "…", zh: "…"}',
    )
    caption: Labels = described(
        "in every language, the words under the picture: what happened, where, when.",
        "chú thích dưới ảnh, bằng mọi ngôn ngữ: việc gì, ở đâu, khi nào.",
        'caption: {vi: "Cảng Lạch Huyện, tháng 3/2025", en: "…", ko: "…", ja: "…", zh: "…"}',
    )
    credit: _Words = described(
        "who made it and for whom, exactly as it must be credited.",
        "tác giả và cơ quan, ghi đúng như cần ghi trên trang.",
        'credit: "Nguyễn Văn A, Sở Ngoại vụ"',
    )
    licence: _Words = described(
        "the terms of use, one of the licences in brand/images.yml.",
        "điều kiện sử dụng, một trong các licences của brand/images.yml.",
        'licence: "CC BY 4.0"',
    )
    date: PartialDate = described(
        "the day or month in which it was made.", "ngày hoặc tháng chụp hay vẽ.", "date: 2025-03-25"
    )
    ai_made: bool = described(
        "`true` if AI made it, wholly or in part; readers are told (AI Law 2025, Art. 11).",
        "`true` nếu do AI tạo ra, toàn bộ hay một phần; bạn đọc sẽ được báo (Luật Trí tuệ nhân "
        "tạo 2025, Điều 11).",
        "ai_made: false",
    )
    focus: tuple[_Share, _Share] | None = described(
        "the point to keep in view when the picture is cropped: shares of the width from the left "
        "and of the height from the top, from 0 to 1.",
        "điểm cần giữ lại khi cắt ảnh: tỷ lệ chiều ngang tính từ trái và chiều dọc tính từ trên, "
        "từ 0 đến 1.",
        "focus: [0.5, 0.3]",
        default=None,
    )
    sign_off: SignOff | None = described(
        "for a map: who approved it, on which day, by which document.",
        "với bản đồ: ai duyệt, ngày nào, theo văn bản nào.",
        'sign_off: {by: "Giám đốc Sở Ngoại vụ", on: 2026-01-06, reference: "12/SNgV-VP"}',
        default=None,
    )


@dataclass(frozen=True)
class PictureFile:
    """A picture with its record; ``file`` is the whole path of the picture."""

    file: Path
    picture: Picture
    document: YamlDocument

    @property
    def is_drawn(self) -> bool:
        """Whether it is a drawing in SVG, which is sharp at any size."""
        return self.file.suffix.lower() == DRAWN

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        with self.file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()

    @cached_property
    def facts(self) -> Facts | Unreadable:
        """What the file says of itself; Pillow is loaded here, so only where there is a picture."""
        from cityportal.pictures.reading import read_facts

        return read_facts(self.file)


def read_pictures(root: Path, locales: Collection[str]) -> Mapping[str, PictureFile]:
    """The recorded pictures under ``root``, by their paths under docs/assets.

    Raises:
        FaultsError: every fault of every record.
    """
    faults: list[Fault] = []
    pictures: dict[str, PictureFile] = {}
    for record in sorted((root / ASSETS).rglob("*.yml")):
        try:
            one = _read(record, root, locales)
            pictures[one.file.relative_to(root / ASSETS).as_posix()] = one
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(faults)
    return pictures


def _read(record: Path, root: Path, locales: Collection[str]) -> PictureFile:
    document = read_yaml(record, root)
    picture = validated(Picture, document)
    beside = [file for file in sorted(record.parent.iterdir()) if _recorded_in(record, file)]
    faults = [*_unlabelled(document, picture, locales), *_not_one(document, beside)]
    if faults:
        raise FaultsError(faults)
    return PictureFile(beside[0], picture, document)


def _recorded_in(record: Path, file: Path) -> bool:
    return file.stem == record.stem and file != record and file.is_file()


def _unlabelled(
    document: YamlDocument, picture: Picture, locales: Collection[str]
) -> Iterator[Fault]:
    yield from unlabelled(document, ("alt",), picture.alt, locales)
    yield from unlabelled(document, ("caption",), picture.caption, locales)


def _not_one(document: YamlDocument, beside: list[Path]) -> Iterator[Fault]:
    name = document.path.stem
    if not beside:
        yield document.fault(
            (),
            f"Không có ảnh nào tên “{name}” bên cạnh phiếu này; phiếu và ảnh phải trùng tên.",
            f"There is no picture named “{name}” beside this record; both must have the same name.",
            f"{name}.jpg, {name}.yml",
        )
    elif len(beside) > 1:
        both = ", ".join(file.name for file in beside)
        yield document.fault(
            (),
            f"Phiếu này ứng với nhiều tệp: {both}; hãy đổi tên để mỗi ảnh có một phiếu.",
            f"This record belongs to several files: {both}; rename them so that each has its own.",
        )
