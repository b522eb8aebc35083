"""One Markdown file: its front matter, typed, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from cityportal.faults import Fault, FaultsError
from cityportal.model import FrontMatter, PageType, Status
from cityportal.textfile import read_text
from cityportal.validation import validated
from cityportal.yamlfile import YamlDocument, parse_yaml

_FENCED = re.compile(r"\A---[ \t]*\n((?:.*?\n)??)---[ \t]*(?:\n|\Z)", re.DOTALL)

_NEEDS_DATE = {PageType.BULLETIN_ITEM, PageType.BULLETIN_ISSUE, PageType.NOTICE}
_NEEDS_SOURCE = {
    PageType.BULLETIN_ITEM,
    PageType.HERITAGE,
    PageType.INVESTMENT,
    PageType.PARTNER,
    PageType.EVENT,
}


@dataclass(frozen=True)
class Page:
    """One page in one language.

    ``path`` is the same in every language (``heritage/chu-dau-pottery.md``); ``file`` is relative
    to the portal's root; ``head`` is the front matter as typed, fences included, and ``body`` the
    Markdown below it.
    """

    locale: str
    path: PurePosixPath
    file: Path
    meta: FrontMatter
    head: str
    body: str
    document: YamlDocument

    @property
    def text(self) -> str:
        """The whole file as it was read: front matter and body."""
        return self.head + self.body

    @property
    def body_line(self) -> int:
        """The line of the file on which the body begins."""
        return self.head.count("\n") + 1

    @property
    def folder(self) -> PurePosixPath:
        """The folder the page belongs to, which for an index page is its own."""
        return self.path.parent

    @property
    def is_index(self) -> bool:
        """Whether the page is the front of its folder."""
        return self.path.name == "index.md"

    @property
    def day(self) -> date:
        """The day by which lists sort the page; date.min for a page without one."""
        if self.meta.event:
            return self.meta.event.starts
        return self.meta.date.first_day if self.meta.date else date.min

    @property
    def published(self) -> date | None:
        """The day on which the page appeared, as far as the front matter tells."""
        if self.meta.published:
            return self.meta.published
        if self.meta.date:
            return self.meta.date.first_day
        return self.meta.event.starts if self.meta.event else None

    @property
    def modified(self) -> date | None:
        """The last change of substance, as far as the front matter tells."""
        if known := self.meta.updated or self.meta.published:
            return known
        if self.meta.event:
            return self.meta.event.starts
        return self.meta.date.first_day if self.meta.date and self.meta.date.day else None

    def is_live(self, now: datetime) -> bool:
        """Whether the page's text may be read at ``now``."""
        return self.meta.is_live(now)


def read_page(file: Path, root: Path, locale: str, path: PurePosixPath) -> Page:
    """The page in ``file``.

    Raises:
        FaultsError: the file cannot be read, or its front matter is absent or does not fit.
    """
    text = read_text(file, root)
    shown = file.relative_to(root)
    fenced = _FENCED.match(text)
    if not fenced:
        raise FaultsError([_no_front_matter(shown)])
    document = parse_yaml(fenced[1], shown, before=text[: fenced.start(1)])
    meta = validated(FrontMatter, document)
    if faults := _conditions(meta, document):
        raise FaultsError(faults)
    end = fenced.end()
    return Page(locale, path, shown, meta, text[:end], text[end:], document)


def _no_front_matter(path: Path) -> Fault:
    return Fault(
        path, 1, 1, "",
        "Trang phải mở đầu bằng phần thông tin giữa hai dòng “---”.",
        "A page must begin with its front matter between two lines of “---”.",
        "--- / title: … / description: … / type: page / status: draft / ---",
    )  # fmt: skip


def _conditions(meta: FrontMatter, document: YamlDocument) -> list[Fault]:
    """What one key asks of another."""
    needs = [
        ("date", meta.date, meta.type in _NEEDS_DATE, f"type: {meta.type}", "date: 2025-03-25"),
        ("sources", meta.sources, meta.type in _NEEDS_SOURCE, f"type: {meta.type}",
         "sources: [report-2025]"),
        ("updated", meta.updated, meta.correction is not None, "correction", "updated: 2026-01-20"),
        ("event", meta.event, meta.type is PageType.EVENT, "type: event",
         'event: {starts: 2025-03-25, place: "Hải Phòng"}'),
        ("embargo", meta.embargo, meta.status is Status.EMBARGOED, "status: embargoed",
         "embargo: {until: 2026-12-01 09:00, zone: Asia/Ho_Chi_Minh}"),
        ("withdrawn", meta.withdrawn, meta.status is Status.WITHDRAWN, "status: withdrawn",
         'withdrawn: {on: 2026-02-03, reason: "…"}'),
    ]  # fmt: skip
    faults = [
        document.fault(
            (key,),
            f"“{because}” cần có khóa “{key}”.",
            f"“{because}” needs the key “{key}”.",
            example,
        )
        for key, value, needed, because, example in needs
        if needed and not value
    ]
    for key, value, status in (
        ("embargo", meta.embargo, Status.EMBARGOED),
        ("withdrawn", meta.withdrawn, Status.WITHDRAWN),
    ):
        if value and meta.status is not status:
            faults.append(
                document.fault(
                    (key,),
                    f"Có “{key}” nhưng status là “{meta.status}”; hãy đổi status hoặc bỏ “{key}”.",
                    f"“{key}” is given but the status is “{meta.status}”; change the status or "
                    f"remove “{key}”.",
                    f"status: {status}",
                )
            )
    return faults
