"""What editors note beside a text, and how far it reaches.

``<!-- … -->`` in a page and ``/* … */`` in a stylesheet speak of the block they stand in, or of the
next where they stand alone; ``# …`` in YAML of its line, or of the next entry.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_BREAK = re.compile(r"\n\s*\n|\n---\n")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_NEXT_ENTRY = re.compile(r"\n( *)\S.*(?:\n(?:\1 +.*|(?=\n)))*")
_NEXT_BLOCK = re.compile(r"\s*\S.*?(?=\n\s*\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Comment:
    """A comment that was found; it speaks of the text from ``start`` to ``end``."""

    found: re.Match[str]
    start: int
    end: int

    def reaches(self, at: int) -> bool:
        """Whether it speaks of what stands at ``at``."""
        return self.start <= at <= self.end


@dataclass(frozen=True)
class Remark:
    """A kind of comment: the word it begins with, and the pattern of what follows."""

    word: str
    rest: str

    def find(self, text: str) -> Iterator[Comment]:
        """The comments of this kind in ``text``, in their order."""
        if self.word not in text:
            return
        blocks = _Blocks(text)
        for found in self._pattern.finditer(text):
            if not found["yaml"]:
                yield Comment(found, *blocks.reach(found))
            elif found.start() < blocks.yaml_end:
                yield Comment(found, *_reach_in_yaml(text, found))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:<!--|/\*|(?P<yaml>#))\s*{self.word}{self.rest}\s*(?:-->|\*/|(?(yaml)$|(?!)))",
            re.DOTALL | re.MULTILINE,
        )


class _Blocks:
    """A text by its blocks, which blank lines part."""

    def __init__(self, text: str) -> None:
        self._text = text
        breaks = [one.span() for one in _BREAK.finditer(text)]
        self._ends = [start for start, _ in breaks]
        self._starts = [end for _, end in breaks]

    @property
    def yaml_end(self) -> int:
        """Where YAML ends: after the front matter of a page, which begins with dashes."""
        text = self._text
        return text.find("\n---\n", 3) if text.startswith("---\n") else len(text)

    def reach(self, found: re.Match[str]) -> tuple[int, int]:
        """The block that ``found`` stands in, or the next one if it stands alone."""
        text, start, end = self._text, found.start(), found.end()
        first = text.rfind("\n", 0, start) + 1
        alone = not text[first:start].strip() and _LINE_END.match(text, end)
        if alone and (following := _NEXT_BLOCK.match(text, end)):
            return start, following.end()
        before, after = bisect_right(self._starts, start), bisect_left(self._ends, end)
        return (
            self._starts[before - 1] if before else 0,
            self._ends[after] if after < len(self._ends) else len(text),
        )


def _reach_in_yaml(text: str, found: re.Match[str]) -> tuple[int, int]:
    start = text.rfind("\n", 0, found.start()) + 1
    alone = not text[start : found.start()].strip()
    following = _NEXT_ENTRY.match(text, found.end())
    return start, following.end() if alone and following else found.end()
