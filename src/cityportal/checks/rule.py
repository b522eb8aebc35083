"""A rule, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cityportal.checks.finding import Found, Level
from cityportal.checks.names import Names
from cityportal.checks.prose import Block
from cityportal.checks.registry import Registry
from cityportal.content import Page
from cityportal.validation import Record, described


class Levels(Record):
    """``brand/levels.yml``: how grave each rule is, and where figures must be marks."""

    rules: Mapping[str, Level] = described(
        "level of each rule: error, warning or off.", "mức của từng quy tắc.", "FG001: error"
    )
    source: str = described(
        "the language that translations are held against.", "ngôn ngữ gốc.", "source: vi"
    )
    governed: tuple[str, ...] = described(
        "folders in which a figure of the registry must be a mark.",
        "các thư mục phải dùng dấu số liệu.",
        "governed: [investment, partners]",
        default=(),
    )


@dataclass(frozen=True)
class Text:
    """A page under check: its blocks, those of its source language, and the books to go by.

    ``source`` is None for a page in the source language or without a version in it.
    """

    page: Page
    blocks: list[Block]
    source: list[Block] | None
    registry: Registry
    names: Names
    levels: Levels

    @property
    def locale(self) -> str:
        """The language of the page."""
        return self.page.locale


@dataclass(frozen=True)
class Rule:
    """One rule: ``name`` is that of its page under brand/rules, after the identifier."""

    id: str
    name: str

    @property
    def page(self) -> str:
        """The page that explains the rule."""
        return f"brand/rules/{self.id}-{self.name}.md"


@dataclass(frozen=True)
class Family:
    """Rules that are found together, in one look at a page."""

    rules: tuple[Rule, ...]
    check: Callable[[Text], Iterator[Found]]
