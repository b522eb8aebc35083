"""Exceptions that an editor writes beside a text, each with its reason.

``<!-- brand-ok FG001 until 2027-01-01: quoted as printed -->`` silences a rule in the block it
stands in, or in the next where it stands alone. In YAML ``# brand-ok …`` does so for its line or
the next entry, in a stylesheet ``/* brand-ok … */`` as in a page. One without a reason, expired or
unused is itself a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cityportal.checks.finding import Found
from cityportal.checks.rule import Rule

RULE = Rule("EX001", "exception")

_COMMENT = re.compile(
    r"(?:<!--|/\*|(?P<hash>#))\s*brand-ok\b\s*(?P<rule>[A-Z]{2}\d{3})?"
    r"\s*(?:until\s+(?P<until>\S+?))?\s*(?::\s*(?P<reason>.*?))?"
    r"\s*(?:-->|\*/|(?(hash)$|(?!)))",
    re.DOTALL | re.MULTILINE,
)
_BREAK = re.compile(r"\n\s*\n|\n---\n")
_NEXT_ENTRY = re.compile(r"\n( *)\S.*(?:\n(?:\1 +.*|(?=\n)))*")
_NEXT_BLOCK = re.compile(r"\s*\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
_EXAMPLE = "<!-- brand-ok FG001 until 2027-12-31: trích nguyên văn -->"


@dataclass(frozen=True)
class _Exception:
    found: re.Match[str]
    reach: tuple[int, int]

    @property
    def rule(self) -> str:
        return self.found["rule"] or ""

    @property
    def expires(self) -> date | None:
        """The day after which it no longer holds; date.min if it is no day at all."""
        if not self.found["until"]:
            return None
        try:
            return date.fromisoformat(self.found["until"])
        except ValueError:
            return date.min

    def covers(self, one: Found) -> bool:
        start, end = self.reach
        return one.rule == self.rule and start <= one.start <= end


def apply(text: str, findings: Iterable[Found], today: date) -> Iterator[Found]:
    """The findings that no exception in ``text`` covers, and the exceptions that are unfit."""
    exceptions = [_Exception(one, _reach(text, one)) for one in _COMMENT.finditer(text)]
    fit = [one for one in exceptions if not _unfit(one, today)]
    used: set[int] = set()
    for finding in findings:
        covering = [index for index, one in enumerate(fit) if one.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for one in exceptions:
        if words := _unfit(one, today):
            yield _complaint(one, *words)
    for index, one in enumerate(fit):
        if index not in used:
            yield _complaint(
                one,
                f"Ngoại lệ {one.rule} không còn dùng đến; hãy bỏ đi.",
                f"The exception for {one.rule} is not needed; remove it.",
            )


def _reach(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Start and end of the block the comment stands in, or of the next if it stands alone."""
    before, after = text[: found.start()], text[found.end() :]
    if found["hash"]:
        return _reach_in_yaml(text, found)
    alone = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()
    following = _NEXT_BLOCK.match(text, found.end())
    if alone and following:
        return found.start(), following.end()
    breaks = [one.end() for one in _BREAK.finditer(before)]
    end = _BREAK.search(text, found.end())
    return breaks[-1] if breaks else 0, end.start() if end else len(text)


def _reach_in_yaml(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Start and end of the comment's line or, if it stands alone, of the entry that follows."""
    start = text.rfind("\n", 0, found.start()) + 1
    alone = not text[start : found.start()].strip()
    following = _NEXT_ENTRY.match(text, found.end())
    return start, following.end() if alone and following else found.end()


def _unfit(one: _Exception, today: date) -> tuple[str, str] | None:
    if not one.rule:
        return "Ngoại lệ phải nêu mã quy tắc.", "An exception names its rule."
    if not one.found["reason"]:
        return "Ngoại lệ phải nêu lý do.", "An exception gives its reason."
    if one.expires is not None and one.expires < today:
        return (
            f"Ngoại lệ đã hết hạn ({one.found['until']}); hãy sửa bài hoặc gia hạn.",
            f"The exception has expired ({one.found['until']}); mend the text or renew it.",
        )
    return None


def _complaint(one: _Exception, vi: str, en: str) -> Found:
    return Found(RULE.id, one.found.start(), one.found.end(), vi, en, _EXAMPLE)
