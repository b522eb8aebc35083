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
    That is put in without a further look where the habit is ``sure`` and ``mended``. ``raw`` looks
    at the text before markup is blanked. Every match holds one of ``signs``, if there are any, so
    that a text without them need not be searched.
    """

    pattern: re.Pattern[str]
    locales: tuple[str, ...]
    vi: str
    en: str
    mend: Mend
    sure: bool = True
    mended: bool = True
    raw: bool = False
    signs: tuple[str, ...] = ()

    def may_show(self, text: str, locale: str) -> bool:
        """Whether ``text`` in the language ``locale`` is worth a search."""
        if locale not in self.locales:
            return False
        return not self.signs or any(sign in text for sign in self.signs)


def habits_in(
    blocks: list[Block], locale: str, habits: Iterable[Habit], rule: str
) -> Iterator[Found]:
    """Every place of ``blocks`` where one of ``habits`` shows, as findings of ``rule``."""
    text = "\n".join(block.text for block in blocks)
    likely = [habit for habit in habits if habit.may_show(text, locale)]
    for block in blocks:
        for habit in likely:
            yield from _places(block, habit, rule)


def _places(block: Block, habit: Habit, rule: str) -> Iterator[Found]:
    for found in habit.pattern.finditer(block.text if habit.raw else block.prose):
        if habit.raw and _after_markup(block, found.start()):
            continue
        right = habit.mend(found, block.locale)
        if right is not None:
            start, end = block.start + found.start(), block.start + found.end()
            fix = right if habit.sure and habit.mended else None
            yield Found(rule, start, end, habit.vi, habit.en, right or "∅", habit.sure, fix)


def _after_markup(block: Block, at: int) -> bool:
    """Whether what stands before ``at`` is code or an address."""
    return at > 0 and block.prose[at - 1] != block.text[at - 1]
