"""The wrong forms of names, ready to be found in one language.

A wrong form is looked for as a word in Latin letters and anywhere in Korean, Japanese and Chinese,
which attach particles and write no spaces. In capitals it is the same wrong form. Where only the
capitals or marks of a part of a name are wrong, that part alone is to be written anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cityportal.brandbook import Name


class Names:
    """The wrong forms of one language, ready to be found."""

    def __init__(self, names: Mapping[str, Name], locale: str) -> None:
        self._right = {
            form: _right(form, name.names[locale])
            for name in names.values()
            for form in name.wrong.get(locale, ())
        }
        self._right |= {
            form.upper(): right.upper()
            for form, right in self._right.items()
            if form.upper() not in (form, right.upper(), *self._right)
        }
        kept = [phrase for name in names.values() for phrase in name.keep]
        kept += [
            name.names[locale] for name in names.values()
            if any(form in name.names[locale] for form in self._right)
        ]  # fmt: skip
        self.right = tuple(name.names[locale] for name in names.values())
        self._wrong = _alternatives(self._right)
        self._kept = _alternatives(kept)

    def find(self, prose: str) -> Iterator[tuple[int, int, str]]:
        """Start and end of each wrong form in ``prose``, and the right one."""
        if self._wrong is None or not any(map(prose.__contains__, self._right)):
            return
        if self._kept:
            prose = self._kept.sub(lambda found: " " * len(found[0]), prose)
        for found in self._wrong.finditer(prose):
            yield found.start(), found.end(), self._right[found[0]]


def _right(form: str, name: str) -> str:
    """What to write for ``form``: the words of ``name`` that have its bare letters, or all."""
    found = re.search(_whole(_bare(form)), _bare(name))
    part = name[found.start() : found.end()] if found else name
    return name if part == form else part


def _bare(form: str) -> str:
    """``form`` in small letters without marks, character for character."""
    return "".join(
        unicodedata.normalize("NFD", char)[0].lower() if _latin(char) else char for char in form
    )


def _alternatives(forms: Mapping[str, str] | list[str]) -> re.Pattern[str] | None:
    """Any of ``forms``, the longest first, as a whole word where it is in Latin letters."""
    if not forms:
        return None
    parts = [_whole(form) for form in sorted(forms, key=len, reverse=True)]
    return re.compile("|".join(parts))


def _whole(form: str) -> str:
    before = r"(?<![\w-])" if _latin(form[0]) else ""
    after = r"(?![\w-])" if _latin(form[-1]) else ""
    return before + re.escape(form) + after


@lru_cache(maxsize=4096)
def _latin(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x2000
