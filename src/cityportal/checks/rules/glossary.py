"""BR003: what the source speaks of is called by its agreed term in the translation.

A rendering that is to be avoided is an error only where the source speaks of the thing. A term that
is not there is a doubt, as pages are written anew in each language, and is told only where the
translation goes paragraph by paragraph with its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.glossary import Glossary
from cityportal.checks.prose import Block
from cityportal.checks.rule import Family, Rule, Text
from cityportal.validation import Bilingual


def _check(text: Text) -> Iterator[Found]:
    if text.source and text.source.called_for:
        yield from _avoided(text, text.source)
        if len(text.blocks) == len(text.source.blocks):
            yield from _missing(text, text.source)


def _avoided(text: Text, source: Text) -> Iterator[Found]:
    glossary = text.book.glossary
    for block in text.blocks:
        line = block.flat.line
        for start, end, renderings in glossary.renderings(line):
            keys = {one.key for one in renderings} & source.called_for
            if keys and not any(one.agreed for one in renderings):
                yield _found(glossary, block, start, end, min(keys))


def _found(glossary: Glossary, block: Block, start: int, end: int, key: str) -> Found:
    found, right = block.flat.line[start:end], glossary.preferred(key)
    calls = glossary.entries[key].source[0]
    reason = glossary.entries[key].reason or Bilingual(vi="", en="")
    return Found(
        "BR003", *block.span(start, end),
        f"“{calls}” dịch là “{right}”, không dịch là “{found}”. {reason.vi}".rstrip(),
        f"Translate “{calls}” as “{right}”, not “{found}”. {reason.en}".rstrip(),
        right or "∅",
    )  # fmt: skip


def _missing(text: Text, source: Text) -> Iterator[Found]:
    glossary = text.book.glossary
    said = {
        one.key
        for block in text.blocks
        for place in glossary.renderings(block.flat.line)
        for one in place.meaning
    }
    for theirs, ours in zip(source.blocks, text.blocks, strict=True):
        for key in sorted(source.book.glossary.called_for(theirs.flat.line) - said):
            if right := glossary.preferred(key):
                calls = glossary.entries[key].source[0]
                yield Found(
                    "BR003", ours.start, ours.start,
                    f"Bản gốc có “{calls}”; bản dịch chưa dùng thuật ngữ “{right}”.",
                    f"The source has “{calls}”; the translation does not use “{right}”.",
                    right, sure=False,
                )  # fmt: skip


FAMILY = Family((Rule("BR003", "glossary", ("en", "ko", "ja", "zh")),), _check)
