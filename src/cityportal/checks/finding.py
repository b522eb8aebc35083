"""A finding: where, which rule, how grave, what was found, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cityportal.brandbook.levels import Level
from cityportal.faults import Fault


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


def from_fault(fault: Fault) -> Finding:
    """A fault of a file as a finding, for the reports that programs read."""
    line, column = max(1, fault.line), max(1, fault.column)
    return Finding(
        fault.path, line, column, line, column, "FAULT", Level.ERROR, fault.vi, fault.en,
        fault.key, fault.example, "handbook/front-matter.md", 0, 0,
    )  # fmt: skip
