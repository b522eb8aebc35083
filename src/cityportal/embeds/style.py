"""The style of frames: the colours of the palette in the scheme that a frame asks for."""

from __future__ import annotations

from pathlib import Path

from cityportal.brandbook.palette import read_palette, rule

_DARK_SYSTEM = "@media (prefers-color-scheme:dark)"


def style(root: Path, theme: Path) -> bytes:
    """``theme/embeds/embed.css`` with the palette of the city in ``root`` before it.

    Raises:
        FaultsError: the palette does not fit.
    """
    palette = read_palette(root)
    colours = (
        rule(":root", palette.light),
        f"{_DARK_SYSTEM}{{{rule(':root[data-scheme=auto]', palette.dark)}}}",
        rule(":root[data-scheme=dark]", palette.dark),
        f"@media print{{{rule(':root[data-scheme]', palette.schemes['print'])}}}",
    )
    return "\n".join((*colours, "")).encode() + (theme / "embeds" / "embed.css").read_bytes()
