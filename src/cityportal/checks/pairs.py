"""A page held against its source language, block by block.

Blocks of a page and its translation belong together where they share quantities, whatever their
order, split or merged. Only where that bond is firm is a difference an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cityportal.checks.prose import Block
from cityportal.figures.agreement import Disagreement, Rule, ambiguous, compare_quantities
from cityportal.figures.quantity import Quantity


@dataclass(frozen=True)
class _Bond:
    """Blocks of the source and of the translation that tell one thing."""

    source: tuple[Block, ...]
    target: tuple[Block, ...]
    firm: bool


def compare_blocks(source: list[Block], target: list[Block]) -> Iterator[Disagreement]:
    """What the translation does not say as its source does; places are offsets in the bodies."""
    for bond in _bonds(source, target):
        ours = [one for block in bond.source for one in block.quantities]
        theirs = [one for block in bond.target for one in block.quantities]
        if not any(compare_quantities(ours, theirs)):
            continue
        theirs = [one for block in bond.target for one in block.all_quantities]
        for found in compare_quantities(ours, theirs):
            if found.quantity.marked and found.rule is not Rule.MISSING:
                continue
            if found.rule is Rule.MISSING:
                everywhere = (one for block in target for one in block.all_quantities)
                if not any(found.quantity.equals(other) for other in everywhere):
                    # Pages are written anew in each language: what is left out is only a doubt.
                    yield replace(found, sure=False, at=bond.target[0].start)
                continue
            if found.rule is Rule.DIFFERS and _said(found, source):
                continue
            yield replace(found, sure=found.sure and bond.firm)
    for block in target:
        yield from ambiguous(list(block.quantities), in_source=False)


def _said(found: Disagreement, source: list[Block]) -> bool:
    """The differing amount stands elsewhere in the source: another statement, not a slip."""
    return any(found.quantity.agrees(one) for block in source for one in block.quantities)


def _bonds(source: list[Block], target: list[Block]) -> Iterator[_Bond]:
    """Each source block with the target blocks that share most with it, or stand in its place."""
    aligned = len(source) == len(target)
    given = [_senses(other) for other in target]
    for index, block in enumerate(source):
        if not any(not one.slight for one in block.quantities):
            continue
        telling = [one.senses for one in block.quantities if _telling(one)]
        shared = [sum(not one.isdisjoint(senses) for one in telling) for senses in given]
        most = max(shared, default=0)
        if most:
            partners = tuple(other for other, count in zip(target, shared, strict=True) if count)
            yield _Bond((block,), partners, firm=most >= 2)
        elif aligned:
            yield _Bond((block,), (target[index],), firm=False)


def _senses(block: Block) -> frozenset[tuple[str, Decimal]]:
    """All that the quantities of ``block`` may mean."""
    return frozenset(sense for one in block.quantities for sense in one.senses)


def _telling(one: Quantity) -> bool:
    return not one.slight and not one.worded
