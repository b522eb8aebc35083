"""Exceptions that an editor writes beside a text, each with its reason.

``<!-- brand-ok FG001 until 2027-01-01: quoted as printed -->`` silences a rule as far as the
comment reaches. One without a reason, expired or unused is itself a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cityportal.checks.comments import Comment, Remark
from cityportal.checks.finding import Found
from cityportal.checks.rule import Rule

RULE = Rule("EX001", "exception")

_COMMENT = Remark(
    "brand-ok",
    r"\b\s*(?P<rule>[A-Z]{2}\d{3}\b)?\s*(?:until\s+(?P<until>[^\s:]+))?"
    r"\s*(?::\s*(?P<reason>.*?)|(?P<rest>\S.*?))?",
)
_EXAMPLE = "<!-- brand-ok FG001 until 2027-12-31: trích nguyên văn -->"


@dataclass(frozen=True)
class _Exception:
    comment: Comment

    @property
    def found(self) -> re.Match[str]:
        return self.comment.found

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
        return one.rule == self.rule and self.comment.reaches(one.start)


def apply(text: str, findings: Iterable[Found], today: date) -> Iterator[Found]:
    """The findings that no exception in ``text`` covers, and the exceptions that are unfit."""
    exceptions = [_Exception(one) for one in _COMMENT.find(text)]
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
                f"The exception for {one.rule} is no longer needed; remove it.",
            )


def _unfit(one: _Exception, today: date) -> tuple[str, str] | None:
    if one.found["rest"]:
        return (
            f"Ngoại lệ viết chưa đúng mẫu ở “{one.found['rest']}”.",
            f"The exception is not in its form at “{one.found['rest']}”.",
        )
    if not one.rule:
        return "Ngoại lệ phải nêu mã quy tắc.", "An exception must name its rule."
    if not one.found["reason"]:
        return "Ngoại lệ phải nêu lý do.", "An exception must give its reason."
    if one.expires is not None and one.expires < today:
        return (
            f"Ngoại lệ đã hết hạn ({one.found['until']}); hãy sửa bài hoặc gia hạn.",
            f"The exception has expired ({one.found['until']}); correct the text or renew it.",
        )
    return None


def _complaint(one: _Exception, vi: str, en: str) -> Found:
    return Found(RULE.id, one.found.start(), one.found.end(), vi, en, _EXAMPLE)
