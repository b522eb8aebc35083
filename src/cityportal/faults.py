"""What is wrong in an author's file, said so that the author can mend it.

A fault names file, line, column and key, says in Vietnamese and English what was expected, and
shows an example that works. Faults are gathered and raised together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend.

    ``line`` and ``column`` count from 1; ``line`` 0 means the file as a whole. ``path`` is shown
    as given, so callers pass it relative to the portal's root.
    """

    path: Path
    line: int
    column: int
    key: str
    vi: str
    en: str
    example: str = ""

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}:{self.column}" if self.line else str(self.path)
        head = f"{place}: Lỗi · Error" + (f" ({self.key})" if self.key else "")
        lines = [head, f"  {self.vi}", f"  {self.en}"]
        if self.example:
            lines.append(f"  Ví dụ · Example: {self.example}")
        return "\n".join(lines)


class FaultsError(Exception):
    """All faults of one run, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(self.report())

    def report(self) -> str:
        """Every fault, then a line that counts them."""
        count = len(self.faults)
        blocks = [str(fault) for fault in self.faults]
        blocks.append(f"{count} lỗi · {count} error{'s' if count > 1 else ''}")
        return "\n\n".join(blocks)
