"""Typed figures held against the registry: stale or nearly right ones, and those to be marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cityportal.body import place
from cityportal.checks.prose import Block, blocks
from cityportal.content import Page
from cityportal.figures import marks
from cityportal.figures.agreement import CODES
from cityportal.figures.model import Figures, Statement, UnitKind
from cityportal.figures.quantity import Quantity
from cityportal.figures.writing import Form, write
from cityportal.locales import PartialDate, write_date

_NEAR = Decimal("0.02")


@dataclass(frozen=True)
class Known:
    """A statement of the registry and a text that writes it."""

    identifier: str
    statement: Statement
    holds: bool
    text: str
    directive: str

    def mark(self, dated: bool) -> str:
        """The mark that writes the text; bound to its time where the text gives one."""
        bound = dated or not self.holds
        when = f" as_of={self.statement.as_of}" if bound else ""
        return f"{{{{ {self.directive}{when} }}}}"


class Registry:
    """The registry as one language writes it, ready to be recognised in texts."""

    def __init__(self, figures: Figures, locale: str) -> None:
        self.figures = figures
        self.locale = locale
        self._by_amount: dict[tuple[Decimal, str], list[Known]] = defaultdict(list)
        self._current: dict[str, list[tuple[Decimal, str, str]]] = defaultdict(list)
        for identifier in figures:
            self._add(identifier)

    def _add(self, identifier: str) -> None:
        unit = self.figures.unit(identifier)
        holds = self.figures.holding(identifier)
        code = CODES.get(unit.code or "", "")
        noun = self.noun(identifier)
        self._current[code].append((holds.amount, identifier, noun))
        for statement in self.figures[identifier].values:
            for form in (Form.SENTENCE, Form.SHORT):
                option = "" if form is Form.SENTENCE else f" form={form}"
                self._by_amount[statement.amount, code].append(
                    Known(
                        identifier,
                        statement,
                        statement is holds,
                        write(statement, unit, self.locale, form),
                        f"figure {identifier}{option}",
                    )
                )

    def noun(self, identifier: str) -> str:
        """What follows the number in this language, such as “delegations” or 개 대표단."""
        return self.figures.unit(identifier).form[self.locale].partition("{n}")[2].strip()

    def telling(self, known: Known) -> bool:
        """Whether number and noun say enough without the page's topic: 9件 may be anything."""
        noun = self.noun(known.identifier)
        unit = self.figures.unit(known.identifier)
        return unit.kind is not UnitKind.COUNT or known.statement.amount > 100 or len(noun) > 2

    def written(self, one: Quantity, body: str) -> list[Known]:
        """The statements of which the text around ``one`` is exactly a written form.

        The longest form comes first.
        """
        found = [
            (known, place)
            for known in self._by_amount.get((one.amount, one.unit), ())
            if (place := _covering(known.text, one, body)) >= 0
        ]
        return [known for known, _ in sorted(found, key=lambda pair: -len(pair[0].text))]

    def stale(self, one: Quantity, block: Block, body: str) -> Known | None:
        """The superseded statement that ``one`` repeats without its date."""
        named = [
            known
            for known in self._by_amount.get((one.amount, one.unit), ())
            if self._names(one, known.identifier, body)
        ]
        if any(known.holds or self._still(known) or self.dated(known, block) for known in named):
            return None
        return next(iter(named), None)

    def _still(self, known: Known) -> bool:
        """An earlier statement of the value that holds, or one set aside at the same time."""
        holds = self.figures.holding(known.identifier)
        same_time = known.statement.as_of == holds.as_of
        return known.statement.amount == holds.amount or same_time

    def near(self, one: Quantity, body: str) -> str | None:
        """The figure whose current value ``one`` nearly is, and no statement gives exactly."""
        if self._by_amount.get((one.amount, one.unit)):
            return None
        for amount, identifier, _ in self._current.get(one.unit, ()):
            close = amount and abs(one.amount - amount) / amount <= _NEAR
            if close and amount > 100 and self._names(one, identifier, body):
                return identifier
        return None

    def _names(self, one: Quantity, identifier: str, body: str) -> bool:
        """Whether the thing counted is named beside the number, or the amount of money is large."""
        if self.figures.unit(identifier).kind is UnitKind.CURRENCY:
            return one.amount >= 10**6
        noun = self.noun(identifier)
        after = body[one.end : one.end + len(noun) + 2].replace("여", "").strip()
        return len(noun) > 1 and after.startswith(noun)

    def dated(self, known: Known, block: Block) -> bool:
        """Whether the text around gives the month of a statement."""
        as_of = known.statement.as_of
        month = write_date(PartialDate(as_of.year, as_of.month), self.locale)
        if month in block.section or f"{as_of.month}/{as_of.year}" in block.section:
            return True
        year, bare = str(as_of.year), month.replace(str(as_of.year), "").strip(" 年년/")
        return year in block.section and bool(
            re.search(rf"(?<!\d){re.escape(bare)}", block.section)
        )


def _covering(text: str, one: Quantity, body: str) -> int:
    """Where ``text`` stands in ``body`` over the quantity ``one``; -1 if nowhere."""
    first = max(0, one.start - len(text))
    at = body.find(text, first, one.end + len(text))
    while at >= 0:
        if at <= one.start and one.end <= at + len(text) and not _inside_word(body, at, text):
            return at
        at = body.find(text, at + 1, one.end + len(text))
    return -1


def _inside_word(body: str, at: int, text: str) -> bool:
    before, after = body[at - 1 : at], body[at + len(text) : at + len(text) + 1]
    latin = re.compile(r"[A-Za-zÀ-ỹ0-9]")
    return bool(
        (latin.match(before) and latin.match(text[0]))
        or (latin.match(after) and latin.match(text[-1]))
    )


def covering(known: Known, one: Quantity, body: str) -> tuple[int, int]:
    """First and last offset of the written form over ``one``."""
    start = _covering(known.text, one, body)
    return start, start + len(known.text)


def typed(block: Block) -> Iterator[Quantity]:
    """The quantities of a block that an author typed as digits."""
    return (one for one in block.quantities if not one.marked and not one.worded)


def uses(page: Page, registry: Registry, identifier: str) -> Iterator[tuple[int, str, str]]:
    """Line, text and manner of every place in ``page`` that states a figure."""
    for block in blocks(page, registry.figures):
        for one in block.quantities:
            line, _ = place(page.text, one.start)
            if one.marked:
                if marks.parse(one.text, registry.figures).identifier == identifier:
                    yield line, one.text, "dấu · mark"
            else:
                for known in registry.written(one, page.text)[:1]:
                    if known.identifier == identifier:
                        yield line, known.text, "gõ tay · typed"
