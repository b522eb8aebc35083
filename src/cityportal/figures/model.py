"""The registry: each figure a dated series of statements, each with its source.

Which statement holds is decided by one rule: the newest as-of; of the same as-of, the statement of
the more official source (the lower ``rank`` in data/sources.yml); of the same rank, the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, RootModel, StringConstraints

from cityportal.locales import PartialDate
from cityportal.validation import Labels, Record, described
from cityportal.yamlfile import YamlDocument

FigureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")]


class Qualifier(StrEnum):
    """How near the number is to what it stands for."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at-least"
    RANGE = "range"


class Scale(StrEnum):
    """The magnitude in which an officer types a value."""

    ONE = "one"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"

    @property
    def factor(self) -> int:
        """The power of ten, as a number."""
        return {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[self]


class UnitKind(StrEnum):
    """What a unit measures."""

    COUNT = "count"
    CURRENCY = "currency"
    PERCENT = "percent"
    MEASURE = "measure"


def _decimal(value: Any) -> Any:
    """YAML's numbers as they were typed; bool is no number."""
    return value if isinstance(value, bool) else str(value)


Number = Annotated[Decimal, BeforeValidator(_decimal)]


class Unit(Record):
    """What is counted, and how it stands with its number in every language."""

    kind: UnitKind = described(
        "count, currency, percent or measure.",
        "count (đếm), currency (tiền), percent (phần trăm) hoặc measure (đo).",
        "kind: count",
    )
    form: Labels = described(
        "number {n} and unit as they stand in a sentence, in every language.",
        "số {n} và đơn vị như trong câu, bằng mọi ngôn ngữ.",
        'form: {vi: "{n} người", en: "{n} people", ko: "{n}명", ja: "{n}人", zh: "{n}人"}',
    )
    singular: Mapping[str, str] = described(
        "the form for the number one, where it differs.",
        "dạng dùng cho số một, nếu khác.",
        'singular: {en: "{n} person"}',
        default={},
    )
    code: str | None = described(
        "the currency's ISO 4217 code, or the measure's symbol.",
        "mã tiền tệ ISO 4217, hoặc ký hiệu đơn vị đo.",
        "code: USD",
        default=None,
    )


class Statement(Record):
    """One value as one source states it."""

    value: Number = described(
        "the number, in units of the scale.", "con số, tính theo scale.", "value: 15.6"
    )
    upto: Number | None = described(
        "the upper end, for a range.", "đầu trên, nếu là khoảng.", "upto: 5", default=None
    )
    scale: Scale = described(
        f"the magnitude of the number: {', '.join(Scale)}.",
        f"bậc của con số: {', '.join(Scale)}.",
        "scale: billion",
        default=Scale.ONE,
    )
    qualifier: Qualifier = described(
        f"how near the number is: {', '.join(Qualifier)}.",
        f"mức chính xác: {', '.join(Qualifier)}.",
        "qualifier: nearly",
        default=Qualifier.EXACT,
    )
    as_of: PartialDate = described(
        "the day or month for which the value holds.",
        "ngày hoặc tháng của giá trị.",
        "as_of: 2025-12",
    )
    period: (
        Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^\d{4}(/\d{4})?$")] | None
    ) = described(
        "the year or years counted, where the figure counts a period.",
        "năm hoặc các năm được tính, nếu là số của một giai đoạn.",
        "period: 2021/2024",
        default=None,
    )
    source: str = described(
        "where it is stated, a key of data/sources.yml.",
        "nguồn, một khóa trong data/sources.yml.",
        "source: report-2025",
    )
    note: Labels | None = described(
        "what a reader must know of this value.",
        "điều người đọc cần biết.",
        "note: …",
        default=None,
    )
    conflict: Mapping[str, str] | None = described(
        "with what the value disagrees, and why one of them is set aside.",
        "giá trị mâu thuẫn với điều gì, và vì sao một bên không được dùng.",
        'conflict: {vi: "Phụ lục ghi 3.", en: "The annex gives 3."}',
        default=None,
    )

    @property
    def amount(self) -> Decimal:
        """The number in plain units."""
        return self.value * self.scale.factor

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range in plain units."""
        return None if self.upto is None else self.upto * self.scale.factor


class Figure(Record):
    """One figure: what it counts and all that was stated of it."""

    label: Labels = described("what is counted.", "đại lượng.", "label: …")
    explanation: Labels = described("one sentence on it.", "một câu giải thích.", "explanation: …")
    topic: str = described(
        "a key of data/tags.yml.", "một khóa trong data/tags.yml.", "topic: investment"
    )
    unit: str = described("a key of data/units.yml.", "một khóa trong data/units.yml.", "unit: usd")
    review: date = described(
        "the day by which the figure must be looked at again.",
        "ngày phải xem lại số liệu.",
        "review: 2027-01-15",
    )
    values: tuple[Statement, ...] = described(
        "every statement, oldest first.",
        "mọi lần công bố, cũ nhất trước.",
        "values: …",
        min_length=1,
    )


class FiguresFile(RootModel[dict[FigureId, Figure]]):
    """``data/figures.yml``."""


class UnitsFile(RootModel[dict[str, Unit]]):
    """``data/units.yml``."""


class Figures:
    """The registry, and the rule by which one statement holds."""

    def __init__(
        self,
        figures: Mapping[str, Figure],
        units: Mapping[str, Unit],
        ranks: Mapping[str, int],
        document: YamlDocument,
    ) -> None:
        self.document = document
        self.figures = figures
        self.units = units
        self._ranks = ranks

    def __contains__(self, identifier: str) -> bool:
        return identifier in self.figures

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __getitem__(self, identifier: str) -> Figure:
        return self.figures[identifier]

    @property
    def topics(self) -> set[str]:
        """The topics that have figures."""
        return {figure.topic for figure in self.figures.values()}

    def unit(self, identifier: str) -> Unit:
        """The unit of a figure."""
        return self.units[self.figures[identifier].unit]

    def current(self, identifier: str, until: PartialDate | None = None) -> Statement | None:
        """The statement that holds, today or as of ``until``; None if none is that old."""
        statements = [
            statement
            for statement in self.figures[identifier].values
            if until is None or statement.as_of.first_day <= until.last_day
        ]
        return min(statements, key=self._precedence, default=None)

    def holding(self, identifier: str) -> Statement:
        """The statement that holds today."""
        return min(self.figures[identifier].values, key=self._precedence)

    def history(self, identifier: str) -> list[Statement]:
        """The statement that held at each date, the oldest first."""
        dated: dict[PartialDate, Statement] = {}
        for one in sorted(self.figures[identifier].values, key=self._precedence):
            dated.setdefault(one.as_of, one)
        return list(reversed(dated.values()))

    def superseded(self, identifier: str) -> list[Statement]:
        """The statements that do not hold, newest first."""
        holds = self.holding(identifier)
        others = [one for one in self.figures[identifier].values if one is not holds]
        return sorted(others, key=self._precedence)

    def conflicts(self) -> Iterator[tuple[str, Statement, list[Statement]]]:
        """Figures whose statements disagree: the one that holds, and those set aside.

        Statements disagree where they give different values for the same as-of, or where one says
        so itself.
        """
        for identifier in self.figures:
            holds = self.holding(identifier)
            aside = [
                one
                for one in self.superseded(identifier)
                if one.conflict
                or holds.conflict
                or (one.as_of == holds.as_of and one.amount != holds.amount)
            ]
            if aside:
                yield identifier, holds, aside

    def due(self, day: date) -> list[str]:
        """The figures whose review day is past, the longest overdue first."""
        late = [one for one in self.figures if self.figures[one].review < day]
        return sorted(late, key=lambda one: (self.figures[one].review, one))

    def _precedence(self, statement: Statement) -> tuple[int, int]:
        return -statement.as_of.last_day.toordinal(), self._ranks.get(statement.source, 3)
