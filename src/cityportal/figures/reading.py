"""Reading quantities in running text of five languages.

What is found keeps its exact place. Dates, years, document numbers, ordinals, telephone numbers,
versions, list numbers, addresses, code and links are no quantities and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cityportal.figures import grammar

_BLANK = "\ue000"
# Here and below, a pattern begins with the character that is sought and looks behind from there, so
# that the search leaps to it instead of trying every place.
_MIDDLE_POINT = re.compile(r"・(?<=[0-9０-９]・)(?=[0-9０-９])")
_WIDE_COMMA = re.compile(r"，(?<=[0-9０-９]，)(?=[0-9０-９]{3}(?![0-9０-９]))")
_RANGE = {
    "vi": re.compile(r"\s?(?:-|–|—|~|đến|tới)\s?"),
    "en": re.compile(r"\s?(?:-|–|—|~|to|and)\s?"),
    "ko": re.compile(r"\s?(?:-|–|~|∼|〜|에서|부터)\s?"),
    "ja": re.compile(r"\s?(?:-|–|~|～|〜|から|ないし)\s?"),
    "zh": re.compile(r"\s?(?:-|–|—|~|～|至|到)\s?"),
}
_FILLER = {
    "ko": re.compile(r"여?\s?"),
    "ja": re.compile(r"(?:余り?)?"),
    "zh": re.compile(r"(?:多|余)?\s?"),
    "vi": re.compile(r"\s?"),
    "en": re.compile(r"[\s-]?"),
}
_DECIMAL_COMMA = {"vi"}


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
    scan = _eastern if locale in grammar.EAST else _western
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


# --- Vietnamese and English ----------------------------------------------------------------------

_NUMBER = re.compile(rf"\d(?<![\w.,]\d){grammar.FURTHER_DIGITS}")
_NUMBER_OR_CODED = re.compile(
    rf"\d(?:(?<![\w.,]\d)|(?P<code>(?<=[A-Z]\d))){grammar.FURTHER_DIGITS}"
)
_WORDS_OF_MAGNITUDE = {
    locale: re.compile(
        r"[\s\u00a0-]?("
        + "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        + r")(?!\w)",
        re.IGNORECASE,
    )
    for locale, words in grammar.MAGNITUDES.items()
}
_HALF = re.compile(r"\srưỡi(?!\w)")
_SMALLER = re.compile(rf"\s({grammar.DIGITS})(?=\s)")
_LETTER = re.compile(r"[TBMmbkK](?![A-Za-z0-9à-ỹ²])")


def _western(blanked: str, text: str, locale: str) -> Iterator[Quantity]:
    at = 0
    while found := _next_number(blanked, at):
        start, end = found.span()
        before_unit, start = _unit_before(blanked, start)
        factor, end, lettered = _magnitude(blanked, end, locale)
        readings, unclear = _read_digits(found[0], locale, bool(factor))
        rest, end = _smaller_part(blanked, end, factor, locale)
        unit, end = _unit_after(blanked, end, locale)
        unit = before_unit or unit
        trillion_dong = locale == "en" and unit == "VND" and factor == 10**12
        if unit and not factor and unit not in grammar.CURRENCIES:
            unclear = False
        yield Quantity(
            start, end, text[start:end],
            tuple(reading * (factor or 1) + rest for reading in readings),
            unit, ambiguous=unclear or trillion_dong or lettered == "T",
        )  # fmt: skip
        at = max(end, found.end())


def _next_number(blanked: str, at: int) -> re.Match[str] | None:
    found = _NUMBER_OR_CODED.search(blanked, at)
    coded = found is not None and found["code"] is not None
    if found and coded and not _unit_before(blanked, found.start())[0]:
        return _NUMBER.search(blanked, at)
    return found


def _unit_before(blanked: str, start: int) -> tuple[str, int]:
    window = blanked[max(0, start - 6) : start]
    if not grammar.ANY_UNIT_BEFORE.search(window):
        return "", start
    for unit, pattern in grammar.UNITS_BEFORE:
        for found in pattern.finditer(window):
            if found.end() == len(window):
                return unit, start - len(found[0])
    return "", start


def _magnitude(blanked: str, end: int, locale: str) -> tuple[int, int, str]:
    """Factor (0 where there is none), the place after it, and the letter if it is one."""
    letters = grammar.ENGLISH_LETTERS if locale == "en" else grammar.LETTERS
    letter = _LETTER.match(blanked, end)
    if letter and letter[0] in letters and not grammar.METRES.match(blanked, end):
        return letters[letter[0]], letter.end(), letter[0]
    word = _WORDS_OF_MAGNITUDE[locale].match(blanked, end)
    if not word:
        return 0, end, ""
    return grammar.MAGNITUDES[locale][word[1].lower()], word.end(), ""


def _smaller_part(blanked: str, end: int, factor: int, locale: str) -> tuple[Decimal, int]:
    """The part after a magnitude word: the 500 triệu of 8 tỷ 500 triệu."""
    if factor and locale == "vi" and (half := _HALF.match(blanked, end)):
        return Decimal(factor) / 2, half.end()
    found = _SMALLER.match(blanked, end) if factor and locale == "vi" else None
    if not found:
        return Decimal(0), end
    smaller, after, _ = _magnitude(blanked, found.end(), locale)
    if not 0 < smaller < factor:
        return Decimal(0), end
    return _read_digits(found[1], locale, True)[0][0] * smaller, after


def _read_digits(digits: str, locale: str, scaled: bool) -> tuple[tuple[Decimal, ...], bool]:
    """The readings of a run of digits and separators, and whether that is unclear."""
    digits = re.sub(r"[\u00a0' ]", "", digits)
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return (Decimal(digits),), False
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    as_group = Decimal(re.sub(r"[.,]", "", digits))
    as_decimal = Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)
    if len(set(marks)) == 2:
        return (as_decimal,), False
    if len(marks) > 1:
        return (as_group,), False
    if len(fraction) != 3 or digits.startswith("0") or len(whole) > 3:
        return (as_decimal,), False
    decimal = "," if locale in _DECIMAL_COMMA else "."
    if scaled:
        # 1.234 billion is plain English; 1.234 tỷ may be either; 1,234 tỷ is plain Vietnamese.
        if locale == "vi" and last == ".":
            return (as_group, as_decimal), True
        return ((as_decimal, as_group) if last == decimal else (as_group, as_decimal)), False
    if last == decimal:
        return (as_decimal, as_group), locale in ("vi", "en")
    return (as_group,), False


def _unit_after(blanked: str, end: int, locale: str) -> tuple[str, int]:
    filler = _FILLER[locale].match(blanked, end)
    place = filler.end() if filler else end
    best = ("", end)
    if not grammar.ANY_UNIT_AFTER[locale].match(blanked, place):
        return best
    for unit, pattern in grammar.UNITS_AFTER[locale]:
        found = pattern.match(blanked, place)
        if found and found.end() > best[1] and not _runs_on(blanked, found, locale):
            best = (unit, found.end())
    return best


def _runs_on(blanked: str, found: re.Match[str], locale: str) -> bool:
    """Whether what looks like a unit is the beginning of a longer word."""
    if locale not in ("vi", "en") or not found[0][-1:].isalpha():
        return False
    return blanked[found.end() : found.end() + 1].isalpha()


# --- Korean, Japanese, Chinese -------------------------------------------------------------------

_SMALL = {"ko": "[천백십]", "ja": "[千百十]", "zh": "[千百十](?![瓦米克])"}
_SMALL_WORDS = "천백십千百十"
_BIG = {"ko": "경|조|억|만", "ja": "京|兆|億|万", "zh": "万亿|亿|億|万|萬|兆(?!瓦|赫)"}
_EAST_NUMBER = {
    locale: re.compile(
        rf"\d(?<![\d.,A-Za-z]\d){grammar.FURTHER_DIGITS}(?:{unit}"
        rf"(?:(?:(?<=[{_SMALL_WORDS}])|(?<=[만억조경万億亿兆萬])\s?)(?:{grammar.DIGITS})"
        rf"(?!\s?[년월일年月日]))?)*|\d(?<=D\d){grammar.FURTHER_DIGITS}"
    )
    for locale in _SMALL
    for unit in [rf"\s?[여多余]?(?:{_BIG[locale]}|{_SMALL[locale]})"]
}
_TOKEN = {
    locale: re.compile(rf"({grammar.DIGITS})|({_SMALL[locale]})|({_BIG[locale]})")
    for locale in _SMALL
}
_ENGLISH_IN_EAST = re.compile(r"\s?(million|billion|trillion|mn|bn|tn)(?!\w)", re.IGNORECASE)


def _eastern(blanked: str, text: str, locale: str) -> Iterator[Quantity]:
    at = 0
    while found := _EAST_NUMBER[locale].search(blanked, at):
        start, end = found.span()
        number = found[0].rstrip(" 여") if locale == "ko" else found[0].rstrip()
        end = start + len(number)
        before_unit, start = _unit_before(blanked, start)
        amount = _eastern_value(number, locale)
        lettered = ""
        if english := _ENGLISH_IN_EAST.match(blanked, end):
            amount *= grammar.MAGNITUDES["en"][english[1].lower()]
            end = english.end()
        elif (letter := _LETTER.match(blanked, end)) and letter[0] in grammar.LETTERS:
            amount, end, lettered = amount * grammar.LETTERS[letter[0]], letter.end(), letter[0]
        percent = locale == "zh" and blanked[max(0, start - 3) : start] == "百分之"
        unit, end = _unit_after(blanked, end, locale)
        if percent:
            unit, start = "%", start - 3
        elif tenth := grammar.TENTH.match(blanked, end) if amount < 10 else None:
            unit, end, amount = "%", tenth.end(), amount * 10
        yield Quantity(
            start, end, text[start:end], (amount,), before_unit or unit, ambiguous=lettered == "T"
        )
        at = max(end, found.end())


def _eastern_value(number: str, locale: str) -> Decimal:
    """7만6천500 is 76,500: tens to thousands add up to a section, which 만, 억 and 조 multiply."""
    scale = grammar.EAST[locale]
    total, section, digit = Decimal(0), Decimal(0), Decimal(0)
    units = sum(1 for _, small, big in _TOKEN[locale].findall(number) if small or big)
    for digits, small, big in _TOKEN[locale].findall(number):
        if digits:
            digit = _read_digits(digits, locale, units > 0)[0][0]
        elif small:
            section += (digit or 1) * scale[small]
            digit = Decimal(0)
        else:
            total += (section + digit or 1) * scale[big]
            section, digit = Decimal(0), Decimal(0)
    return total + section + digit


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
    factor, _, _ = _magnitude(tail, 0, locale)
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
            unit, end = _unit_after(blanked, found.end(), locale)
            yield replace(_worded(found, text, number), unit=unit, end=end)
    if locale == "ja":
        for found in grammar.JA_COUNTERS.finditer(blanked):
            yield _worded(found, text, Decimal(grammar.NUMERALS[found[0][0]]))


def _worded(found: re.Match[str], text: str, value: Decimal) -> Quantity:
    return Quantity(
        found.start(), found.end(), text[found.start() : found.end()], (value,), worded=True
    )
