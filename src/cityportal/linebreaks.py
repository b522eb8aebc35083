"""Where a line of text may end, each language by its own rules.

Vietnamese, English and Korean break at spaces. Japanese and Chinese break between letters, at best
where a phrase ends (BudouX), never before a closing or after an opening sign. Numbers, Latin words
and, where there is a choice, the names of the brand book stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import budoux

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
    r"|[一二三四五六七八九十]+[年个项次届]"
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
_CLOSING_WORDS = ("的", "了", "们")
"""Chinese words that belong to what stands before them."""
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\S*[0-9][0-9.,]*")

# What it costs to end a line in a place that readers stumble over, or saves where they pause.
_IN_PHRASE, _BEFORE_ENDING, _IN_NUMBER, _LEADS_ON = 0.3, 0.35, 0.2, 0.1
_IN_NAME, _IN_EACH = 0.4, 0.2  # names stand in names: Hải Phòng in that of the department
_BEFORE_DASH = 0.6
_AFTER_CLAUSE = -0.06
_CLAUSE_ENDS = (":", ",", ";", "–", "—", "：", "，", "、", "；")


@dataclass(frozen=True)
class Piece:
    """What is not divided; ``cost`` is that of breaking after it, ``gap`` the space then lost."""

    text: str
    gap: str = ""
    cost: float = 0.0


def pieces(text: str, locale: str, names: Iterable[str] = ()) -> tuple[Piece, ...]:
    """``text`` divided wherever a line may end; ``names`` are better not divided."""
    divided = _unspaced(text, locale) if locale in _UNSPACED else _spaced(text, locale)
    return tuple(_with_names(divided, text, names))


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
            ending = "ぁ" <= text[end : end + 1] <= "ゖ"
            stumbling = _BEFORE_ENDING if ending else _IN_PHRASE
            yield Piece(bare, part[len(bare) :], 0.0 if kept else stumbling)
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
    places: set[int] = set()
    place = 0
    for phrase in _parser(locale).parse(text):
        if phrase in _CLOSING_WORDS:
            places.discard(place)
        place += len(phrase)
        # The parser leaves many a Chinese letter alone that belongs to what follows it.
        if locale != "zh" or len(phrase) > 1 or phrase in _CLOSING_WORDS:
            places.add(place)
    if locale == "zh":
        places.discard(len(text) - 1)
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
