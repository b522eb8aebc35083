"""What is looked at in the Markdown of a page before it is rendered: its links and headings.

Code is blanked with spaces of equal length, so that a place in the rest is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from cityportal.content import Page
from cityportal.faults import Fault

_CODE = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)"  # fenced block
    r"|(?<!`)(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`)"  # code span
    r"|<!--.*?(?:-->|\Z)",  # comment
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^\s()<>]+)"  # [text](target
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?(?P<reference>[^\s<>]+)",  # [name]: target
    re.MULTILINE,
)
_H1 = re.compile(r"^(?:# |[^\n]+\n=+[ ]*$)", re.MULTILINE)
_SCHEMES = {"", "http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class MarkdownLink:
    """A link as typed; line and column are those of the target in the file."""

    target: str
    line: int
    column: int

    @property
    def scheme(self) -> str:
        """The scheme in small letters, empty for a relative link."""
        try:
            return re.sub(r"\s", "", unquote(urlsplit(self.target).scheme)).lower()
        except ValueError:
            return "?"


def blank_code(markdown: str) -> str:
    """``markdown`` with code and comments replaced by spaces, line ends kept."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), markdown)


def links(page: Page) -> Iterator[MarkdownLink]:
    """The links in the text of ``page``, in order."""
    text = blank_code(page.body)
    for found in _LINK.finditer(text):
        group = "inline" if found["inline"] else "reference"
        yield MarkdownLink(found[group], *place(text, found.start(group), page.body_line))


def linked_page(page_path: PurePosixPath, target: str) -> PurePosixPath | None:
    """The path of the page that ``target`` names in a link of ``page_path``.

    None where the link leads to no Markdown file or out of the language's folder.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path.endswith(".md"):
        return None
    if parts.path.startswith("/"):
        return None
    resolved: list[str] = list(page_path.parent.parts)
    for part in PurePosixPath(unquote(parts.path)).parts:
        if part != "..":
            resolved.append(part)
        elif resolved:
            resolved.pop()
        else:
            return None
    return PurePosixPath(*resolved)


def faults(page: Page) -> Iterator[Fault]:
    """A second h1, and links that may not be followed."""
    text = blank_code(page.body)
    for found in _H1.finditer(text):
        line, column = place(text, found.start(), page.body_line)
        yield Fault(
            page.file, line, column, "",
            "Tiêu đề trang đã có trong phần thông tin; trong bài dùng “##”.",
            "The page's title stands in the front matter; use “##” in the text.",
            "## Các cảng chính",
        )  # fmt: skip
    for link in links(page):
        if link.scheme not in _SCHEMES:
            yield Fault(
                page.file, link.line, link.column, "",
                f"Không dùng được liên kết loại “{link.scheme}:”.",
                f"A link of the kind “{link.scheme}:” cannot be used.",
                "[UNESCO](https://whc.unesco.org/en/list/672)",
            )  # fmt: skip


def place(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column, from 1, of ``offset`` in ``text``, which begins on ``first_line``."""
    return first_line + text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1) + 1
