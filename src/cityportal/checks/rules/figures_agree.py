"""FG001, FG002, FG005, FG006: a page's figures held against its source language."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.pairs import compare_blocks
from cityportal.checks.rule import Family, Rule, Text
from cityportal.figures.agreement import Disagreement, suggestion
from cityportal.figures.agreement import Rule as Agreement

_WORDS = {
    Agreement.DIFFERS: (
        "“{text}” khác với “{wanted}” trong bản gốc; viết “{right}”.",
        "“{text}” differs from “{wanted}” in the source text; write “{right}”.",
    ),
    Agreement.MISSING: (
        "Bản dịch thiếu số “{text}” có trong bản gốc ({right}).",
        "The translation lacks “{text}”, which is in the source text ({right}).",
    ),
    Agreement.AMBIGUOUS: (
        "“{text}” có thể hiểu theo hai cách; hãy viết rõ, ví dụ “{right}”.",
        "“{text}” can be read in two ways; write it out, as in “{right}”.",
    ),
    Agreement.CURRENCY: (
        "“{text}” đổi hoặc thiếu đơn vị tiền của “{wanted}”; viết “{right}”.",
        "“{text}” changes or loses the currency of “{wanted}”; write “{right}”.",
    ),
}


def _disagreements(text: Text) -> Iterator[Disagreement]:
    if text.source is None:
        for block in text.blocks:
            for one in block.quantities:
                if one.ambiguous:
                    yield Disagreement(Agreement.AMBIGUOUS, one)
        return
    for found in compare_blocks(text.source.blocks, text.blocks):
        known = found.rule is Agreement.DIFFERS and text.book.registry.written(
            found.quantity, text.text
        )
        if not known:
            yield found


def _check(text: Text) -> Iterator[Found]:
    return (_found(one, text) for one in _disagreements(text))


def _found(one: Disagreement, text: Text) -> Found:
    quantity, wanted = one.quantity, one.wanted
    right = suggestion(wanted or quantity, text.locale)
    vi, en = (
        words.format(text=quantity.text, wanted=wanted.text if wanted else "", right=right)
        for words in _WORDS[one.rule]
    )
    start, end = (one.at, one.at) if one.in_source else (quantity.start, quantity.end)
    return Found(str(one.rule), start, end, vi, en, right, sure=one.sure)


FAMILY = Family(
    (
        Rule("FG001", "figure-differs"),
        Rule("FG002", "figure-missing"),
        Rule("FG005", "figure-ambiguous"),
        Rule("FG006", "figure-currency"),
    ),
    _check,
)
