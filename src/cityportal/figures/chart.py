"""The history of a figure as a small bar chart in SVG, with its numbers as text."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

_WIDTH, _HEIGHT, _GAP = 160, 40, 6


def chart(amounts: Sequence[float], title: str) -> str:
    """Bars for ``amounts``, oldest first; ``title`` says the same in words.

    The last bar is the value that holds. Colours come from the stylesheet.
    """
    largest = max(amounts) or 1
    width = (_WIDTH - _GAP * (len(amounts) - 1)) / len(amounts)
    bars = []
    for index, amount in enumerate(amounts):
        height = max(2.0, amount / largest * _HEIGHT)
        last = ' class="now"' if index == len(amounts) - 1 else ""
        bars.append(
            f'<rect{last} x="{index * (width + _GAP):.1f}" y="{_HEIGHT - height:.1f}" '
            f'width="{width:.1f}" height="{height:.1f}"/>'
        )
    return (
        f'<svg class="chart" role="img" aria-label={quoteattr(title)} '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
        f"{''.join(bars)}</svg>"
    )
