"""The pictures that a page shows: the lead picture of its front matter, those in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from cityportal.checks.prose import Kind
from cityportal.checks.rule import Text
from cityportal.content import Page
from cityportal.yamlfile import Span

_IMAGE = re.compile(
    r"(?<!\\)!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"(?:\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()<>]*\))*))"
    r"(?:\s+(?P<quote>[\"'])(?P<title>(?:(?!(?P=quote)).)*)(?P=quote)\s*\))?"
    r"|[ ]?\[(?P<label>[^\[\]]*)\])?"
)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\[\]\n]+)\]:[ ]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Shown:
    """A picture where it is shown: as it is named there, and its alt text with both places.

    ``alt`` is None for a lead picture, which has that of its record.
    """

    name: str
    place: Span
    alt: str | None
    alt_place: Span
    title: str

    @property
    def is_lead(self) -> bool:
        """Whether it stands at the head of the page."""
        return self.alt is None


def shown(text: Text) -> Iterator[Shown]:
    """The pictures of the page ``text``, in order."""
    page = text.page
    if page is None:
        return
    if page.meta.image:
        place = page.document.spans[("image",)]
        yield Shown(page.meta.image, place, None, place, "")
    defined = _definitions(page) if "![" in page.body else {}
    for block in text.blocks:
        if block.kind in (Kind.TEXT, Kind.HEADING) and "![" in block.text:
            for found in _IMAGE.finditer(block.text):
                if block.prose[found.start()] == "!":
                    yield from _in_text(found, block.start, defined)


def _in_text(found: re.Match[str], shift: int, defined: Mapping[str, str]) -> Iterator[Shown]:
    """The picture of one match; none where its label is not ``defined``, so that it is text."""
    group = next(one for one in ("angled", "plain", "label", "alt") if found[one] is not None)
    name = found[group]
    if group in ("label", "alt"):
        label = _label(found["label"] or found["alt"])
        if label not in defined:
            return
        name = defined[label]
    yield Shown(
        unquote(name),
        _span(found, group, shift),
        " ".join(found["alt"].split()),
        _span(found, "alt", shift),
        found["title"] or "",
    )


def _span(found: re.Match[str], group: str, shift: int) -> Span:
    return Span(found.start(group) + shift, found.end(group) + shift)


def _definitions(page: Page) -> Mapping[str, str]:
    """The addresses that the text defines, by label."""
    return {
        _label(found["label"]): found["angled"] or found["plain"]
        for found in _DEFINITION.finditer(page.body)
    }


def _label(words: str) -> str:
    return " ".join(words.split()).lower()
