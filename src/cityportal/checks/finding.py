"""A finding: where, which rule, how grave, what was found, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Level(StrEnum):
    """How grave a finding is; an error stops publication."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True)
class Found:
    """What a rule finds in a page, before it has its line and level.

    ``start`` and ``end`` are offsets in the page's text; ``sure`` tells errors from doubts, which
    are warnings whatever the rule's level; ``fix`` may be put in without a further look.
    """

    rule: str
    start: int
    end: int
    vi: str
    en: str
    suggestion: str
    sure: bool = True
    fix: str | None = None


@dataclass(frozen=True, order=True)
class Finding:
    """One finding; lines and columns count from 1, in characters.

    ``start`` and ``end`` are character offsets in the file's text after it was read (NFC, one kind
    of line end); ``fix`` is the text that may stand there instead without a further look, or None.
    """

    path: Path
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    level: Level
    vi: str
    en: str
    found: str
    suggestion: str
    rule_page: str
    start: int
    end: int
    fix: str | None = None
