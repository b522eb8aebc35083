"""Forms of words to be found in a text, many at once, whole and the longest first.

A form in Latin letters is a whole word. In Korean a word begins with it, as particles follow; one
in katakana is not part of a longer run of katakana; Han characters are found anywhere, as no spaces
are written. Phrases to keep are found like the others, and what stands inside them is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

Meaning = TypeVar("Meaning")


class Place(NamedTuple, Generic[Meaning]):
    """A form that was found: its offsets, and what it stands for."""

    start: int
    end: int
    meaning: Meaning


class Forms(Generic[Meaning]):
    """The forms of one table in one language; ``caseless`` finds them in capitals as well."""

    def __init__(
        self, forms: Mapping[str, Meaning], keep: Iterable[str] = (), caseless: bool = True
    ) -> None:
        self._caseless = caseless
        self._kept = {self._cased(phrase) for phrase in keep}
        self._meanings = {self._cased(form): meaning for form, meaning in forms.items()}
        self._automaton = ahocorasick.Automaton()
        for form in {*self._kept, *self._meanings}:
            self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def find(self, line: str) -> Iterator[Place[Meaning]]:
        """Every form in ``line``, a text without line breaks, from left to right."""
        if not self._automaton:
            return
        last = 0
        for start, form in sorted(self._whole(self._cased(line)), key=_longest_first):
            if start >= last:
                last = start + len(form)
                if form not in self._kept:
                    yield Place(start, last, self._meanings[form])

    def _whole(self, line: str) -> Iterator[tuple[int, str]]:
        for final, form in self._automaton.iter(line):
            start = final + 1 - len(form)
            if not _joined(line, form, start):
                yield start, form

    def _cased(self, text: str) -> str:
        """``text`` with one kind of apostrophe, in small letters if wished; no letter moves."""
        text = text.replace("’", "'")
        if not self._caseless:
            return text
        lower = text.lower()
        return lower if len(lower) == len(text) else "".join(map(_lower, text))


def grouped(pairs: Iterable[tuple[str, Meaning]]) -> dict[str, tuple[Meaning, ...]]:
    """Every meaning of each form, in the order of ``pairs``."""
    groups: dict[str, list[Meaning]] = defaultdict(list)
    for form, meaning in pairs:
        groups[form].append(meaning)
    return {form: tuple(meanings) for form, meanings in groups.items()}


def _longest_first(place: tuple[int, str]) -> tuple[int, int]:
    start, form = place
    return start, -len(form)


def _joined(line: str, form: str, start: int) -> bool:
    """Whether ``form`` at ``start`` is only a part of a word."""
    end = start + len(form)
    before = line[start - 1] if start else " "
    after = line[end] if end < len(line) else " "
    first, last = form[0], form[-1]
    if _of_word(first) and (before in "-_" or _of_word(before)):
        return True
    if _of_word(last) and _of_word(after):
        return True
    if _is_hangul(first) and _is_hangul(before):
        return True
    dot = "・" if "・" in form else ""
    return (_is_katakana(first) and (_is_katakana(before) or before in dot)) or (
        _is_katakana(last) and (_is_katakana(after) or after in dot)
    )


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _of_word(char: str) -> bool:
    return is_latin(char) or char.isdecimal()


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


@lru_cache(maxsize=4096)
def is_latin(char: str) -> bool:
    """Whether ``char`` is a letter of the Latin script, with or without marks."""
    return char.isalpha() and ord(char) < 0x2000
