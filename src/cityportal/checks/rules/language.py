"""BR007: the language of the text: no letters of another script, no sentence of another language.

What is marked (``*越南*{lang=zh-Hans}``) or quoted is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block
from cityportal.checks.rule import Family, Rule, Text
from cityportal.checks.script import HAN, HANGUL, KANA

_OTHER = r"\u0400-\u04ff\u0e00-\u0e7f\u0600-\u06ff"


def _is_in(char: str, charset: str) -> bool:
    try:
        return bool(char.encode(charset))
    except UnicodeEncodeError:
        return False


_IDEOGRAPHS = [chr(code) for code in range(0x4E00, 0x9FA6)]
_ALSO_SIMPLIFIED = "瞭昇喆堃犇"
"""Of the mainland's table of 2013, though not of its character set."""
_TRADITIONAL = "".join(
    char
    for char in _IDEOGRAPHS
    if _is_in(char, "big5") and not _is_in(char, "gb2312") and char not in _ALSO_SIMPLIFIED
)
_SIMPLIFIED = "".join(
    char for char in _IDEOGRAPHS if _is_in(char, "gb2312") and not _is_in(char, "shift_jis")
)
"""What Taiwan's character set has and the mainland's has not; what that has and Japan's has not."""

_SURE = {
    "vi": rf"[{KANA}{HANGUL}{HAN}{_OTHER}]+",
    "en": rf"[{KANA}{HANGUL}{HAN}{_OTHER}]+",
    "ko": rf"[{KANA}{_OTHER}]+",
    "ja": rf"[{HANGUL}{_OTHER}]+|[{_SIMPLIFIED}]+",
    "zh": rf"[{KANA}{HANGUL}{_OTHER}]+|[{_TRADITIONAL}]+",
}
_HANJA = re.compile(rf"(?<![(（{HAN}])[{HAN}]{{2,}}(?![)）{HAN}])")
_LETTERS = {locale: re.compile(pattern) for locale, pattern in _SURE.items()}
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")
_SENTENCE = re.compile(r"[^.!?。！？|]*[^\s.!?。！？|][^.!?。！？|]*")
_WORD = re.compile(r"[A-Za-zÀ-ỹ]+")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9àáãèéìíòóõùúýĩũ]")
_ENGLISH = re.compile(
    r"(?i:an?|and|are|as|at|been|by|for|from|ha[sd]|have|in|is|it|its|of|on|that|the|their|this|to"
    r"|was|were|which|will|with)"
)
_FEW = 7
"""A sentence of fewer words may be a name."""


def _check(text: Text) -> Iterator[Found]:
    for block in text.blocks:
        yield from _letters(block, text.book.names.letters)
        yield from _sentences(block)


def _letters(block: Block, named: frozenset[str]) -> Iterator[Found]:
    """Letters of another script, but for those that a name of this language is written in."""
    foreign = [(found, True) for found in _LETTERS[block.locale].finditer(block.prose)]
    if block.locale == "ko":
        foreign += [(found, False) for found in _HANJA.finditer(block.prose)]
    for found, sure in foreign:
        if not named.issuperset(found[0]):
            yield _found(block, found.start(), found.end(), sure)


def _sentences(block: Block) -> Iterator[Found]:
    """Sentences of English or Vietnamese where another language is written."""
    if not _may_be_foreign(block):
        return
    prose = _QUOTED.sub(_blank, block.prose)
    for sentence in _SENTENCE.finditer(prose):
        if _language(sentence[0]) not in (None, block.locale):
            shift = len(sentence[0]) - len(sentence[0].lstrip())
            end = sentence.start() + len(sentence[0].rstrip())
            yield _found(block, sentence.start() + shift, end, True)


def _may_be_foreign(block: Block) -> bool:
    if block.locale == "en":
        return _VIETNAMESE.search(block.prose) is not None
    return " the " in block.prose or " of " in block.prose or " và " in block.prose


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _language(sentence: str) -> str | None:
    """The language of a sentence if it is Vietnamese or English without doubt."""
    words = _WORD.findall(sentence)
    letters = sum(char.isalpha() for char in sentence)
    if len(words) < _FEW or sum(map(len, words)) < letters / 2:
        return None
    if sum(_VIETNAMESE.search(word) is not None for word in words) >= 0.4 * len(words):
        return "vi"
    plain = [word for word in words if not _ENGLISH.fullmatch(word)]
    small = sum(word[0].islower() for word in plain)
    if len(words) - len(plain) >= 0.15 * len(words) and small >= 0.4 * len(plain):
        return "en"
    return None


def _found(block: Block, start: int, end: int, sure: bool) -> Found:
    words = block.text[start:end]
    return Found(
        "BR007", block.start + start, block.start + end,
        f"“{words}” không thuộc ngôn ngữ của trang; hãy viết lại, hoặc đánh dấu ngôn ngữ.",
        f"“{words}” is not in the language of the page; rewrite it, or mark its language.",
        f"*{words}*{{lang=…}}", sure,
    )  # fmt: skip


FAMILY = Family((Rule("BR007", "language-of-text"),), _check)
