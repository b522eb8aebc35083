"""Texts as they are written for Pagefind, so that it divides them as readers ask for them.

Our page of results writes what comes back as it was: ``asWritten`` in ``theme/assets/search.js``.
"""

from __future__ import annotations

import re

_STROKE = "\N{COMBINING SHORT STROKE OVERLAY}"
_BOUND = "\N{HAIR SPACE}"
_RUN = 6
"""As long as the longest words that browsers divide a query into, but for rare ones."""
_NUMBER = re.compile(r"(?<!\d)\d+(?!\d)")
UNSPACED = frozenset({"ja", "zh"})
"""Languages without spaces between words."""


_HANGUL = {one: one - 0xAC00 + 0x27000 for one in range(0xAC00, 0xD7A4)}
"""Every syllable as a letter that no text has: a rare ideograph."""


def as_indexed(text: str, locale: str) -> str:
    """``text`` with đ as d with a mark, Korean in other letters, Japanese numbers kept whole.

    Pagefind lets readers leave marks out, but takes the stroke of đ for a part of the letter. It
    takes Hangul for letters with marks, whose words it does not count, and would keep all of Korean
    in one part of the index; it does not divide what an en dash joins there. In Japanese it divides
    numbers into digits.
    """
    text = text.replace("đ", f"d{_STROKE}").replace("Đ", f"D{_STROKE}")
    if locale == "ko":
        return text.translate(_HANGUL).replace("–", f"{_BOUND}–{_BOUND}")
    return _NUMBER.sub(rf"{_BOUND}\g<0>{_BOUND}", text) if locale == "ja" else text


def runs(title: str) -> str:
    """The letters of ``title`` from every place on: Pagefind finds the beginnings of words.

    It divides titles at spaces only, in languages that have none, too.
    """
    return " ".join(title[start : start + _RUN] for start in range(len(title)))
