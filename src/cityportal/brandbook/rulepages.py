"""The pages that explain the rules: title, purpose in Vietnamese and English, examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cityportal.faults import Fault, FaultsError
from cityportal.textfile import read_text

_TITLE = re.compile(r"# (?P<id>\w+) (?P<vi>.+) · (?P<en>.+)")
_PURPOSE = {
    "vi": re.compile(r"\*\*Mục đích\.\*\* (.+?) \*\*Sửa:\*\* (.+?)\n\n", re.DOTALL),
    "en": re.compile(r"\*\*Purpose\.\*\* (.+?) \*\*Fix:\*\* (.+?)(?:\n\n|\Z)", re.DOTALL),
}
_ROW = re.compile(r"^\| (?P<of>[\w→ ]+?) \| (?P<cells>.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A row of the table: what it is written in, and how; ``source`` is what it translates."""

    of: str
    wrong: str
    right: str
    source: str = ""


@dataclass(frozen=True)
class RulePage:
    """One page under ``brand/rules``; texts are keyed by language, Vietnamese and English."""

    id: str
    title: Mapping[str, str]
    purpose: Mapping[str, str]
    mend: Mapping[str, str]
    examples: tuple[Example, ...]

    @property
    def key(self) -> str:
        """The rule in addresses."""
        return self.id.lower()


def read_rule_pages(root: Path) -> tuple[RulePage, ...]:
    """The pages under ``root/brand/rules``, in the order of the rules.

    Raises:
        FaultsError: pages that lack their title or purpose in a language.
    """
    files = sorted((root / "brand" / "rules").glob("*.md"))
    pages = [_page(file, root) for file in files]
    if faults := [page for page in pages if isinstance(page, Fault)]:
        raise FaultsError(faults)
    return tuple(page for page in pages if isinstance(page, RulePage))


def _page(file: Path, root: Path) -> RulePage | Fault:
    text = re.sub(r"(?<=\S)\n(?=[^\s|#])", " ", read_text(file, root))
    title = _TITLE.match(text)
    purpose = {locale: pattern.search(text) for locale, pattern in _PURPOSE.items()}
    if not (title and purpose["vi"] and purpose["en"]):
        return Fault(
            file.relative_to(root), 1, 1, "",
            "Trang quy tắc phải có tiêu đề hai thứ tiếng, “Mục đích … Sửa” và “Purpose … Fix”.",
            "A rule page needs a title in both languages, “Mục đích … Sửa” and “Purpose … Fix”.",
            "# BR001 Tên chính thức · Official names",
        )  # fmt: skip
    return RulePage(
        title["id"],
        {"vi": title["vi"], "en": title["en"]},
        {locale: found[1] for locale, found in purpose.items() if found},
        {locale: found[2] for locale, found in purpose.items() if found},
        tuple(map(_example, _ROW.finditer(text))),
    )


def _example(row: re.Match[str]) -> Example:
    *source, wrong, right = row["cells"].split(" | ")
    return Example(row["of"], wrong, right, *source)
