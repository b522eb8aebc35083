"""The layouts of the cards that messengers and social networks show for a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from cityportal.brandbook.logo import Inside
from cityportal.brandbook.palette import Palette
from cityportal.faults import Fault
from cityportal.pictures.drawing import drawing_facts
from cityportal.pictures.facts import Unreadable
from cityportal.validation import Forms, Record, described, unknown
from cityportal.yamlfile import KeyPath, YamlDocument

FOLDER = Path("brand")
WIDTH, HEIGHT = 1200, 630
"""The size of every card in pixels, as social networks ask for it."""
OTHERWISE = "other"
"""The kind of the pages whose own type is not named."""

_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_Pixels = Annotated[int, Field(ge=0, le=WIDTH)]
_Size = Annotated[int, Field(ge=20, le=200)]


class Words(StrEnum):
    """What a row may say of a page."""

    SECTION = "section"
    TITLE = "title"
    DESCRIPTION = "description"
    DAY = "day"
    PLACE = "place"
    ORGANISATION = "organisation"
    PORTAL = "portal"


class Box(Record):
    """A place on the card, in pixels from its upper left corner."""

    left: _Pixels = described("pixels from the left.", "số pixel tính từ trái.", "left: 72")
    top: _Pixels = described("pixels from the top.", "số pixel tính từ trên.", "top: 64")
    width: _Pixels = described("the width in pixels.", "chiều ngang, pixel.", "width: 560")
    height: _Pixels = described("the height in pixels.", "chiều dọc, pixel.", "height: 400")

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    def is_within(self, margin: int) -> bool:
        """Whether it lies on the card, ``margin`` pixels from every edge."""
        return (
            min(self.left, self.top) >= margin
            and self.right <= WIDTH - margin
            and self.bottom <= HEIGHT - margin
        )


class Row(Record):
    """One text of a card, under the row before it."""

    words: Words = described(
        f"what it says: {', '.join(Words)}.", f"nội dung: {', '.join(Words)}.", "words: title"
    )
    sizes: tuple[_Size, ...] = described(
        "sizes of the letters in pixels, the largest first; a text that is too long takes a "
        "smaller one.",
        "các cỡ chữ tính bằng pixel, lớn trước; chữ quá dài thì lấy cỡ nhỏ hơn.",
        "sizes: [72, 64, 56]",
        min_length=1,
    )
    lines: int = described(
        "the most lines; what is longer ends with an ellipsis.",
        "số dòng nhiều nhất; dài hơn thì kết thúc bằng dấu ba chấm.",
        "lines: 3",
        default=1,
        ge=1,
        le=8,
    )
    colour: str = described(
        "the name of a colour in brand/palette.yml.",
        "tên một màu trong brand/palette.yml.",
        "colour: ink",
    )
    bold: bool = described(
        "true for bold letters.", "true nếu chữ đậm.", "bold: true", default=False
    )
    leading: float = described(
        "from one line to the next, as a multiple of the size.",
        "khoảng cách dòng, gấp mấy lần cỡ chữ.",
        "leading: 1.25",
        default=1.3,
        ge=1,
        le=2,
    )
    above: _Pixels = described(
        "pixels left free above it.", "số pixel để trống phía trên.", "above: 20", default=0
    )
    optional: bool = described(
        "true if it is left out where there is no room for it.",
        "true nếu được bỏ khi không đủ chỗ.",
        "optional: true",
        default=False,
    )


class Sign(Record):
    """The portal's mark and name."""

    left: _Pixels = described("pixels from the left.", "số pixel tính từ trái.", "left: 72")
    top: _Pixels = described("pixels from the top.", "số pixel tính từ trên.", "top: 520")
    height: _Pixels = described("the mark's height.", "chiều cao biểu trưng.", "height: 48")
    size: _Size = described("the size of the name's letters.", "cỡ chữ của tên cổng.", "size: 28")
    colour: str = described(
        "the colour of the name, from brand/palette.yml.",
        "màu của tên cổng, trong brand/palette.yml.",
        "colour: ink",
    )


class Layout(Record):
    """How a card is made up; it is painted in the order of these keys."""

    ground: str = described(
        "the colour of the ground, from brand/palette.yml.",
        "màu nền, trong brand/palette.yml.",
        "ground: paper",
    )
    picture: Box | None = described(
        "where the page's lead picture stands; pages without one take the next layout.",
        "chỗ của ảnh chính; trang không có ảnh chính dùng bố cục kế tiếp.",
        "picture: {left: 640, top: 0, width: 560, height: 630}",
        default=None,
    )
    drawing: Inside | None = described(
        "a drawing over ground and picture: an SVG under brand/, 1200 by 630; var(--sea) in it is "
        "a colour of the palette.",
        "hình vẽ đặt trên nền và ảnh: tệp SVG trong brand/, 1200 × 630; var(--sea) trong đó là "
        "màu của bảng màu.",
        "drawing: cards/shore.svg",
        default=None,
    )
    column: Box = described(
        "where the rows stand.",
        "chỗ của các dòng chữ.",
        "column: {left: 72, top: 64, width: 800, height: 400}",
    )
    low: bool = described(
        "true if the rows stand at the foot of the column.",
        "true nếu chữ nằm sát cạnh dưới của cột.",
        "low: true",
        default=False,
    )
    rows: tuple[Row, ...] = described(
        "the texts, from above.",
        "các phần chữ, từ trên xuống.",
        "rows: [{words: title, sizes: [64], colour: ink}]",
        min_length=1,
    )
    sign: Sign = described(
        "the portal's mark and name.",
        "biểu trưng và tên cổng.",
        "sign: {left: 72, top: 520, height: 48, size: 28, colour: ink}",
    )

    @property
    def colours(self) -> Iterator[tuple[KeyPath, str]]:
        """The names of colours and where they stand in the layout."""
        yield ("ground",), self.ground
        yield ("sign", "colour"), self.sign.colour
        for index, row in enumerate(self.rows):
            yield ("rows", index, "colour"), row.colour


class Cards(Record):
    """``brand/cards.yml``; a city without the file has no cards."""

    weight: int = described(
        "the most that a card weighs, in kB (1,000 bytes).",
        "dung lượng tối đa của một ảnh thẻ, kB (1.000 byte).",
        "weight: 80",
        default=80,
        ge=20,
    )
    margin: _Pixels = described(
        "pixels on every side that stay free of text.",
        "số pixel ở mỗi cạnh không có chữ.",
        "margin: 48",
        default=48,
    )
    scale: Mapping[str, float] = described(
        "by language, a share of every size of letters, for scripts that look larger.",
        "theo ngôn ngữ, tỷ lệ của mọi cỡ chữ, cho các loại chữ trông to hơn.",
        "scale: {ja: 0.9}",
        default={},
    )
    whole: Mapping[str, Forms] = described(
        "by language, words that a line does not divide where it can be helped; the names and the "
        "glossary of the brand book are among them anyway.",
        "theo ngôn ngữ, những từ không nên bị ngắt dòng ở giữa; tên gọi và thuật ngữ trong brand/ "
        "đã có sẵn, không cần ghi lại.",
        "whole: {vi: [đối ngoại, doanh nghiệp]}",
        default={},
    )
    kinds: Mapping[str, tuple[str, ...]] = described(
        "the layouts of each type of page, the preferred one first; `other` for all the rest.",
        "các bố cục của mỗi loại trang, ưu tiên trước; `other` cho các loại còn lại.",
        "kinds: {heritage: [picture, paper], other: [paper]}",
        default={},
    )
    layouts: Mapping[str, Layout] = described(
        "the layouts by name.", "các bố cục theo tên.", "layouts: …", default={}
    )

    def fitting(self, kind: str, pictured: bool) -> str | None:
        """The layout's name for a page of the type ``kind``, with a lead picture or without."""
        names = self.kinds.get(kind, self.kinds.get(OTHERWISE, ()))
        fit = (name for name in names if pictured or self.layouts[name].picture is None)
        return next(fit, None)


def unfit_cards(
    document: YamlDocument, cards: Cards, palette: Palette, root: Path
) -> Iterator[Fault]:
    """Layouts, colours and drawings that are not there, and what leaves the card."""
    yield from _unknown_layouts(document, cards)
    yield from _out_of_bounds(document, cards)
    yield from _foreign_colours(document, cards, palette)
    for name, layout in cards.layouts.items():
        if layout.drawing:
            key = ("layouts", name, "drawing")
            yield from _unfit_drawing(document, key, layout.drawing, palette, root)


def coloured(drawing: bytes, palette: Palette) -> bytes:
    """A drawing in SVG with ``var(--sea)`` and the like replaced by the colours of ``palette``."""
    return _VARIABLE.sub(lambda found: palette.light[found[1]], drawing.decode()).encode()


def _unknown_layouts(document: YamlDocument, cards: Cards) -> Iterator[Fault]:
    for kind, names in cards.kinds.items():
        for index, name in enumerate(names):
            if name not in cards.layouts:
                yield unknown(document, ("kinds", kind, index), name, cards.layouts or ("…",))


def _out_of_bounds(document: YamlDocument, cards: Cards) -> Iterator[Fault]:
    """Texts and marks in the margin, and pictures that leave the card."""
    for name, layout in cards.layouts.items():
        sign = layout.sign
        mark = Box(left=sign.left, top=sign.top, width=sign.height, height=sign.height)
        for key, box, margin in (
            ("column", layout.column, cards.margin),
            ("sign", mark, cards.margin),
            ("picture", layout.picture, 0),
        ):
            if box and not box.is_within(margin):
                yield document.fault(
                    ("layouts", name, key),
                    f"Phải nằm trong {WIDTH} × {HEIGHT} pixel, cách mép ít nhất {margin}.",
                    f"It must lie within {WIDTH} × {HEIGHT} pixels, {margin} from the edge.",
                    f"{key}: {{left: {margin}, top: {margin}, …}}",
                )


def _foreign_colours(document: YamlDocument, cards: Cards, palette: Palette) -> Iterator[Fault]:
    for name, layout in cards.layouts.items():
        for key, colour in layout.colours:
            if colour not in palette.light:
                yield unknown(document, ("layouts", name, *key), colour, palette.light or ("…",))


def _unfit_drawing(
    document: YamlDocument, key: KeyPath, name: str, palette: Palette, root: Path
) -> Iterator[Fault]:
    file = root / FOLDER / name
    if not file.is_file():
        yield document.fault(
            key,
            f"Không có tệp {FOLDER / name}.",
            f"There is no file {FOLDER / name}.",
            "drawing: cards/shore.svg",
        )
        return
    data = file.read_bytes()
    if isinstance(facts := drawing_facts(data), Unreadable):
        yield document.fault(key, facts.vi, facts.en)
    for colour in sorted(set(_VARIABLE.findall(data.decode(errors="replace")))):
        if colour not in palette.light:
            yield unknown(document, key, colour, palette.light or ("…",), "var(--{near})")
