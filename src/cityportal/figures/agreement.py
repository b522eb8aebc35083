"""Comparing the quantities of a text with those of its translation.

Every quantity of the source looks for the same amount in the translation. What is left over on both
sides is paired by likeness: a slip of magnitude, a changed digit, another currency. A finding that
rests on a good likeness is sure; the rest is doubtful, and only a warning: a wrong error teaches
people to ignore the tool.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from cityportal.figures import grammar
from cityportal.figures.quantity import Quantity
from cityportal.figures.reading import quantities
from cityportal.figures.writing import write_number

CODES = {code: code for code in (*grammar.CURRENCIES, "%", *grammar.BASES)}
"""The units of the registry, by their code, as the reader of quantities names them."""

_NAMES = {
    "USD": {"vi": "{n} USD", "en": "US${n}", "ko": "{n} 달러", "ja": "{n}ドル", "zh": "{n}美元"},
    "VND": {"vi": "{n} đồng", "en": "{n} dong", "ko": "{n} 동", "ja": "{n}ドン", "zh": "{n}越南盾"},
    "EUR": {"vi": "{n} euro", "en": "€{n}", "ko": "{n} 유로", "ja": "{n}ユーロ", "zh": "{n}欧元"},
    "JPY": {"vi": "{n} yên", "en": "¥{n}", "ko": "{n} 엔", "ja": "{n}円", "zh": "{n}日元"},
    "KRW": {"vi": "{n} won", "en": "{n} won", "ko": "{n} 원", "ja": "{n}ウォン", "zh": "{n}韩元"},
    "CNY": {"vi": "{n} tệ", "en": "{n} yuan", "ko": "{n} 위안", "ja": "{n}元", "zh": "{n}元"},
    "%": dict.fromkeys(("vi", "en", "ko", "ja", "zh"), "{n}%"),
}  # fmt: skip


class Rule(StrEnum):
    """The rules of agreement."""

    DIFFERS = "FG001"
    MISSING = "FG002"
    AMBIGUOUS = "FG005"
    CURRENCY = "FG006"


@dataclass(frozen=True)
class Disagreement:
    """What two texts do not agree on.

    ``quantity`` stands in the source if ``in_source``, else in the translation; ``wanted`` is its
    counterpart, whose amount the translation ought to give. ``sure`` tells errors from doubts;
    ``at`` is where in the translation something is missing.
    """

    rule: Rule
    quantity: Quantity
    in_source: bool = False
    wanted: Quantity | None = None
    sure: bool = True
    at: int = 0


def suggestion(wanted: Quantity, locale: str) -> str:
    """The form of ``wanted`` in ``locale``."""
    number = write_number(wanted.amount, locale)
    names = _NAMES.get(wanted.unit)
    if names:
        return names[locale].format(n=number)
    return f"{number} {wanted.unit}".strip()


def compare(source: str, source_locale: str, target: str, locale: str) -> list[Disagreement]:
    """What the quantities of ``target`` do not say as ``source`` does, in order of place."""
    ours, theirs = quantities(source, source_locale), quantities(target, locale)
    found = [
        *ambiguous(ours, in_source=True),
        *ambiguous(theirs, in_source=False),
        *compare_quantities(ours, theirs),
    ]
    return sorted(found, key=lambda one: (not one.in_source, one.quantity.start))


def ambiguous(many: list[Quantity], in_source: bool) -> Iterator[Disagreement]:
    """The quantities whose form may be read in two ways."""
    for one in many:
        if one.ambiguous:
            yield Disagreement(Rule.AMBIGUOUS, one, in_source=in_source)


def compare_quantities(ours: list[Quantity], theirs: list[Quantity]) -> Iterator[Disagreement]:
    """What the quantities of the translation do not say as those of the source do."""
    free = list(theirs)
    wanted = sorted((one for one in ours if not one.worded), key=lambda one: one.slight)
    for same_unit in (True, False):
        for one in list(wanted):
            match = _same(one, free, same_unit)
            if match is None:
                continue
            wanted.remove(one)
            free.remove(match)
            if not same_unit and _currency_lost(one, match):
                yield Disagreement(Rule.CURRENCY, match, wanted=one)
    open_ = [one for one in wanted if not _said_elsewhere(one, theirs)]
    free = [one for one in free if not one.worded and not _said_elsewhere(one, ours)]
    yield from _unlike(open_, free)


def _same(one: Quantity, free: list[Quantity], same_unit: bool) -> Quantity | None:
    for other in free:
        if one.agrees(other) if same_unit else one.equals(other) and _comparable(one, other):
            return other
    return None


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether the units may name one thing, as a lost or changed currency does."""
    money = one.unit in grammar.CURRENCIES, other.unit in grammar.CURRENCIES
    return all(money) or not one.unit or not other.unit


def _currency_lost(one: Quantity, other: Quantity) -> bool:
    """The source names a currency that the translation changes or leaves out."""
    return one.unit in grammar.CURRENCIES and one.unit != other.unit and not other.worded


def _said_elsewhere(one: Quantity, others: list[Quantity]) -> bool:
    """The amount stands on the other side, once for two times here."""
    return any(one.agrees(other) for other in others)


def _unlike(ours: list[Quantity], theirs: list[Quantity]) -> Iterator[Disagreement]:
    ranked = sorted(
        (
            (_likeness(one, other), i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
        ),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for likeness, i, j in ranked:
        if likeness <= 0 or i in used_ours or j in used_theirs:
            continue
        one, other = ours[i], theirs[j]
        if one.slight and other.slight and likeness < 2:
            continue
        used_ours.add(i)
        used_theirs.add(j)
        rule = Rule.DIFFERS
        yield Disagreement(
            rule, other, wanted=one, sure=likeness >= 1 and not one.slight and not other.slight
        )
    for i, one in enumerate(ours):
        if i not in used_ours and not one.slight:
            yield Disagreement(Rule.MISSING, one, in_source=True, sure=bool(one.unit))


def _likeness(one: Quantity, other: Quantity) -> float:
    """How likely two different amounts were meant to be one: 0 not at all, 1 and more surely."""
    if one.unit != other.unit and not _comparable(one, other):
        return 0
    if other.slight and one.unit and not other.unit and _digits(one) != _digits(other):
        return 0
    score = 1.0 if one.unit == other.unit else 0.4
    if one.unit and one.unit == other.unit:
        score += 0.5
    mine, other_digits = _digits(one), _digits(other)
    if mine == other_digits:
        return score + 2
    score += SequenceMatcher(None, mine, other_digits).ratio()
    larger, smaller = max(one.amount, other.amount), min(one.amount, other.amount)
    if smaller and larger / smaller <= Decimal("1.5"):
        score += 0.5
    if other.slight and not one.slight:
        score -= 0.6
    return score


def _digits(quantity: Quantity) -> str:
    """The significant digits of the amount, without point and trailing zeros."""
    return "".join(map(str, quantity.amount.normalize().as_tuple().digits))
