"""Numbers in digits with their magnitude and unit, as west and east write them.

The text is plain, and what only looks like a quantity is blanked in it. A pattern begins with the
digit that is sought and looks behind from there, so that the search leaps to digits instead of
trying every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cityportal.figures import grammar
from cityportal.figures.quantity import Quantity

_FILLER = {
    "ko": re.compile(r"여?\s?"),
    "ja": re.compile(r"(?:余り?)?"),
    "zh": re.compile(r"(?:多|余)?\s?"),
    "vi": re.compile(r"\s?"),
    "en": re.compile(r"[\s-]?"),
}
_DECIMAL_COMMA = {"vi"}


def scan(blanked: str, text: str, locale: str) -> Iterator[Quantity]:
    """The quantities in ``blanked`` one by one; ``text`` is what was typed there."""
    return (_eastern if locale in grammar.EAST else _western)(blanked, text, locale)


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
        factor, end, lettered = magnitude(blanked, end, locale)
        readings, unclear = _read_digits(found[0], locale, bool(factor))
        rest, end = _smaller_part(blanked, end, factor, locale)
        unit, end = unit_after(blanked, end, locale)
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
    """The next number; right after a letter it is one only if that ends the code of a currency."""
    found = _NUMBER_OR_CODED.search(blanked, at)
    if found and found["code"] is not None and not _unit_before(blanked, found.start())[0]:
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


def magnitude(blanked: str, end: int, locale: str) -> tuple[int, int, str]:
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
    smaller, after, _ = magnitude(blanked, found.end(), locale)
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


def unit_after(blanked: str, end: int, locale: str) -> tuple[str, int]:
    """The unit that stands at ``end``, empty if there is none, and the place after it."""
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
        unit, end = unit_after(blanked, end, locale)
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
