"""Charts as officers state them in ``data/charts.yml``, and what may not be drawn together.

A chart compares several figures (bar), shows figures as parts of a whole (share), or the values of
one figure at different times (bar, line). Numbers come from the registry alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import RootModel, StringConstraints

from cityportal.faults import Fault
from cityportal.figures.model import Figures, Statement
from cityportal.validation import Labels, Record, described, unknown
from cityportal.yamlfile import KeyPath, YamlDocument

_FARTHEST = 366
"""Days between the dates of figures that stand in one chart, at most."""


class Kind(StrEnum):
    """How a chart is drawn."""

    BAR = "bar"
    LINE = "line"
    SHARE = "share"


class Part(Record):
    """One figure of a chart."""

    figure: str = described(
        "a key of data/figures.yml.",
        "một khóa trong data/figures.yml.",
        "figure: residents.countries",
    )
    label: Labels | None = described(
        "a shorter name than the figure's own, where the chart calls for one.",
        "tên ngắn hơn tên của số liệu, khi biểu đồ cần.",
        'label: {vi: "Người nước ngoài cư trú", en: "Foreign residents", …}',
        default=None,
    )


class Chart(Record):
    """One chart: what it shows, and in which words."""

    kind: Kind = described(
        f"how it is drawn: {', '.join(Kind)}.",
        f"cách vẽ: {', '.join(Kind)} (cột ngang, đường, phần trong tổng).",
        "kind: bar",
    )
    title: Labels = described(
        "what the chart shows and in which unit, in every language.",
        "biểu đồ cho thấy gì, tính bằng đơn vị nào, bằng mọi ngôn ngữ.",
        'title: {vi: "Đoàn quốc tế đến thành phố năm 2025", en: "Delegations received", …}',
    )
    sentence: Labels = described(
        "what a reader should see in it, and with what caution, in one or two sentences.",
        "một hoặc hai câu: người đọc nên thấy gì, cần thận trọng điều gì.",
        'sentence: {vi: "Phần lớn là đoàn chuyên gia.", en: "Most were experts.", …}',
    )
    figures: tuple[Part, ...] = described(
        "the figures compared, in the order of the chart.",
        "các số liệu được so sánh, theo thứ tự trong biểu đồ.",
        "figures: [{figure: residents.countries}, {figure: community.countries}]",
        default=(),
    )
    whole: str | None = described(
        "for a share: the figure that the others add up to, a key of data/figures.yml.",
        "cho biểu đồ share: số liệu tổng mà các số liệu kia cộng lại, một khóa trong "
        "data/figures.yml.",
        "whole: delegations.in.total",
        default=None,
    )
    history: str | None = described(
        "in place of figures: the one whose values over time are shown, a key of data/figures.yml.",
        "thay cho figures: số liệu có các giá trị theo thời gian, một khóa trong data/figures.yml.",
        "history: localities.partners",
        default=None,
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Charts(RootModel[dict[Slug, Chart]]):
    """``data/charts.yml``."""


def statements(chart: Chart, figures: Figures) -> list[tuple[str, Statement]]:
    """The figures of ``chart`` with what is drawn of each, in the order of the chart."""
    if chart.history:
        return [(chart.history, one) for one in figures.history(chart.history)]
    return [(part.figure, figures.holding(part.figure)) for part in chart.figures]


def shares(chart: Chart, figures: Figures) -> list[Decimal]:
    """Of each figure of a share its part of the whole, in percent with one decimal."""
    assert chart.whole is not None
    whole = figures.holding(chart.whole).amount
    return [
        (one.amount * 100 / whole).quantize(Decimal("0.1")) for _, one in statements(chart, figures)
    ]


def unfit_charts(
    document: YamlDocument, charts: Mapping[str, Chart], figures: Figures
) -> Iterator[Fault]:
    """Charts of figures that nobody knows, or that cannot be compared."""
    for key, chart in charts.items():
        strangers = list(_strangers(document, key, chart, figures))
        yield from strangers or _unfit(document, key, chart, figures)


def _strangers(document: YamlDocument, key: str, chart: Chart, figures: Figures) -> Iterator[Fault]:
    named: list[tuple[KeyPath, str | None]] = [
        ((key, "figures", index, "figure"), part.figure) for index, part in enumerate(chart.figures)
    ]
    named += [((key, "whole"), chart.whole), ((key, "history"), chart.history)]
    for place, name in named:
        if name is not None and name not in figures:
            yield unknown(document, place, name, figures, f"{place[-1]}: {{near}}")


def _unfit(document: YamlDocument, key: str, chart: Chart, figures: Figures) -> Iterator[Fault]:
    """The first reason why ``chart`` cannot be drawn, if there is one."""
    if problem := _shape(chart):
        place, vi, en, example = problem
        yield document.fault((key, place), vi, en, example)
        return
    place = "history" if chart.history else "figures"
    drawn = statements(chart, figures)
    whole = [(chart.whole, figures.holding(chart.whole))] if chart.whole else []
    for vi, en in (
        _ranges(drawn),
        _unlike(drawn + whole, figures),
        _history(chart, figures) if chart.history else _times(drawn + whole),
        _sum(drawn, whole),
    ):
        if en:
            yield document.fault((key, place), vi, en)
            return


def _shape(chart: Chart) -> tuple[str, str, str, str] | None:
    """The key that is amiss, what is wrong with it in two languages, and what would be right."""
    if bool(chart.figures) == bool(chart.history):
        return (
            "kind",
            "Cần hoặc “figures”, hoặc “history”, không cả hai.",
            "Either “figures” or “history” is needed, not both.",
            "history: localities.partners",
        )
    if chart.kind is Kind.LINE and not chart.history:
        return (
            "kind",
            "Biểu đồ “line” vẽ một số liệu theo thời gian: cần “history”.",
            "A “line” shows one figure over time: “history” is needed.",
            "history: localities.partners",
        )
    if (chart.kind is Kind.SHARE) != bool(chart.whole and chart.figures):
        return (
            "kind",
            "“whole” và “figures” đi cùng “kind: share”, và chỉ với loại này.",
            "“whole” and “figures” go with “kind: share”, and with it alone.",
            "whole: delegations.in.total",
        )
    if len(chart.figures) == 1:
        return (
            "figures",
            "Cần ít nhất hai số liệu để so sánh.",
            "At least two figures are needed for a comparison.",
            "figures: [{figure: residents.countries}, {figure: community.countries}]",
        )
    return None


_FINE = ("", "")


def _ranges(drawn: list[tuple[str, Statement]]) -> tuple[str, str]:
    for name, one in drawn:
        if one.upper is not None or one.amount < 0:
            return (
                f"“{name}” là khoảng hoặc số âm, không vẽ được.",
                f"“{name}” is a range or negative and cannot be drawn.",
            )
    return _FINE


def _unlike(drawn: list[tuple[str, Statement]], figures: Figures) -> tuple[str, str]:
    first, _ = drawn[0]
    unit = figures[first].unit
    for name, _ in drawn:
        if figures[name].unit != unit:
            other = figures[name].unit
            return (
                f"“{name}” tính bằng “{other}”, “{first}” bằng “{unit}”: một biểu đồ chỉ có một "
                "đơn vị.",
                f"“{name}” is counted in “{other}”, “{first}” in “{unit}”: a chart has one unit.",
            )
    return _FINE


def _times(drawn: list[tuple[str, Statement]]) -> tuple[str, str]:
    periods = {one.period: name for name, one in drawn if one.period}
    if len(periods) > 1:
        (mine, first), (theirs, second) = list(periods.items())[:2]
        return (
            f"“{first}” tính cho {mine}, “{second}” cho {theirs}: hai giai đoạn không so sánh "
            "được.",
            f"“{first}” counts {mine}, “{second}” {theirs}: periods that cannot be compared.",
        )
    dated = sorted(drawn, key=lambda one: one[1].as_of.last_day)
    (first, oldest), (last, newest) = dated[0], dated[-1]
    if (newest.as_of.last_day - oldest.as_of.last_day).days > _FARTHEST:
        return (
            f"“{first}” ({oldest.as_of}) và “{last}” ({newest.as_of}) cách nhau hơn một năm.",
            f"“{first}” ({oldest.as_of}) and “{last}” ({newest.as_of}) are over a year apart.",
        )
    return _FINE


def _history(chart: Chart, figures: Figures) -> tuple[str, str]:
    assert chart.history is not None
    if len(figures.history(chart.history)) < 2:
        return (
            f"“{chart.history}” mới có giá trị của một thời điểm.",
            f"“{chart.history}” has values for one date only.",
        )
    return _FINE


def _sum(drawn: list[tuple[str, Statement]], whole: list[tuple[str, Statement]]) -> tuple[str, str]:
    parts = sum(one.amount for _, one in drawn)
    for name, total in whole:
        if parts != total.amount:
            return (
                f"Các phần cộng lại là {parts}, còn “{name}” là {total.amount}.",
                f"The parts add up to {parts}, but “{name}” is {total.amount}.",
            )
    return _FINE
