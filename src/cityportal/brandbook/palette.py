"""The portal's colours by name, and which of them must be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from cityportal.faults import Fault, FaultsError
from cityportal.validation import Record, described, nearest, validated
from cityportal.yamlfile import YamlDocument, read_yaml

FILE = Path("brand", "palette.yml")

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Pair(Record):
    """Two colours of which one stands on the other."""

    text: str = described(
        "the colour name of the text or sign.",
        "tên màu của chữ hoặc ký hiệu.",
        "text: ink",
    )
    ground: str = described("the colour name of its background.", "tên màu nền.", "ground: paper")
    least: float = described(
        "the least contrast by WCAG 2.2: 4.5 for text, 3 for anything else.",
        "độ tương phản tối thiểu theo WCAG 2.2: 4.5 với chữ, 3 với những gì không phải chữ.",
        "least: 4.5",
        ge=3,
        le=21,
    )


class Palette(Record):
    """``brand/palette.yml``: colours by name, for each scheme."""

    light: Mapping[str, Colour] = described(
        "colours for readers who prefer a light screen, #rrggbb.",
        "màu cho giao diện sáng, dạng #rrggbb.",
        'light: {ink: "#14212b"}',
        default={},
    )
    dark: Mapping[str, Colour] = described(
        "the same colours for readers who prefer a dark screen, #rrggbb.",
        "các màu ấy cho giao diện tối, dạng #rrggbb.",
        'dark: {ink: "#e9e6df"}',
        default={},
    )
    print: Mapping[str, Colour] = described(
        "the colours that differ from light when printed, #rrggbb.",
        "những màu khác giao diện sáng khi in, dạng #rrggbb.",
        'print: {ink: "#000000"}',
        default={},
    )
    pairs: tuple[Pair, ...] = described(
        "pairs of text and background colours.",
        "các cặp màu chữ và nền.",
        "pairs: [{text: ink, ground: paper, least: 4.5}]",
        default=(),
    )

    @property
    def schemes(self) -> Mapping[str, Mapping[str, str]]:
        """Every scheme by its key in the file, with all of its colours."""
        return {"light": self.light, "dark": self.dark, "print": {**self.light, **self.print}}


def unfit_colours(document: YamlDocument, palette: Palette) -> Iterator[Fault]:
    """Colours that light or dark lacks, and names that are no colour's."""
    for name in palette.light.keys() - palette.dark.keys():
        yield document.fault(
            ("light", name),
            f"Giao diện tối chưa có màu “{name}”.",
            f"The dark scheme lacks the colour “{name}”.",
            f'dark: {{{name}: "{palette.light[name]}"}}',
        )
    for scheme in ("dark", "print"):
        for name in palette.schemes[scheme].keys() - palette.light.keys():
            yield _unknown(document, (scheme, name), name, palette)
    for index, pair in enumerate(palette.pairs):
        for key, name in (("text", pair.text), ("ground", pair.ground)):
            if name not in palette.light:
                yield _unknown(document, ("pairs", index, key), name, palette)


def _unknown(
    document: YamlDocument, key: tuple[str | int, ...], name: str, palette: Palette
) -> Fault:
    near = nearest(name, palette.light) if palette.light else "…"
    return document.fault(
        key,
        f"Giao diện sáng không có màu “{name}”. Gần nhất: “{near}”.",
        f"The light scheme has no colour “{name}”. Nearest: “{near}”.",
        near,
    )


def read_palette(root: Path) -> Palette:
    """The palette of a city.

    Raises:
        FaultsError: the file cannot be read or does not fit.
    """
    document = read_yaml(root / FILE, root)
    palette = validated(Palette, document)
    if faults := list(unfit_colours(document, palette)):
        raise FaultsError(faults)
    return palette


def rule(selector: str, colours: Mapping[str, str]) -> str:
    """The colours as a rule of a stylesheet: ``:root{--sea:#0b5a7a;…}``."""
    return f"{selector}{{{''.join(f'--{name}:{value};' for name, value in colours.items())}}}"
