"""Marks: a figure written into a text by its key, ``{{ figure fdi.amount }}``.

Options follow the key: ``form=sentence`` (the default), ``short``, ``full`` or ``number``, and
``as_of=2025-03`` for what held then. The mark becomes the figure in the page's own language.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cityportal.figures.model import Figures, Statement
from cityportal.figures.writing import Form, write
from cityportal.locales import PartialDate, colon, comma, write_date

PATTERN = r"\{\{[^{}\n]*\}\}"
_MARK = re.compile(PATTERN)
_PARTS = re.compile(r"\{\{\s*figure\s+(?P<id>\S+?)(?P<options>(?:\s+\w+=\S+?)*)\s*\}\}")


class MarkError(Exception):
    """A mark that says nothing the registry knows: in Vietnamese, English, and one that works."""

    def __init__(self, vi: str, en: str, example: str) -> None:
        super().__init__(en)
        self.vi, self.en, self.example = vi, en, example


@dataclass(frozen=True)
class Mark:
    """A figure as asked for; ``statement`` is what holds at the time asked for."""

    identifier: str
    form: Form
    as_of: PartialDate | None
    statement: Statement


def find(text: str) -> Iterator[re.Match[str]]:
    """Everything in double braces."""
    return _MARK.finditer(text)


def parse(text: str, figures: Figures) -> Mark:
    """The mark in ``text``, braces included.

    Raises:
        MarkError: the mark is misspelt, or the registry has no such figure or none so old.
    """
    found = _PARTS.fullmatch(text)
    if not found:
        raise MarkError(
            f"Không hiểu dấu {text}.", f"The mark {text} is not understood.", _example(figures)
        )
    identifier = found["id"]
    if identifier not in figures:
        near = difflib.get_close_matches(identifier, figures, n=3, cutoff=0.5)
        vi = f" Gần nhất: {', '.join(near)}." if near else ""
        en = f" Nearest: {', '.join(near)}." if near else ""
        raise MarkError(
            f"Không có số liệu “{identifier}” trong data/figures.yml.{vi}",
            f"There is no figure “{identifier}” in data/figures.yml.{en}",
            f"{{{{ figure {near[0]} }}}}" if near else _example(figures),
        )
    form, as_of = _options(found["options"].split(), text)
    statement = figures.current(identifier, as_of)
    if statement is None:
        raise MarkError(
            f"“{identifier}” chưa có giá trị nào tính đến {as_of}.",
            f"“{identifier}” has no value as early as {as_of}.",
            f"{{{{ figure {identifier} }}}}",
        )
    return Mark(identifier, form, as_of, statement)


def write_mark(mark: Mark, figures: Figures, locale: str) -> str:
    """The figure as it stands in the text."""
    return write(mark.statement, figures.unit(mark.identifier), locale, mark.form)


def replace_marks(text: str, figures: Figures, locale: str) -> str:
    """``text`` with each mark replaced by its figure; the marks are known to be good."""
    if "{{" not in text:
        return text
    return re.sub(
        PATTERN, lambda found: write_mark(parse(found[0], figures), figures, locale), text
    )


def with_notes(text: str, figures: Figures, locale: str, source_title: Callable[[str], str]) -> str:
    """``text`` for where nothing can be pointed at: figures numbered, their notes at the end.

    ``source_title`` gives the title of a source by its key.
    """
    notes: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        mark = parse(found[0], figures)
        label = figures[mark.identifier].label[locale]
        value = write(mark.statement, figures.unit(mark.identifier), locale)
        day = write_date(mark.statement.as_of, locale)
        parts = (value, day, source_title(mark.statement.source))
        note = f"{label}{colon(locale)}{comma(locale).join(parts)}"
        if note not in notes:
            notes.append(note)
        return f"{write_mark(mark, figures, locale)} [{notes.index(note) + 1}]"

    body = re.sub(PATTERN, numbered, text)
    listed = "\n".join(f"[{number}] {note}" for number, note in enumerate(notes, start=1))
    return f"{body}\n\n{listed}" if notes else body


def _options(options: list[str], text: str) -> tuple[Form, PartialDate | None]:
    form, as_of = Form.SENTENCE, None
    for option in options:
        name, _, value = option.partition("=")
        try:
            if name == "form":
                form = Form(value)
            elif name == "as_of":
                as_of = PartialDate.parse(value)
            else:
                raise ValueError(name)
        except ValueError as error:
            raise MarkError(
                f"Không hiểu “{option}” trong {text}; được dùng form={'|'.join(Form)} và as_of=….",
                f"“{option}” in {text} is not understood; form={'|'.join(Form)} and as_of=… are.",
                "{{ figure fdi.amount form=short as_of=2025-03 }}",
            ) from error
    return form, as_of


def _example(figures: Figures) -> str:
    return f"{{{{ figure {next(iter(figures), 'fdi.amount')} }}}}"
