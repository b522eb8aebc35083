"""What editors note beside a text, and how far it reaches.

``<!-- … -->`` in a page and ``/* … */`` in a stylesheet speak of the block they stand in, or of the
next where they stand alone; ``# …`` in YAML of its line, or of the next entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_BREAK = re.compile(r"\n\s*\n|\n---\n")
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
        for found in self._pattern.finditer(text):
            reach = _reach_in_yaml if found["yaml"] else _reach
            yield Comment(found, *reach(text, found))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:<!--|/\*|(?P<yaml>#))\s*{self.word}{self.rest}\s*(?:-->|\*/|(?(yaml)$|(?!)))",
            re.DOTALL | re.MULTILINE,
        )


def _reach(text: str, found: re.Match[str]) -> tuple[int, int]:
    before, after = text[: found.start()], text[found.end() :]
    alone = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()
    following = _NEXT_BLOCK.match(text, found.end())
    if alone and following:
        return found.start(), following.end()
    breaks = [one.end() for one in _BREAK.finditer(before)]
    end = _BREAK.search(text, found.end())
    return breaks[-1] if breaks else 0, end.start() if end else len(text)


def _reach_in_yaml(text: str, found: re.Match[str]) -> tuple[int, int]:
    start = text.rfind("\n", 0, found.start()) + 1
    alone = not text[start : found.start()].strip()
    following = _NEXT_ENTRY.match(text, found.end())
    return start, following.end() if alone and following else found.end()
