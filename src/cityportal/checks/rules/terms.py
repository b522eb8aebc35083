"""BR004: the terms of foreign affairs, for each language and each kind of reader."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.brandbook.terms import Term
from cityportal.checks.finding import Found
from cityportal.checks.rule import Family, Rule, Text


def _check(text: Text) -> Iterator[Found]:
    for block in text.blocks:
        for start, end, terms in text.book.terms.find(block.flat.line):
            term = next((one for one in terms if _concerns(one, text)), None)
            if term:
                found, right = block.flat.line[start:end], term.write[text.locale]
                yield Found(
                    "BR004", *block.span(start, end),
                    f"Dùng “{right}” thay cho “{found}”: {term.reason.vi}",
                    f"Use “{right}” in place of “{found}”: {term.reason.en}", right,
                )  # fmt: skip


def _concerns(term: Term, text: Text) -> bool:
    if term.audience is None:
        return True
    folders = text.city.brand.terms.audiences[term.audience]
    return text.page is not None and text.page.path.parts[0] in folders


FAMILY = Family((Rule("BR004", "terms"),), _check)
