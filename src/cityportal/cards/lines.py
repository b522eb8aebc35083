"""Breaking a text into lines, each language by its own rules, all lines of nearly one length.

Vietnamese, English and Korean break at spaces. Japanese and Chinese break between letters, at best
where a phrase ends (BudouX), never before a closing or after an opening sign. Numbers, Latin words
and, where there is a choice, the names of the brand book stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import TypeAlias

import budoux

Measure: TypeAlias = Callable[[str], float]
"""The width of a text in pixels."""

ELLIPSIS = "…"

_UNSPACED = ("ja", "zh")
NOT_FIRST = frozenset(
    "、。，．・：；？！‥…」』】〕〉》）］｝〙〗’”,.:;?!)]}%％‰°℃–—-‐〜～ーゝゞヽヾ々〻·"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
"""What no line begins with, in Japanese and Chinese."""
NOT_LAST = frozenset("「『【〔〈《（［｛〘〖‘“([{$£¥€＄￥№#")
"""What no line ends with, in Japanese and Chinese."""
_DASHES = ("–", "—", "-", "·", "/")
_WHOLE = re.compile(
    r"第?[0-9][0-9.,–—-]*"
    r"(?:世[纪紀]|四半期|周年|多[个年项]|[年月日号期回次度个份项国人名家万亿億兆円元](?![0-9]))?"
    r"|[ァ-ヺー]+"
    r"|[A-Za-zÀ-ỹ][0-9A-Za-zÀ-ỹ.'’&/+-]*"
)
"""Numbers with the sign of what is counted, words in katakana and in Latin letters."""

_QUOTED = re.compile(r"[「『《“‘(（][^」』》”’)）]{1,9}[」』》”’)）]")
"""A short quotation, which is better not divided."""

_LEADING = {
    "vi": {"các", "cho", "của", "ở", "những", "tại", "từ", "và", "về", "với", "đến", "trong"},
    "en": {"a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "the", "to"},
}
"""Words that belong to what follows them."""
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\S*[0-9][0-9.,]*")

# What it costs to end a line in a place that readers stumble over, or saves where they pause.
_IN_PHRASE, _IN_NUMBER, _LEADS_ON = 0.3, 0.2, 0.1
_IN_NAME, _IN_EACH = 0.4, 0.2  # names stand in names: Hải Phòng in that of the department
_BEFORE_DASH = 0.6
_AFTER_CLAUSE = -0.06
_CLAUSE_ENDS = (":", ",", ";", "–", "—", "：", "，", "、", "；")
_LONELY, _NEARLY_EMPTY = 0.5, 0.26
"""What a line costs of which less than the second share is filled."""


@dataclass(frozen=True)
class Piece:
    """What is not divided; ``cost`` is that of breaking after it, ``gap`` the space then lost."""

    text: str
    gap: str = ""
    cost: float = 0.0


@dataclass(frozen=True)
class Broken:
    """A text in lines; ``cost`` is that of its breaks."""

    lines: tuple[str, ...]
    cost: float = 0.0


def pieces(text: str, locale: str, names: Iterable[str] = ()) -> tuple[Piece, ...]:
    """``text`` divided wherever a line may end; ``names`` are better not divided."""
    divided = _unspaced(text, locale) if locale in _UNSPACED else _spaced(text, locale)
    return tuple(_with_names(divided, text, names))


def broken(parts: Sequence[Piece], width: float, lines: int, measure: Measure) -> Broken | None:
    """The best way to set ``parts`` in the fewest lines; None if they need more than ``lines``."""
    widths = [measure(one.text) for one in parts]
    gaps = [measure(one.gap) if one.gap else 0.0 for one in parts]
    needed = _needed(widths, gaps, width)
    if needed is None or needed > lines:
        return None
    ends = _ends(parts, widths, gaps, width, needed)
    starts = (0, *ends[:-1])
    text = tuple(_joined(parts[start:end]) for start, end in zip(starts, ends, strict=True))
    lonely = sum(measure(line) < _NEARLY_EMPTY * width for line in text) if needed > 1 else 0
    return Broken(text, sum(parts[end - 1].cost for end in ends[:-1]) + _LONELY * lonely)


def shortened(parts: Sequence[Piece], width: float, lines: int, measure: Measure) -> Broken:
    """As much of ``parts`` as fits, with an ellipsis."""
    for count in range(len(parts) - 1, 0, -1):
        last = Piece(_bare(parts[count - 1].text) + ELLIPSIS)
        if found := broken((*parts[: count - 1], last), width, lines, measure):
            return found
    return Broken((_cut(parts[0].text, width, measure),))


def _cut(word: str, width: float, measure: Measure) -> str:
    """As much of one word as fits, with an ellipsis; a letter keeps its marks."""
    letters = re.findall(r"[\s\S][\u0300-\u036f]*", word)
    for count in range(len(letters), 0, -1):
        if measure(found := "".join(letters[:count]) + ELLIPSIS) <= width:
            return found
    return ELLIPSIS


def _spaced(text: str, locale: str) -> Iterator[Piece]:
    words = [word for word in text.split(" ") if word]
    for word, following in zip(words, (*words[1:], ""), strict=True):
        yield Piece(word, " ", _spaced_cost(word, following, locale))


def _spaced_cost(word: str, following: str, locale: str) -> float:
    if following in _DASHES:
        return _BEFORE_DASH
    if _YEAR.match(following) or (_NUMBER.fullmatch(word) and not _YEAR.match(word)):
        return _IN_NUMBER
    return _LEADS_ON if word.lower() in _LEADING.get(locale, ()) else 0.0


def _unspaced(text: str, locale: str) -> Iterator[Piece]:
    phrases = _phrase_ends(text, locale)
    start = 0
    for end in (*_breaks(text), len(text)):
        part = text[start:end]
        bare = part.rstrip(" ")
        if bare:
            kept = end in phrases or bare != part
            yield Piece(bare, part[len(bare) :], 0.0 if kept else _IN_PHRASE)
        start = end


def _breaks(text: str) -> Iterator[int]:
    """Where a line of Japanese or Chinese may end, in letters from the start of ``text``."""
    tied = _within(text, (_WHOLE,))
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        whole = place in tied or after == " " or unicodedata.combining(after)
        if not whole and after not in NOT_FIRST and before not in NOT_LAST:
            yield place


def _phrase_ends(text: str, locale: str) -> Collection[int]:
    places, place = set(), 0
    for phrase in _parser(locale).parse(text):
        place += len(phrase)
        places.add(place)
    return places


@cache
def _parser(locale: str) -> budoux.Parser:
    if locale == "ja":
        return budoux.load_default_japanese_parser()
    return budoux.load_default_simplified_chinese_parser()


def _with_names(parts: Iterable[Piece], text: str, names: Iterable[str]) -> Iterator[Piece]:
    """The pieces, with what it costs to break inside a name, and saves where a clause ends."""
    patterns = (_QUOTED, *(re.compile(re.escape(name), re.IGNORECASE) for name in names))
    inside = _within(text, patterns)
    place = 0
    for one in parts:
        place = text.index(one.text, place) + len(one.text)
        if count := inside[place]:
            pause = one.text.endswith(_CLAUSE_ENDS)
            yield replace(one, cost=0.0 if pause else one.cost + _IN_NAME + _IN_EACH * count)
        elif one.text.endswith(_CLAUSE_ENDS):
            yield replace(one, cost=_AFTER_CLAUSE)
        else:
            yield one


def _within(text: str, patterns: Iterable[re.Pattern[str]]) -> Counter[int]:
    """The places between two letters of what is found, and in how many findings each is."""
    found = (one for pattern in patterns for one in pattern.finditer(text))
    return Counter(place for one in found for place in range(one.start() + 1, one.end()))


def _needed(widths: Sequence[float], gaps: Sequence[float], width: float) -> int | None:
    """How many lines there are when each is filled; None if a piece is wider than a line."""
    lines, used = 1, 0.0
    for own, gap in zip(widths, (0.0, *gaps), strict=False):
        if own > width:
            return None
        used += (gap if used else 0.0) + own
        if used > width:
            lines, used = lines + 1, own
    return lines


def _ends(
    parts: Sequence[Piece],
    widths: Sequence[float],
    gaps: Sequence[float],
    width: float,
    lines: int,
) -> tuple[int, ...]:
    """Behind which piece each of the ``lines`` ends, at the least cost."""
    count = len(parts)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for start in range(count):
        for used in range(lines):
            if (start, used) not in best:
                continue
            cost, ends = best[start, used]
            length = 0.0
            for end in range(start + 1, count + 1):
                length += widths[end - 1] + (gaps[end - 2] if end - 1 > start else 0.0)
                if length > width:
                    break
                total = cost + _line_cost(parts[end - 1], length / width, end == count)
                if total < best.get((end, used + 1), (inf, ()))[0]:
                    best[end, used + 1] = (total, (*ends, end))
    return best[count, lines][1]


def _line_cost(last: Piece, filled: float, ends_text: bool) -> float:
    """What a line costs that ends with the piece ``last`` and fills a share of the width."""
    stumbling = 0.0 if ends_text else last.cost
    return (1 - filled) ** 2 + stumbling + (_LONELY if filled < _NEARLY_EMPTY else 0.0)


def _joined(parts: Sequence[Piece]) -> str:
    return "".join(one.text + one.gap for one in parts).rstrip(" ")


def _bare(text: str) -> str:
    """``text`` without signs that do not stand before an ellipsis."""
    return text.rstrip("、。，．：；,.:;–—-・· ") or text
