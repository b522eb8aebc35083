"""BR001: official names, as the brand book gives them."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.rule import Family, Rule, Text


def _check(text: Text) -> Iterator[Found]:
    for block in text.blocks:
        line = block.flat.line
        for start, end, right in text.book.names.find(line):
            first, last = block.span(start, end)
            found = line[start:end]
            yield Found(
                "BR001", first, last,
                f"Viết “{right}”, tên chính thức, thay cho “{found}”.",
                f"Write “{right}”, the official name, in place of “{found}”.",
                right, fix=None if _repeats(line, start, end, right) else right,
            )  # fmt: skip


def _repeats(text: str, start: int, end: int, right: str) -> bool:
    """Whether the words around a wrong form are already part of the right one."""
    before, after, right = text[:start].rstrip(), text[end:].lstrip().casefold(), right.casefold()
    return any(
        after.startswith(right[-size:].lstrip())
        or before.casefold().endswith(right[:size].rstrip())
        for size in range(1 if ord(right[0]) >= 0x2E80 else 2, len(right))
    )


FAMILY = Family((Rule("BR001", "official-names"),), _check)
