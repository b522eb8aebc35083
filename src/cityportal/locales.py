"""What differs from language to language: tags for HTML, dates as a newsroom writes them.

Babel is right about most dates; where a Vietnamese or British reader expects another form, the
pattern stands in ``_PATTERNS``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from math import inf
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_BABEL = {"en": "en_GB", "zh": "zh_Hans"}
_LETTERS_A_MINUTE = {"ko": 500, "ja": 500, "zh": 450}
_WORDS_A_MINUTE = {"vi": 300}
"""Syllables in Vietnamese, which writes each as a word."""
_COMMAS = {"ja": "、", "zh": "，"}
_PATTERNS = {"vi": ("d/M/y", "'tháng' M/y"), "en": ("d MMMM y", "MMMM y")}


@dataclass(frozen=True)
class Language:
    """One language of a portal: ``locale`` names its folder, ``tag`` its BCP 47 tag in HTML."""

    locale: str
    name: str
    tag: str


@dataclass(frozen=True)
class PartialDate:
    """A day, or a month where no source gives the day. ``str()`` gives ISO 8601."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """``2025-03-25`` or ``2025-03``; anything else raises ValueError."""
        found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
        if not found:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None and month is not None
        date(year, month, day or 1)
        return cls(year, month, day)

    @property
    def first_day(self) -> date:
        """The day, or the first of the month."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last_day(self) -> date:
        """The day, or the last of the month."""
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(strict=True)
        )


@cache
def babel_locale(locale: str) -> Locale:
    """Babel's locale for a language folder."""
    return Locale.parse(_BABEL.get(locale, locale))


def write_date(value: date | PartialDate, locale: str) -> str:
    """A day or month in the form of ``locale``: 25/3/2025, 25 March 2025, 2025년 3월 25일."""
    day = value.first_day if isinstance(value, PartialDate) else value
    whole = not isinstance(value, PartialDate) or value.day is not None
    if locale in _PATTERNS:
        return format_date(day, _PATTERNS[locale][0 if whole else 1], babel_locale(locale))
    if whole:
        return format_date(day, "long", babel_locale(locale))
    return format_skeleton("yMMMM", day, locale=babel_locale(locale))


def write_year(year: int, locale: str) -> str:
    """A year alone: 2025, 2025년, 2025年."""
    return str(format_skeleton("y", date(year, 1, 1), locale=babel_locale(locale)))


def comma(locale: str) -> str:
    """The comma between parts of a line, with its space where the script uses one."""
    return _COMMAS.get(locale, ", ")


def colon(locale: str) -> str:
    """The colon after a label, with its space where the script uses one."""
    return "：" if locale in _COMMAS else ": "


def bracketed(text: str, locale: str) -> str:
    """``text`` as an aside after a word: in half-width or full-width brackets."""
    return f"（{text}）" if locale in _COMMAS else f" ({text})"


def write_moment(value: datetime, locale: str) -> str:
    """A moment with its zone, for messages: 09:00, 1/12/2026 (+07:00)."""
    return f"{value:%H:%M}, {write_date(value.date(), locale)} ({value:%Z})"


def write_length(length: timedelta, locale: str) -> str:
    """A length of time in days, or in minutes: 60 minutes, 60 phút, 60분, 60分, 60分钟."""
    written = format_timedelta(
        length,
        granularity="minute" if length % timedelta(days=1) else "day",
        threshold=inf,
        locale=babel_locale(locale),
    )
    return written.replace(" ", "") if locale in _COMMAS else written


def reading_minutes(text: str, locale: str) -> int:
    """Whole minutes to read ``text``: by its letters where words are not parted by spaces."""
    if locale in _LETTERS_A_MINUTE:
        return round(sum(map(str.isalnum, text)) / _LETTERS_A_MINUTE[locale])
    return round(len(text.split()) / _WORDS_A_MINUTE.get(locale, 230))


def territory(code: str, locale: str) -> str:
    """The name of the country ``code`` (ISO 3166, two letters) in ``locale``."""
    return str(babel_locale(locale).territories[code.upper()])


@cache
def territories() -> frozenset[str]:
    """Every country code that can be written, in small letters."""
    codes = map(str, babel_locale("en").territories)
    return frozenset(code.lower() for code in codes if len(code) == 2 and code.isalpha())
