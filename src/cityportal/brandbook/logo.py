"""The marks that the portal may show: which files they are, and how much room they need."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from cityportal.validation import Record, described

FILE = Path("brand", "logo.yml")

Inside = Annotated[str, StringConstraints(pattern=r"^[\w-][\w.-]*(?:/[\w-][\w.-]*)*$")]
"""A path that does not leave the portal's folder."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Standing(StrEnum):
    """Whether a mark is the one that was supplied, or stands in for it."""

    OFFICIAL = "official"
    STAND_IN = "stand-in"


class Mark(Record):
    """One logo or emblem."""

    file: Inside = described(
        "the file, as a path from the portal's folder.",
        "đường dẫn của tệp, tính từ thư mục của cổng.",
        "file: theme/assets/mark.svg",
    )
    sha256: Digest = described(
        "the SHA-256 of the file's content, 64 hexadecimal digits.",
        "mã SHA-256 của nội dung tệp, 64 chữ số hệ 16.",
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )
    status: Standing = described(
        "official if its owner supplied it, otherwise stand-in.",
        "official nếu do cơ quan có thẩm quyền cung cấp; stand-in nếu là hình dùng tạm.",
        "status: stand-in",
    )
    clear_space: float = described(
        "the space to keep free on every side, as a share of the logo's height.",
        "khoảng trống phải chừa ở mỗi phía, bằng mấy phần chiều cao biểu trưng.",
        "clear_space: 0.25",
        ge=0,
        le=2,
    )
    least_height: int = described(
        "the least height on a page, in CSS pixels.",
        "chiều cao tối thiểu trên trang, tính bằng pixel CSS.",
        "least_height: 32",
        ge=1,
    )
    note: Mapping[str, str] = described(
        "what it is and where it comes from, in Vietnamese and English.",
        "đây là gì, lấy từ đâu, bằng tiếng Việt và tiếng Anh.",
        'note: {vi: "…", en: "…"}',
    )


class Logo(Record):
    """``brand/logo.yml``."""

    names_of_marks: tuple[str, ...] = described(
        "words in a file name that show the picture is a logo or an emblem.",
        "những từ trong tên tệp cho biết hình ấy là biểu trưng, huy hiệu.",
        "names_of_marks: [logo, quoc-huy]",
        default=(),
    )
    marks: Mapping[str, Mark] = described(
        "the registered logos by key.", "các biểu trưng đã đăng ký, theo khóa.", "marks: …",
        default={},
    )  # fmt: skip
