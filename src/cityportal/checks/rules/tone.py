"""BR013: a superlative or a claim has its source on the paragraph.

``<!-- source: review-2026 -->`` in a paragraph, or alone above it, names a key of data/sources.yml.
In a title or a description the sources of the page count.
"""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.comments import Comment, Remark
from cityportal.checks.finding import Found
from cityportal.checks.prose import Block, Kind
from cityportal.checks.rule import Family, Rule, Text
from cityportal.content import Page
from cityportal.validation import nearest

_SOURCE = Remark("source:", r"\s*(?P<key>[^\n]*?)")
_OF_THE_PAGE = (Kind.TITLE, Kind.DESCRIPTION)


def _check(text: Text) -> Iterator[Found]:
    if text.page is None:
        return
    named = list(_SOURCE.find(text.text))
    yield from _unknown(text, named)
    for block in text.blocks:
        for start, end, claim in text.book.claims.find(block.flat.line):
            first, last = block.span(start, end)
            if not _sourced(text.page, block, first, named):
                yield Found(
                    "BR013", first, last,
                    f"“{claim}” là lời khẳng định: nêu nguồn ngay trong đoạn, hoặc viết khác đi.",
                    f"“{claim}” is a claim: name its source in the paragraph, or rewrite.",
                    f"<!-- source: {next(iter(text.page.meta.sources), 'report-2025')} -->",
                )  # fmt: skip


def _sourced(page: Page, block: Block, at: int, named: list[Comment]) -> bool:
    if block.kind in _OF_THE_PAGE:
        return bool(page.meta.sources)
    return any(one.reaches(at) for one in named)


def _unknown(text: Text, named: list[Comment]) -> Iterator[Found]:
    known = text.city.site.registries.sources
    for one in named:
        if one.found["key"] not in known:
            near = nearest(one.found["key"], known)
            yield Found(
                "BR013", *one.found.span("key"),
                f"“{one.found['key']}” không có trong data/sources.yml. Gần nhất: “{near}”.",
                f"“{one.found['key']}” is not in data/sources.yml. Nearest: “{near}”.", near,
            )  # fmt: skip


FAMILY = Family((Rule("BR013", "claims"),), _check)
