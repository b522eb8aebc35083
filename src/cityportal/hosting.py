"""What the city decides about how it is served: ``data/serving.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from cityportal.validation import Record, described

Origin = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:\*|https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?)$"
    ),
]


class Hosting(Record):
    """``data/serving.yml``; what it leaves out is as here."""

    framed_by: tuple[Origin, ...] = described(
        "the sites that may show embeds in a frame, by their https origins without a path; * for "
        "any, empty for none but the portal itself.",
        "các trang web được nhúng bài trong khung, ghi bằng địa chỉ gốc https, không có đường dẫn; "
        "* là mọi trang, để trống là chỉ chính cổng thông tin.",
        'framed_by: ["https://www.city.example.jp", "https://*.example.kr"]',
        default=("*",),
    )
    hsts_days: int = described(
        "how many days browsers come by https only; 0 makes them forget it.",
        "số ngày trình duyệt chỉ vào bằng https; 0 để trình duyệt bỏ ghi nhớ.",
        "hsts_days: 365",
        default=365,
        ge=0,
    )
