"""The wrong forms of names in one language, and what is to be written for each.

In capitals it is the same wrong form. Where only the capitals or marks of a part of a name are
wrong, that part alone is to be written anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from cityportal.brandbook.names import Name
from cityportal.checks.forms import Forms, Place, is_latin


class Names:
    """The wrong forms of one language, ready to be found."""

    def __init__(self, names: Mapping[str, Name], locale: str) -> None:
        right = {
            form: _right(form, name.names[locale])
            for name in names.values()
            for form in name.wrong.get(locale, ())
        }
        right |= {
            form.upper(): name.upper()
            for form, name in right.items()
            if form.upper() not in (form, name.upper(), *right)
        }
        kept = [phrase for name in names.values() for phrase in name.keep]
        kept += [
            name.names[locale] for name in names.values()
            if any(form in name.names[locale] for form in right)
        ]  # fmt: skip
        self.right = tuple(name.names[locale] for name in names.values())
        self.letters = frozenset("".join(self.right))
        self._forms = Forms(right, kept, caseless=False)

    def find(self, line: str) -> Iterator[Place[str]]:
        """Each wrong form in ``line``, with the right one as its meaning."""
        return self._forms.find(line)


def _right(form: str, name: str) -> str:
    """What to write for ``form``: the words of ``name`` that have its bare letters, or all."""
    found = re.search(_whole(_bare(form)), _bare(name))
    part = name[found.start() : found.end()] if found else name
    return (name if part == form else part).replace("'", "’")


def _bare(form: str) -> str:
    """``form`` in small letters without marks, character for character."""
    return "".join(
        unicodedata.normalize("NFD", char)[0].lower() if is_latin(char) else char for char in form
    )


def _whole(form: str) -> str:
    before = r"(?<![\w-])" if is_latin(form[0]) else ""
    after = r"(?![\w-])" if is_latin(form[-1]) else ""
    return before + re.escape(form) + after
