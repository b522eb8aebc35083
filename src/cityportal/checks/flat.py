"""A text as one line, so that a line break within a name does not hide it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cityportal.checks.script import EAST

_UNSPACED = rf"{EAST}\u3001-\u303f\uff01-\uff60"
_BREAK = re.compile(
    rf"(?P<joint>(?<=[{_UNSPACED}])[ \t]*\n[ \t>]*(?=[{_UNSPACED}]))|[ \t]*\n[ \t>]*", re.DOTALL
)


@dataclass(frozen=True)
class Flat:
    """One line, and the offset in the text it was made from of each of its characters."""

    line: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``start`` to ``end`` of the line stand in the text, which are not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def flattened(text: str) -> Flat:
    """``text`` with each line break as a space, or as nothing between Han or kana."""
    text = text.rstrip("\n")
    if "\n" not in text:
        return Flat(text, range(len(text)))
    line: list[str] = []
    offsets: list[int] = []
    last = 0
    for found in _BREAK.finditer(text):
        line.append(text[last : found.start()])
        offsets.extend(range(last, found.start()))
        if not found["joint"]:
            line.append(" ")
            offsets.append(found.start())
        last = found.end()
    line.append(text[last:])
    offsets.extend(range(last, len(text)))
    return Flat("".join(line), offsets)


def bare(text: str) -> str:
    """The letters and digits of ``text`` alone, in small letters, for comparing."""
    return re.sub(r"\W", "", text).lower()
