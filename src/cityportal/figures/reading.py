"""Reading quantities in running text of five languages.

What is found keeps its exact place. Dates, years, document numbers, ordinals, telephone numbers,
versions, list numbers, addresses, code and links are no quantities and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cityportal.figures import grammar
from cityportal.figures.digits import magnitude, scan, unit_after
from cityportal.figures.quantity import Quantity

_BLANK = "\ue000"
# A pattern begins with the character that is sought and looks behind from there, so that the search
# leaps to it instead of trying every place.
_MIDDLE_POINT = re.compile(r"・(?<=[0-9０-９]・)(?=[0-9０-９])")
_WIDE_COMMA = re.compile(r"，(?<=[0-9０-９]，)(?=[0-9０-９]{3}(?![0-9０-９]))")
_RANGE = {
    "vi": re.compile(r"\s?(?:-|–|—|~|đến|tới)\s?"),
    "en": re.compile(r"\s?(?:-|–|—|~|to|and)\s?"),
    "ko": re.compile(r"\s?(?:-|–|~|∼|〜|에서|부터)\s?"),
    "ja": re.compile(r"\s?(?:-|–|~|～|〜|から|ないし)\s?"),
    "zh": re.compile(r"\s?(?:-|–|—|~|～|至|到)\s?"),
}


def plain(text: str) -> str:
    """``text`` with digits, signs and spaces of full width made plain, place by place."""
    text = _MIDDLE_POINT.sub(".", _WIDE_COMMA.sub(",", text))
    return text.translate(grammar.PLAIN) if grammar.NOT_PLAIN.search(text) else text


def quantities(text: str, locale: str) -> list[Quantity]:
    """The quantities in ``text``, in order; numbers in words only where they are unmistakable."""
    blanked = _blanked(plain(text), locale)
    found = _in_digits(blanked, text, locale)
    taken = [(one.start, one.end) for one in found]
    words = [
        word for word in _words(blanked, text, locale)
        if not any(start < word.end and word.start < end for start, end in taken)
    ]  # fmt: skip
    return sorted([*found, *words], key=lambda one: one.start)


def quantities_in_digits(text: str, locale: str) -> list[Quantity]:
    """The quantities in ``text`` that are written in digits, in order."""
    return _in_digits(_blanked(plain(text), locale), text, locale) if has_digits(text) else []


def has_digits(text: str) -> bool:
    """Whether ``text`` has a digit at all."""
    return _DIGIT.search(text) is not None


def _in_digits(blanked: str, text: str, locale: str) -> list[Quantity]:
    return _ranges(list(scan(blanked, text, locale)), blanked, locale)


_DIGIT = re.compile(r"\d")
_DIGIT_RUN = re.compile(r"\d(?:.{0,48}?\d)*", re.DOTALL)
_AROUND = 24


def _blanked(text: str, locale: str) -> str:
    """``text`` with what only looks like a quantity made blank.

    The patterns are many, so they are tried only around digits, where all of them have theirs.
    """
    if grammar.NOT_PROSE_SIGNS.search(text):
        text = grammar.NOT_PROSE.sub(_blank, text)
    parts: list[str] = []
    done = 0
    for run in _DIGIT_RUN.finditer(text):
        start = max(done, run.start() - _AROUND)
        for found in grammar.NOT_QUANTITIES[locale].finditer(text, start, run.end() + _AROUND):
            parts += text[done : found.start()], _blank(found)
            done = found.end()
    return "".join(parts) + text[done:]


def _blank(found: re.Match[str]) -> str:
    return _BLANK * len(found[0])


# --- Ranges and words ----------------------------------------------------------------------------


def _ranges(found: list[Quantity], blanked: str, locale: str) -> list[Quantity]:
    """Give the lower end of a range the magnitude and unit that stand after the upper end."""
    result = list(found)
    for index in range(len(result) - 1):
        low, high = result[index], result[index + 1]
        if not _RANGE[locale].fullmatch(blanked[low.end : high.start]):
            continue
        between = re.search(r"\bbetween\s+\S*$", blanked[: low.start + 1])
        if "and" in blanked[low.end : high.start] and not between:
            continue
        if low.unit and high.unit != low.unit and low.unit not in grammar.CURRENCIES:
            continue
        amount, unit = low.amount, low.unit or high.unit
        factor = _factor(high, locale)
        if not _factor(low, locale) > 1 and amount * factor <= high.amount:
            amount *= factor
        currency = unit in grammar.CURRENCIES
        if high.unit == "" and currency:
            result[index + 1] = replace(high, unit=unit)
        result[index] = replace(low, amounts=(amount,), unit=unit, ambiguous=False)
    return result


def _factor(quantity: Quantity, locale: str) -> int:
    """The magnitude word of a quantity as a number; 1 where it has none."""
    bare = re.search(grammar.DIGITS, plain(quantity.text))
    if not bare:
        return 1
    tail = plain(quantity.text)[bare.end() :]
    if locale in grammar.EAST:
        factor = 1
        for word, value in grammar.EAST[locale].items():
            if word in tail:
                return value * (factor if len(word) == 1 else 1)
        return 1
    factor, _, _ = magnitude(tail, 0, locale)
    return factor or 1


def _words(blanked: str, text: str, locale: str) -> Iterator[Quantity]:
    if locale in grammar.WORD_PATTERNS:
        for found in grammar.WORD_PATTERNS[locale].finditer(blanked):
            value = Decimal(grammar.WORDS[locale][found[1].lower()])
            yield _worded(found, text, value)
        return
    for found in grammar.TENTHS.finditer(blanked):
        tenths = Decimal(grammar.NUMERALS[found[1]])
        yield replace(_worded(found, text, tenths * 10), unit="%", worded=False)
    for found in grammar.HAN_PERCENT.finditer(blanked):
        whole, _, fraction = found[1].partition("点")
        whole_value = grammar.han_value(whole)
        if whole_value is not None:
            places = "".join(str(grammar.NUMERALS[char]) for char in fraction)
            percent = Decimal(f"{whole_value}.{places}") if places else whole_value
            yield replace(_worded(found, text, percent), unit="%", worded=False)
    for found in grammar.HAN_NUMBER.finditer(blanked):
        number = grammar.han_value(found[0])
        if number is not None:
            unit, end = unit_after(blanked, found.end(), locale)
            yield replace(_worded(found, text, number), unit=unit, end=end)
    if locale == "ja":
        for found in grammar.JA_COUNTERS.finditer(blanked):
            yield _worded(found, text, Decimal(grammar.NUMERALS[found[0][0]]))


def _worded(found: re.Match[str], text: str, value: Decimal) -> Quantity:
    return Quantity(
        found.start(), found.end(), text[found.start() : found.end()], (value,), worded=True
    )
