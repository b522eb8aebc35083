"""What is asked of pictures: size and shape by use, weight, terms of use, colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cityportal.faults import Fault
from cityportal.validation import Record, described
from cityportal.yamlfile import YamlDocument

_Positive = Annotated[int, Field(gt=0)]
_Ratio = Annotated[float, Field(gt=0)]


class Use(Record):
    """One use of pictures, and what a picture needs for it."""

    width: _Positive = described(
        "the least width in pixels.", "chiều ngang tối thiểu, tính bằng điểm ảnh.", "width: 1200"
    )
    height: _Positive = described(
        "the least height in pixels.", "chiều dọc tối thiểu, tính bằng điểm ảnh.", "height: 675"
    )
    ratio: tuple[_Ratio, _Ratio] = described(
        "the least and the greatest width divided by height.",
        "chiều ngang chia chiều dọc, nhỏ nhất và lớn nhất.",
        "ratio: [1.3, 2.4]",
    )


class Images(Record):
    """``brand/images.yml``; what it leaves out is not looked at."""

    lead: Use | None = described(
        "pictures named under image: in the front matter of a page.",
        "ảnh chính, nêu ở khóa image: ở đầu trang.",
        "lead: {width: 1200, height: 675, ratio: [1.3, 2.4]}",
        default=None,
    )
    inline: Use | None = described(
        "pictures in the text of a page.",
        "ảnh trong bài.",
        "inline: {width: 800, height: 450, ratio: [0.5, 3.0]}",
        default=None,
    )
    weight: _Positive | None = described(
        "the largest size of a picture file, in kB (1,000 bytes).",
        "dung lượng tối đa của một tệp ảnh, tính bằng kB (1.000 byte).",
        "weight: 8000",
        default=None,
    )
    drawing_weight: _Positive | None = described(
        "the largest size of a drawing in SVG, in kB (1,000 bytes).",
        "dung lượng tối đa của một hình vẽ SVG, tính bằng kB (1.000 byte).",
        "drawing_weight: 100",
        default=None,
    )
    licences: tuple[str, ...] = described(
        "the terms of use that a picture record may state.",
        "các điều kiện sử dụng được ghi trong phiếu ảnh.",
        'licences: ["CC BY 4.0"]',
        default=(),
    )
    profiles: tuple[str, ...] = described(
        "accepted colour profiles, each by words of its name; a file without one counts as sRGB.",
        "các hồ sơ màu được chấp nhận, ghi một phần tên; tệp không có hồ sơ màu coi như sRGB.",
        "profiles: [sRGB]",
        default=(),
    )
    generators: tuple[str, ...] = described(
        "names that AI picture programs leave in their files.",
        "những tên mà phần mềm tạo ảnh bằng AI để lại trong tệp.",
        "generators: [Midjourney]",
        default=(),
    )


def unfit_ratios(document: YamlDocument, images: Images) -> Iterator[Fault]:
    """Ratios whose least is more than their most."""
    for name, use in (("lead", images.lead), ("inline", images.inline)):
        if use and use.ratio[0] > use.ratio[1]:
            yield document.fault(
                (name, "ratio"),
                "Số đầu phải nhỏ hơn hoặc bằng số sau.",
                "The first number must not be greater than the second.",
                "ratio: [1.3, 2.4]",
            )
