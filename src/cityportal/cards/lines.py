"""Setting a text in lines, all of nearly one length, where it may be broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from cityportal.linebreaks import Piece

Measure: TypeAlias = Callable[[str], float]
"""The width of a text in pixels."""

ELLIPSIS = "…"

_LONELY, _NEARLY_EMPTY = 0.5, 0.26
"""What a line costs of which less than the second share is filled."""


@dataclass(frozen=True)
class Broken:
    """A text in lines; ``cost`` is that of its breaks."""

    lines: tuple[str, ...]
    cost: float = 0.0


def broken(parts: Sequence[Piece], width: float, lines: int, measure: Measure) -> Broken | None:
    """The best way to set ``parts`` in the fewest lines; None if they need more than ``lines``."""
    widths = [measure(one.text) for one in parts]
    gaps = [measure(one.gap) if one.gap else 0.0 for one in parts]
    needed = _needed(widths, gaps, width)
    if needed is None or needed > lines:
        return None
    ends = _ends(parts, widths, gaps, width, needed)
    starts = (0, *ends[:-1])
    text = tuple(_joined(parts[start:end]) for start, end in zip(starts, ends, strict=True))
    lonely = sum(measure(line) < _NEARLY_EMPTY * width for line in text) if needed > 1 else 0
    return Broken(text, sum(parts[end - 1].cost for end in ends[:-1]) + _LONELY * lonely)


def shortened(parts: Sequence[Piece], width: float, lines: int, measure: Measure) -> Broken:
    """As much of ``parts`` as fits, with an ellipsis."""
    for count in range(len(parts) - 1, 0, -1):
        last = Piece(_bare(parts[count - 1].text) + ELLIPSIS)
        if found := broken((*parts[: count - 1], last), width, lines, measure):
            return found
    return Broken((_cut(parts[0].text, width, measure),))


def _cut(word: str, width: float, measure: Measure) -> str:
    """As much of one word as fits, with an ellipsis; a letter keeps its marks."""
    letters = re.findall(r"[\s\S][\u0300-\u036f]*", word)
    for count in range(len(letters), 0, -1):
        if measure(found := "".join(letters[:count]) + ELLIPSIS) <= width:
            return found
    return ELLIPSIS


def _needed(widths: Sequence[float], gaps: Sequence[float], width: float) -> int | None:
    """How many lines there are when each is filled; None if a piece is wider than a line."""
    lines, used = 1, 0.0
    for own, gap in zip(widths, (0.0, *gaps), strict=False):
        if own > width:
            return None
        used += (gap if used else 0.0) + own
        if used > width:
            lines, used = lines + 1, own
    return lines


def _ends(
    parts: Sequence[Piece],
    widths: Sequence[float],
    gaps: Sequence[float],
    width: float,
    lines: int,
) -> tuple[int, ...]:
    """Behind which piece each of the ``lines`` ends, at the least cost."""
    count = len(parts)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for start in range(count):
        for used in range(lines):
            if (start, used) not in best:
                continue
            cost, ends = best[start, used]
            length = 0.0
            for end in range(start + 1, count + 1):
                length += widths[end - 1] + (gaps[end - 2] if end - 1 > start else 0.0)
                if length > width:
                    break
                total = cost + _line_cost(parts[end - 1], length / width, end == count)
                if total < best.get((end, used + 1), (inf, ()))[0]:
                    best[end, used + 1] = (total, (*ends, end))
    return best[count, lines][1]


def _line_cost(last: Piece, filled: float, ends_text: bool) -> float:
    """What a line costs that ends with the piece ``last`` and fills a share of the width."""
    stumbling = 0.0 if ends_text else last.cost
    return (1 - filled) ** 2 + stumbling + (_LONELY if filled < _NEARLY_EMPTY else 0.0)


def _joined(parts: Sequence[Piece]) -> str:
    return "".join(one.text + one.gap for one in parts).rstrip(" ")


def _bare(text: str) -> str:
    """``text`` without signs that do not stand before an ellipsis."""
    return text.rstrip("、。，．：；,.:;–—-・· ") or text
