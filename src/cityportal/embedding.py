"""What the city promises to those who embed its pages: ``data/embeds.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - a day, as in the other schemas

from cityportal.faults import Fault
from cityportal.validation import Labels, Record, described
from cityportal.yamlfile import YamlDocument


class Change(Record):
    """Something that partners must know of the embeds; at most one a day."""

    on: Day = described("the day of the announcement.", "ngày thông báo.", "on: 2026-11-27")
    title: Labels = described("what changes, in a line.", "điều thay đổi, một dòng.", "title: …")
    text: Labels = described(
        "what changes, from when, and what partners have to do.",
        "điều thay đổi, từ bao giờ, đối tác cần làm gì.",
        "text: …",
    )


class Embedding(Record):
    """``data/embeds.yml``."""

    changes: tuple[Change, ...] = described(
        "announcements to partners, in any order.",
        "các thông báo cho đối tác, thứ tự nào cũng được.",
        "changes: …",
        min_length=1,
    )


def twice_a_day(document: YamlDocument, embedding: Embedding) -> Iterator[Fault]:
    """A second announcement of one day, which readers of the feed would take for the first."""
    days = [change.on for change in embedding.changes]
    for index, day in enumerate(days):
        if day in days[:index]:
            yield document.fault(
                ("changes", index, "on"),
                f"Ngày {day} đã có thông báo; hãy gộp hai thông báo làm một.",
                f"There is an announcement of {day} already; make the two into one.",
                f"on: {day}",
            )
