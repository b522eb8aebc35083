"""The slogans and key messages in one language: quoted well or ill."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from cityportal.brandbook.slogans import Slogan
from cityportal.checks.forms import Forms, Place, grouped

_Parts = tuple[tuple[str, str], ...]
"""Of which slogans a form is a part: their keys, and the part it stands for."""

_SENTENCE = re.compile(r"[^.!?。！？;；]+[.!?。！？;；]*")


class Slogans:
    """The slogans of one language, ready to be found."""

    def __init__(self, slogans: Mapping[str, Slogan], locale: str) -> None:
        self.slogans = slogans
        self._locale = locale
        exact = [(slogan.text[locale], key) for key, slogan in slogans.items()]
        self._exact = Forms(grouped(exact))
        self._wrong = Forms(
            {form: key for key, slogan in slogans.items() for form in slogan.wrong.get(locale, ())},
            keep=(text for text, _ in exact),
        )
        self._parts = Forms(
            grouped(
                (form, (key, part))
                for key, slogan in slogans.items()
                for part in slogan.parts.get(locale, ())
                for form in part.split("|")
            )
        )

    def text(self, key: str) -> str:
        """The exact wording."""
        return self.slogans[key].text[self._locale]

    def quoted(self, line: str) -> Iterator[Place[str]]:
        """Where a slogan stands in its exact wording."""
        for start, end, keys in self._exact.find(line):
            for key in keys:
                yield Place(start, end, key)

    def misquoted(self, line: str) -> Iterator[Place[str]]:
        """Where one stands in a known wrong wording, or nearly, apart from what is quoted well."""
        yield from self._wrong.find(line)
        well = list(self._exact.find(line))
        parts = [
            part
            for part in self._parts.find(line)
            if not any(one.start <= part.start < one.end for one in well)
        ]
        for sentence in _SENTENCE.finditer(line) if parts else ():
            start, end = sentence.span()
            yield from self._retold([part for part in parts if start <= part.start < end])

    def _retold(self, places: list[Place[_Parts]]) -> Iterator[Place[str]]:
        """The slogan of which most is said in the places of one sentence, if it is nearly all."""
        said = Counter(key for key, _ in {part for place in places for part in place.meaning})
        nearly = [key for key, slogan in self.slogans.items() if said[key] >= self._enough(slogan)]
        if nearly:
            key = max(nearly, key=said.__getitem__)
            mine = [place for place in places if key in dict(place.meaning)]
            yield Place(mine[0].start, mine[-1].end, key)

    def _enough(self, slogan: Slogan) -> int:
        return max(2, len(slogan.parts.get(self._locale, ())) - 1)
