"""The slogans and key messages in one language: quoted well or ill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cityportal.brandbook.slogans import Slogan
from cityportal.checks.forms import Forms, Place, grouped

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
        parts = grouped(
            (part, key) for key, slogan in slogans.items() for part in slogan.parts.get(locale, ())
        )
        self._parts = Forms({part: (part, keys) for part, keys in parts.items()})

    def text(self, key: str) -> str:
        """The exact wording."""
        return self.slogans[key].text[self._locale]

    def quoted(self, line: str) -> Iterator[Place[str]]:
        """Where a slogan stands in its exact wording."""
        for start, end, keys in self._exact.find(line):
            for key in keys:
                yield Place(start, end, key)

    def misquoted(self, line: str) -> Iterator[Place[str]]:
        """Where one stands in a known wrong wording, or nearly."""
        yield from self._wrong.find(line)
        if next(self._parts.find(line), None):
            for sentence in _SENTENCE.finditer(line):
                yield from self._retold(sentence)

    def _retold(self, sentence: re.Match[str]) -> Iterator[Place[str]]:
        places = list(self._parts.find(sentence[0]))
        for key in {key for place in places for key in place.meaning[1]}:
            mine = [place for place in places if key in place.meaning[1]]
            said = {place.meaning[0] for place in mine}
            wanted = self.slogans[key].parts[self._locale]
            exact = self.text(key).lower() in sentence[0].lower()
            if len(said) >= max(2, len(wanted) - 1) and not exact:
                start, end = mine[0].start, mine[-1].end
                yield Place(sentence.start() + start, sentence.start() + end, key)
