"""The registry for machines: CSV and JSON in one language, and the schema of the JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from cityportal.figures.model import Figures, Statement, UnitKind
from cityportal.figures.writing import write
from cityportal.registries import Source


class ExportedStatement(BaseModel):
    """One value as one source states it."""

    value: int | float = Field(description="the number, in plain units")
    upper: int | float | None = Field(description="the upper end of a range")
    text: str = Field(description="the value as it stands in a sentence of the language")
    qualifier: str = Field(description="exact, about, nearly, over, at-least or range")
    as_of: str = Field(description="day or month for which it holds, ISO 8601")
    period: str | None = Field(description="year, or first and last year, that it counts")
    source: str = Field(description="title of the document")
    publisher: str | None = Field(description="publisher of the document")
    address: str | None = Field(description="web address of the document")


class ExportedFigure(BaseModel):
    """A figure, the statement that holds and all earlier or set aside ones."""

    id: str = Field(description="the permanent key")
    label: str = Field(description="what is counted")
    explanation: str = Field(description="one sentence on it")
    topic: str = Field(description="the topic")
    unit: str = Field(description="ISO 4217 code, sign or name of the unit")
    review: str = Field(description="day by which it is looked at again, ISO 8601")
    current: ExportedStatement = Field(description="the statement that holds")
    others: list[ExportedStatement] = Field(description="other statements, newest first")


class Export(BaseModel):
    """The registry of figures of a city in one language."""

    language: str = Field(description="BCP 47 tag")
    publisher: str = Field(description="who publishes the registry")
    figures: list[ExportedFigure] = Field(description="every figure, by key")


def exported(
    figures: Figures,
    sources: Mapping[str, Source],
    topics: Mapping[str, Mapping[str, str]],
    publisher: str,
    locale: str,
    tag: str,
) -> Export:
    """The registry in ``locale``."""
    return Export(
        language=tag,
        publisher=publisher,
        figures=[
            _figure(figures, sources, topics, identifier, locale) for identifier in sorted(figures)
        ],
    )


def as_json(export: Export) -> bytes:
    """The registry as JSON, in UTF-8."""
    return _serialised(export.model_dump())


def schema() -> bytes:
    """JSON Schema of ``as_json``."""
    return _serialised(Export.model_json_schema())


def as_csv(export: Export) -> bytes:
    """A line for each statement, in UTF-8 with a mark, so that spreadsheets read it right."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(
        ["id", "label", "topic", "unit", "holds", *ExportedStatement.model_fields, "explanation"]
    )
    for figure in export.figures:
        for holds, statement in [(True, figure.current), *((False, one) for one in figure.others)]:
            values = [_cell(value) for value in statement.model_dump().values()]
            head = [figure.id, figure.label, figure.topic, figure.unit]
            row = [*map(_cell, head), "yes" if holds else "no", *values, _cell(figure.explanation)]
            writer.writerow(row)
    return sheet.getvalue().encode("utf-8-sig")


def _figure(
    figures: Figures,
    sources: Mapping[str, Source],
    topics: Mapping[str, Mapping[str, str]],
    identifier: str,
    locale: str,
) -> ExportedFigure:
    figure, unit = figures[identifier], figures.unit(identifier)
    holds = figures.holding(identifier)

    def statement(one: Statement) -> ExportedStatement:
        source = sources[one.source]
        return ExportedStatement(
            value=_number(one.amount),
            upper=None if one.upper is None else _number(one.upper),
            text=write(one, unit, locale),
            qualifier=one.qualifier,
            as_of=str(one.as_of),
            period=one.period,
            source=source.title_in(locale),
            publisher=source.publisher,
            address=source.address,
        )

    return ExportedFigure(
        id=identifier,
        label=figure.label[locale],
        explanation=figure.explanation[locale],
        topic=topics[figure.topic][locale],
        unit="%" if unit.kind is UnitKind.PERCENT else unit.code or figure.unit,
        review=figure.review.isoformat(),
        current=statement(holds),
        others=[statement(one) for one in figures.superseded(identifier)],
    )


def _number(amount: Decimal) -> int | float:
    """Whole numbers stay whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _cell(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _serialised(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
