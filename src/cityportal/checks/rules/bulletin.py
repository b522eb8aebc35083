"""BR012: a bulletin is there in Vietnamese and English, one date, one picture, the same sources."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.rule import Family, Rule, Text
from cityportal.content import Page
from cityportal.model import PageType, Status

_PAIR = {"vi": "en", "en": "vi"}
_SAME = ("date", "image", "sources")
_LENGTH = (0.5, 2.0)
"""Least and most length of the English text as a share of the Vietnamese, in characters."""
_SHORT = 300
"""Below so many characters, lengths tell nothing."""


def _check(text: Text) -> Iterator[Found]:
    page = text.page
    if page is None or text.locale not in _PAIR or not _is_bulletin(page):
        return
    if page.meta.type is PageType.BULLETIN_ITEM and page.meta.unit is None:
        yield _found(
            page, "type",
            "Tin phải ghi đơn vị chịu trách nhiệm; hãy thêm khóa “unit”.",
            "An item must name the unit responsible; add the key “unit”.", "unit: office",
        )  # fmt: skip
    other = text.versions.get(_PAIR[text.locale])
    if other is None:
        yield from _alone(page)
    elif text.locale == "en":
        yield from _differing(page, other)


def _is_bulletin(page: Page) -> bool:
    kinds = (PageType.BULLETIN_ITEM, PageType.BULLETIN_ISSUE)
    return page.meta.type in kinds and page.meta.status is not Status.WITHDRAWN


def _alone(page: Page) -> Iterator[Found]:
    other = f"docs/{_PAIR[page.locale]}/{page.path}"
    yield _found(
        page, "title",
        f"Bản tin phải có cả tiếng Việt và tiếng Anh; còn thiếu {other}.",
        f"A bulletin needs both Vietnamese and English; {other} is missing.", other,
    )  # fmt: skip


def _differing(page: Page, other: Page) -> Iterator[Found]:
    for key in _SAME:
        ours, theirs = getattr(page.meta, key), getattr(other.meta, key)
        if ours != theirs:
            shown = ", ".join(theirs) if isinstance(theirs, tuple) else str(theirs or "∅")
            yield _found(
                page, key,
                f"“{key}” khác với bản tiếng Việt ({shown}).",
                f"“{key}” differs from the Vietnamese version ({shown}).", f"{key}: {shown}",
            )  # fmt: skip
    length, wanted = len(page.body.strip()), len(other.body.strip())
    least, most = _LENGTH
    if max(length, wanted) >= _SHORT and not least * wanted <= length <= most * wanted:
        yield _found(
            page, "title",
            f"Bản tiếng Anh dài {length} ký tự, bản tiếng Việt {wanted}; một bản còn thiếu.",
            f"English: {length} characters, Vietnamese: {wanted}; one seems incomplete.", "…",
        )  # fmt: skip


def _found(page: Page, key: str, vi: str, en: str, suggestion: str) -> Found:
    spans = page.document.spans
    places = [span for path, span in spans.items() if path[0] == key] or [spans["title",]]
    return Found("BR012", places[0].start, places[-1].end, vi, en, suggestion)


FAMILY = Family((Rule("BR012", "bulletin-pairs", tuple(_PAIR)),), _check)
