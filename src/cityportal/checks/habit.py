"""Habits of writing that are foreign to a language: each a pattern and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block

Mend = Callable[[re.Match[str], str], str | None]


@dataclass(frozen=True)
class Habit:
    """One such habit, in the languages of ``locales``.

    ``mend`` takes what was found and the language, and gives None where it is no fault after all.
    ``mended`` tells whether that may be put in without a further look; ``raw`` looks at the text
    before markup is blanked.
    """

    pattern: re.Pattern[str]
    locales: tuple[str, ...]
    vi: str
    en: str
    mend: Mend
    sure: bool = True
    mended: bool = True
    raw: bool = False


def habits_in(block: Block, habits: Iterable[Habit], rule: str) -> Iterator[Found]:
    """Every place of ``block`` where one of ``habits`` shows, as findings of ``rule``."""
    for habit in habits:
        if block.locale in habit.locales:
            yield from _places(block, habit, rule)


def _places(block: Block, habit: Habit, rule: str) -> Iterator[Found]:
    for found in habit.pattern.finditer(block.text if habit.raw else block.prose):
        if habit.raw and block.prose[found.start() - 1 : found.start()] == " ":
            continue  # what stands before is code or an address
        right = habit.mend(found, block.locale)
        if right is not None:
            start, end = block.start + found.start(), block.start + found.end()
            fix = right if habit.mended else None
            yield Found(rule, start, end, habit.vi, habit.en, right or "∅", habit.sure, fix)
