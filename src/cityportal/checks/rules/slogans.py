"""BR002: slogans and key messages in their exact wording, where they must and may stand."""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block
from cityportal.checks.rule import Family, Rule, Text


def _check(text: Text) -> Iterator[Found]:
    quoted: set[str] = set()
    for block in text.blocks:
        yield from _misquoted(text, block)
        for start, end, key in text.book.slogans.quoted(block.flat.line):
            quoted.add(key)
            if not _may_stand(text, key):
                yield _misplaced(text, block, start, end, key)
    yield from _absent(text, quoted)


def _misquoted(text: Text, block: Block) -> Iterator[Found]:
    for start, end, key in text.book.slogans.misquoted(block.flat.line):
        exact = text.book.slogans.text(key)
        yield Found(
            "BR002", *block.span(start, end),
            f"Thông điệp phải đúng nguyên văn: “{exact}”.",
            f"Quote the message word for word: “{exact}”.", exact,
        )  # fmt: skip


def _may_stand(text: Text, key: str) -> bool:
    slogan = text.book.slogans.slogans[key]
    places = (*slogan.may, *slogan.must)
    if not slogan.may or text.page is None:
        return True
    return any(text.page.path.is_relative_to(place) for place in places)


def _misplaced(text: Text, block: Block, start: int, end: int, key: str) -> Found:
    folders = ", ".join(text.book.slogans.slogans[key].may)
    return Found(
        "BR002", *block.span(start, end),
        f"Thông điệp này chỉ dùng trong các thư mục: {folders}.",
        f"This message may be used only in these folders: {folders}.", "∅",
    )  # fmt: skip


def _absent(text: Text, quoted: set[str]) -> Iterator[Found]:
    if text.page is None:
        return
    for key, slogan in text.book.slogans.slogans.items():
        if str(text.page.path) in slogan.must and key not in quoted:
            exact = text.book.slogans.text(key)
            end = text.page.head.rfind("---")
            yield Found(
                "BR002", end, end + 3,
                f"Trang này phải nêu thông điệp “{exact}”.",
                f"This page must quote the message “{exact}”.", exact,
            )  # fmt: skip


FAMILY = Family((Rule("BR002", "slogans"),), _check)
