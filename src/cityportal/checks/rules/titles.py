"""BR008: titles and descriptions: length by width of script, sentence case, no clickbait."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.flat import bare
from cityportal.checks.prose import Block, Kind
from cityportal.checks.rule import Family, Rule, Text

_TITLE = (8, 90)
_DESCRIPTION = (40, 200)
"""Least and most width in columns: a Han character or a Hangul syllable is two."""
_CLICKBAIT = re.compile(r"[!！?？]{2,}|[!！]|…$|\.\.\.$")
_SMALL = re.compile(r"an?|and|as|at|by|for|from|into?|of|on|or|over|the|to|with", re.IGNORECASE)


def _check(text: Text) -> Iterator[Found]:
    title = next((block for block in text.blocks if block.kind is Kind.TITLE), None)
    description = next((block for block in text.blocks if block.kind is Kind.DESCRIPTION), None)
    if title:
        yield from _length(title, _TITLE, "tiêu đề", "title")
        yield from _shouting(title)
        if text.locale == "en":
            yield from _title_case(title, text.book.names.right)
    if description:
        yield from _length(description, _DESCRIPTION, "mô tả", "description")
    if title and description and bare(title.text) == bare(description.text):
        yield _found(description, "Mô tả không được chép lại tiêu đề; hãy viết một câu.",
                     "The description repeats the title; write a sentence.", "…")  # fmt: skip


def _length(block: Block, bounds: tuple[int, int], vi: str, en: str) -> Iterator[Found]:
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in block.text)
    least, most = bounds
    if not least <= wide <= most:
        yield _found(
            block,
            f"Độ dài {vi} là {wide} cột (chữ Hán, chữ Hàn tính hai); nên từ {least} đến {most}.",
            f"The {en} is {wide} columns wide (Han, Hangul count 2); use {least} to {most}.",
            f"{least}–{most}",
            sure=False,
        )


def _shouting(block: Block) -> Iterator[Found]:
    if _CLICKBAIT.search(block.text) or _all_capitals(block.text):
        yield _found(
            block,
            "Tiêu đề không dùng dấu chấm than, dấu chấm lửng, không viết toàn chữ hoa.",
            "No exclamation mark, no ellipsis at the end and no all-capitals in a title.",
            _CLICKBAIT.sub("", block.text),
        )


def _all_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    cased = [char for char in letters if char.lower() != char.upper()]
    return len(cased) > max(12, 0.8 * len(letters)) and all(char.isupper() for char in cased)


def _title_case(block: Block, names: tuple[str, ...]) -> Iterator[Found]:
    """English titles are in sentence case; one in which nearly every word is capital is not."""
    rest = block.text
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    after_first = re.findall(r"[A-Za-z][A-Za-z’'-]+", rest)[1:]
    words = [word for word in after_first if not _SMALL.fullmatch(word)]
    capital = [word for word in words if word[0].isupper() and not word.isupper()]
    if len(words) >= 5 and len(capital) == len(words):
        yield _found(
            block,
            "Tiêu đề tiếng Anh chỉ viết hoa chữ đầu câu và tên riêng.",
            "English titles use sentence case: capitals for the first word and names only.",
            re.sub(rf"\b(?:{'|'.join(after_first)})\b", lambda word: word[0].lower(), block.text),
            sure=False,
        )


def _found(block: Block, vi: str, en: str, suggestion: str, sure: bool = True) -> Found:
    end = block.start + len(block.text)
    return Found("BR008", block.start, end, vi, en, suggestion, sure)


FAMILY = Family((Rule("BR008", "titles"),), _check)
