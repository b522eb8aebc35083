"""Text can be read on what it stands on: WCAG 2.2, success criterion 1.4.3, at least 4.5 to 1."""

from __future__ import annotations

import pytest
import yaml
from cities import PROJECT

PALETTE = yaml.safe_load((PROJECT / "brand" / "palette.yml").read_text())
PAIRS = [
    (text, ground)
    for text in ("ink", "muted", "sea", "flamboyant")
    for ground in ("paper", "surface", "sand")
] + [("on-deep", "deep")]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str) -> None:
    lighter, darker = sorted(
        (luminance(PALETTE[scheme][text]), luminance(PALETTE[scheme][ground])), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
