"""BR005: dates, numbers and currencies in the form of the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cityportal.checks.finding import Found
from cityportal.checks.habit import Habit, habits_in
from cityportal.checks.rule import Family, Rule, Text
from cityportal.figures.reading import has_digits
from cityportal.locales import write_date

_ALL = ("vi", "en", "ko", "ja", "zh")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join(_MONTHS)


def _day(year: str, month: str, day: str, locale: str) -> str | None:
    try:
        return write_date(date(int(year), int(month), int(day)), locale)
    except ValueError:
        return None


def _ordered(found: re.Match[str], locale: str) -> str | None:
    return _day(found["y"], found["m"], found["d"], locale)


def _told_apart(found: re.Match[str], locale: str) -> str | None:
    """The date, where only one of its numbers can be the month."""
    return _ordered(found, locale) if _is_plain(found) else None


def _either(found: re.Match[str], locale: str) -> str | None:
    """Both dates that it may be, where both numbers can be the month."""
    if _is_plain(found):
        return None
    one = _ordered(found, locale)
    return f"{one} / {_day(found['y'], found['d'], found['m'], locale)}" if one else None


def _is_plain(found: re.Match[str]) -> bool:
    return int(found["d"]) > 12 or int(found["d"]) == int(found["m"])


def _english(found: re.Match[str], locale: str) -> str | None:
    month = str(_MONTHS.index(found["m"]) + 1)
    return _day(found["y"], month, found["d"], locale)


_SLASHED = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)")
_NOT_VI = ("en", "ko", "ja", "zh")
_AMBIGUOUS = (
    "Ngày viết bằng gạch chéo dễ bị nhầm ngày với tháng.",
    "A date with slashes can be read as day/month or month/day.",
)
_YEAR_AFTER_SLASH = ("/19", "/20")
_HABITS = (
    Habit(
        re.compile(r"(?P<y>(?:19|20)(?<![\d/.-]..)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d/T-])"), _ALL,
        "Ngày viết theo dạng của máy tính.", "The date is in computer format.", _ordered,
    ),
    Habit(_SLASHED, _NOT_VI, *_AMBIGUOUS, _told_apart, signs=_YEAR_AFTER_SLASH),
    Habit(_SLASHED, _NOT_VI, *_AMBIGUOUS, _either, mended=False, signs=_YEAR_AFTER_SLASH),
    Habit(
        re.compile(
            r"(?P<y>(?:19|20)(?<![\d/.-]..)\d\d)[/.]\s?(?P<m>\d{1,2})[/.]\s?(?P<d>\d{1,2})(?!\d)\.?"
        ),
        ("ko", "ja", "zh"),
        "Trong câu, ngày phải viết đủ các chữ năm, tháng, ngày (年月日, 년 월 일).",
        "In running text, write the words for year, month and day (年月日, 년 월 일).", _ordered,
    ),
    Habit(
        re.compile(
            rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)\b"
            rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th) (?P<m2>{_MONTH}),? (?P<y2>(?:19|20)\d\d)\b"
        ),
        ("en",),
        "Tiếng Anh viết theo thứ tự ngày, tháng, năm: 25 March 2025.",
        "Write day, month, year: 25 March 2025.",
        lambda found, locale: (
            _english(found, locale) if found["m"]
            else f"{int(found['d2'])} {found['m2']} {found['y2']}"
        ),
    ),
    Habit(
        re.compile(
            r"(?P<y>\d{4})년(?P<m>\d{1,2})월(?: ?(?P<d>\d{1,2})일)?|(?<=월)(?P<d1>\d{1,2})일"
        ),
        ("ko",),
        "Giữa năm, tháng, ngày có một dấu cách.", "Put a space between year, month and day.",
        lambda found, locale: (
            f" {found['d1']}일" if found["d1"]
            else f"{found['y']}년 {found['m']}월" + (f" {found['d']}일" if found["d"] else "")
        ),
    ),
    Habit(
        re.compile(r" (?:(?<=\d年 )(?=\d{1,2}月)|(?<=\d月 )(?=\d{1,2}日))"), ("ja", "zh"),
        "Năm, tháng, ngày viết liền, không có dấu cách.", "No space between year, month and day.",
        lambda found, locale: "", signs=("年 ", "月 "),
    ),
    Habit(
        re.compile(r"(?<![\d/.])(?P<d>0?\d|\d\d)/(?P<m>0\d|\d\d?)/(?P<y>(?:19|20)\d\d)(?!\d)"),
        ("vi",),
        "Không viết số 0 trước ngày và tháng.", "No leading zero in day and month.",
        lambda found, locale: (
            _ordered(found, locale) if found["d"][0] == "0" or found["m"][0] == "0" else None
        ),
        sure=False, signs=_YEAR_AFTER_SLASH,
    ),
    Habit(
        re.compile(r"(?<![\d.,])(?P<a>\d+)\.(?P<b>\d{1,2})(?=\s?(?:triệu|tỷ|tỉ|%))"), ("vi",),
        "Tiếng Việt viết phần thập phân sau dấu phẩy.", "Vietnamese uses a decimal comma.",
        lambda found, locale: f"{found['a']},{found['b']}", signs=("triệu", "tỷ", "tỉ", "%"),
    ),
    Habit(
        re.compile(r"(?<![\d.,])(?P<a>\d+),(?P<b>\d{1,2})(?=\s?(?:million|billion|%|per cent))"),
        ("en",),
        "Tiếng Anh viết phần thập phân sau dấu chấm.", "English uses a decimal point.",
        lambda found, locale: f"{found['a']}.{found['b']}",
        signs=("million", "billion", "%", "per cent"),
    ),
    Habit(
        re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])"), ("vi",),
        "Tiếng Việt ngăn hàng nghìn bằng dấu chấm.", "Vietnamese groups thousands with points.",
        lambda found, locale: found[0].replace(",", "."), signs=(",",),
    ),
    Habit(
        re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2}(?![\d.])"), ("en",),
        "Tiếng Anh ngăn hàng nghìn bằng dấu phẩy.", "English groups thousands with commas.",
        lambda found, locale: found[0].replace(".", ","), signs=(".",),
    ),
    Habit(
        re.compile(
            r"(?<![\w$€£¥.,–—-])(?P<n>\d[\d.,]*(?:[–-]\d[\d.,]*)?"
            r"(?: (?:million|billion|trillion))?) USD\b"
        ),
        ("en",),
        "Viết “US$” trước số tiền.", "Write “US$” before the amount.",
        lambda found, locale: f"US${found['n']}", signs=(" USD",),
    ),
    Habit(
        re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])"), ("zh",),
        "Tiếng Trung không ngăn hàng nghìn.", "Chinese does not group thousands.",
        lambda found, locale: found[0].replace(",", ""), sure=False, signs=(",",),
    ),
)  # fmt: skip


def _check(text: Text) -> Iterator[Found]:
    blocks = [block for block in text.blocks if has_digits(block.text)]
    return habits_in(blocks, text.locale, _HABITS, "BR005")


FAMILY = Family((Rule("BR005", "dates-and-numbers"),), _check)
