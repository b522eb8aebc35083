"""HTML as plain text: paragraphs, list items and rows of tables on lines of their own."""

from __future__ import annotations

import re

import lxml.html

_BLOCKS = (
    "blockquote", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6",
    "ol", "p", "pre", "table", "ul",
)  # fmt: skip
_LINES = {"li": "- ", "tr": ""}
"""What stands at the beginning of a line, for elements that are one."""


def plain_text(html: str) -> str:
    """The words of ``html``, a fragment of a page; blocks are parted by an empty line."""
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.iter():
        element.text, element.tail = _one_line(element.text), _one_line(element.tail)
    for line_break in root.iter("br"):
        line_break.tail = "\n" + line_break.tail
    for cell in root.iter("td", "th"):
        cell.tail = " | " if cell.getnext() is not None else ""
    for line in root.iter(*_LINES):
        line.text, line.tail = f"{_LINES[line.tag]}{line.text.lstrip()}", f"\n{line.tail}"
    for block in root.iter(*_BLOCKS):
        block.text, block.tail = f"\n\n{block.text.lstrip()}", f"\n\n{block.tail}"
    return _tidy(root.text_content())


def _one_line(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _tidy(text: str) -> str:
    """Without spaces around lines, more than one empty line, or a mark left alone by its text."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    joined = re.sub(r"^-\n+", "- ", lines, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
