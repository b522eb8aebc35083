"""Writing a figure in a language: digits, magnitude words, unit, qualifier in its natural place.

Babel knows separators; it does not know that Vietnamese counts in *tỷ*, Korean in 만 and 억, or
where *gần* and 近く stand. Those tables are ours and are tested both ways: what is written here is
read back by ``reading`` as the same value.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from babel.numbers import format_decimal

from cityportal.figures.model import Qualifier, Statement, Unit, UnitKind
from cityportal.locales import babel_locale


class Form(StrEnum):
    """How much of a figure is written."""

    SENTENCE = "sentence"
    """Number, unit and qualifier: gần 50 tỷ USD."""
    SHORT = "short"
    """Number and unit: 50 tỷ USD."""
    FULL = "full"
    """Every digit, and unit: 50.000.000.000 USD."""
    NUMBER = "number"
    """The number alone, with its magnitude word: 50 tỷ."""


_WORDS = {
    "vi": ((10**9, " tỷ"), (10**6, " triệu")),
    "en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
}
_GROUPS = {
    "ko": (((10**12, "조"), (10**8, "억"), (10**4, "만")), " "),
    "ja": (((10**12, "兆"), (10**8, "億"), (10**4, "万")), ""),
}
_QUALIFIED = {
    "vi": {
        "about": "khoảng {x}", "nearly": "gần {x}", "over": "hơn {x}", "at-least": "ít nhất {x}",
    },
    "en": {
        "about": "about {x}", "nearly": "nearly {x}", "over": "more than {x}",
        "at-least": "at least {x}",
    },
    "ko": {"about": "약 {x}", "nearly": "{x} 가까이", "over": "{x} 초과", "at-least": "최소 {x}"},
    "ja": {"about": "約{x}", "nearly": "{x}近く", "over": "{x}超", "at-least": "少なくとも{x}"},
    "zh": {"about": "约{x}", "nearly": "近{x}", "over": "超过{x}", "at-least": "至少{x}"},
}  # fmt: skip
_BARE = Unit(kind=UnitKind.MEASURE, form=dict.fromkeys(("vi", "en", "ko", "ja", "zh"), "{n}"))
"""The unit of numbers that stand alone."""
_RANGES = {"vi": "–", "en": "–", "ko": "~", "ja": "～", "zh": "至"}


def write(statement: Statement, unit: Unit, locale: str, form: Form = Form.SENTENCE) -> str:
    """A statement as it stands in running text of ``locale``."""
    number = _number_or_range(statement, locale, form is Form.FULL)
    if form is Form.NUMBER:
        return number
    qualifier = statement.qualifier if form is Form.SENTENCE else Qualifier.EXACT
    return _with_unit(number, statement, unit, locale, qualifier)


def write_beside_bar(statement: Statement, unit: Unit, locale: str) -> str:
    """A statement as it stands in a chart: a count without its unit, which the title says."""
    if unit.kind is UnitKind.COUNT:
        unit = _BARE
    return _with_unit(
        _number_or_range(statement, locale, False), statement, unit, locale, statement.qualifier
    ).strip()


def write_amount(amount: Decimal, unit: Unit | None, locale: str) -> str:
    """A plain amount with its unit, for suggestions."""
    number = write_number(amount, locale)
    return unit.form[locale].format(n=number) if unit else number


def write_number(amount: Decimal, locale: str, full: bool = False) -> str:
    """``amount`` in digits and magnitude words, exactly; in digits alone if ``full``."""
    if full:
        return _digits(amount, locale)
    if locale in _GROUPS:
        return _grouped(amount, locale)
    for factor, word in _WORDS[locale]:
        if amount >= factor and _places(amount / factor) <= 2:
            return _digits(amount / factor, locale) + word
    return _digits(amount, locale)


def _digits(amount: Decimal, locale: str) -> str:
    places = max(_places(amount), 0)
    grouping = "0" if locale == "zh" else "#,##0"
    pattern = grouping + ("." + "0" * places if places else "")
    return format_decimal(amount, format=pattern, locale=babel_locale(locale))


def _places(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _grouped(amount: Decimal, locale: str) -> str:
    """By powers of ten thousand: 12억 3,000만, 12億3,000万."""
    groups, space = _GROUPS[locale]
    parts: list[str] = []
    rest = amount
    for factor, word in groups:
        count = rest // factor
        if count:
            parts.append(_digits(count, locale) + word)
            rest -= count * factor
    if rest or not parts:
        parts.append(_digits(rest, locale))
    return space.join(parts)


def _number_or_range(statement: Statement, locale: str, full: bool) -> str:
    low = write_number(statement.amount, locale, full)
    if statement.upper is None:
        return low
    high = write_number(statement.upper, locale, full)
    low_word, high_word = low.partition(" ")[2], high.partition(" ")[2]
    if locale in ("vi", "en") and low_word == high_word:
        low = low.partition(" ")[0]
    return f"{low}{_RANGES[locale]}{high}"


def _with_unit(
    number: str, statement: Statement, unit: Unit, locale: str, qualifier: Qualifier
) -> str:
    form = unit.form[locale]
    if locale == "ko" and number[-1] in "만억조":
        # 만 is a word, so the counter stands apart from it: 3,904명 but 2만 명.
        form = form.replace("{n}", "{n} ").replace("  ", " ")
    if statement.amount == 1 and statement.upper is None:
        form = unit.singular.get(locale, form)
    if qualifier in (Qualifier.EXACT, Qualifier.RANGE):
        return form.format(n=number)
    if locale == "ko" and qualifier is Qualifier.OVER and unit.kind is not UnitKind.PERCENT:
        # “A little over” stands between number and counter: 1,300여 명.
        return form.replace("{n}", f"{number}여 ").replace("여  ", "여 ")
    if locale == "ja" and form.startswith("{n}の"):
        # The qualifier belongs to the number: 130を超える国・地域, not 130の国・地域超.
        linked = {"over": "を超える", "nearly": "近い"}.get(qualifier)
        if linked:
            return form.replace("{n}の", f"{number}{linked}")
    return _QUALIFIED[locale][qualifier].format(x=form.format(n=number))
