"""A quantity, as it is read in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cityportal.figures import grammar


@dataclass(frozen=True)
class Quantity:
    """A quantity in a text.

    ``start`` and ``end`` are character offsets of number, magnitude and unit. ``amounts`` holds the
    evident reading first, then any other a careful reader might take. ``unit`` is a currency code,
    a sign such as ``%`` or ``ha``, or empty for a count. ``worded`` is a number in words.
    """

    start: int
    end: int
    text: str
    amounts: tuple[Decimal, ...]
    unit: str = ""
    worded: bool = False
    ambiguous: bool = False
    marked: bool = False
    """Written by a mark, so the registry answers for it."""

    def moved(self, offset: int) -> Quantity:
        """The quantity with its places counted from elsewhere."""
        return replace(self, start=self.start + offset, end=self.end + offset)

    @property
    def amount(self) -> Decimal:
        """The evident reading."""
        return self.amounts[0]

    @property
    def slight(self) -> bool:
        """A small count or a single unit, which translations add and drop freely."""
        return self.amount == 1 or (not self.unit and self.amount <= 10)

    @property
    def measured(self) -> str:
        """What the unit measures: the currency, the sign, or area and length for their units."""
        return grammar.BASES.get(self.unit, (1, self.unit))[1]

    @cached_property
    def senses(self) -> frozenset[tuple[str, Decimal]]:
        """What is measured, with each amount of it that may be meant."""
        factor, _ = grammar.BASES.get(self.unit, (1, ""))
        return frozenset((self.measured, amount * factor) for amount in self.amounts)

    def agrees(self, other: Quantity) -> bool:
        """Whether some reading of both is the same amount of the same thing."""
        return not self.senses.isdisjoint(other.senses)

    def equals(self, other: Quantity) -> bool:
        """Whether some reading of both is the same amount, of whatever."""
        mine = grammar.BASES.get(self.unit, (1, ""))[0]
        theirs = grammar.BASES.get(other.unit, (1, ""))[0]
        return any(a * mine == b * theirs for a in self.amounts for b in other.amounts)
