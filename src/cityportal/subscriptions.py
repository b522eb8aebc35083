"""What the city decides about its feeds: ``data/feeds.yml`` and ``data/partners.yml``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import RootModel, StringConstraints

from cityportal.faults import Fault
from cityportal.locales import territories
from cityportal.model import PageType, Slug
from cityportal.validation import Https, Labels, Record, described, unknown
from cityportal.yamlfile import YamlDocument

Authority = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}$")]


class Topic(Record):
    """One feed of each language: what it is called and what is in it."""

    label: Labels = described(
        "the name of the feed.", "tên nguồn tin.", "label: {vi: Di sản, en: Heritage, …}"
    )
    description: Labels = described(
        "one sentence on what is in it.", "một câu cho biết nguồn tin có gì.", "description: …"
    )
    types: tuple[PageType, ...] = described(
        "the kinds of pages in it.", "các loại trang trong nguồn tin.", "types: [bulletin-item]"
    )
    tags: tuple[str, ...] = described(
        "topics of data/tags.yml of which a page has one; empty for any.",
        "các chủ đề trong data/tags.yml, trang có ít nhất một; để trống là mọi trang.",
        "tags: [heritage, culture]",
        default=(),
    )


class Feeds(Record):
    """``data/feeds.yml``."""

    authority: Authority = described(
        "a name that the department owned on that day, from which permanent ids are made; never "
        "changed, not even when the portal's address does.",
        "tên miền của Sở vào ngày ấy, dùng để tạo mã cố định; không bao giờ đổi, kể cả khi cổng "
        "thông tin đổi địa chỉ.",
        'authority: "doingoai.example.vn,2026"',
    )
    items: int = described(
        "how many items the newest page of a feed has.",
        "số tin trong trang mới nhất của nguồn tin.",
        "items: 30",
        default=30,
        ge=1,
        le=200,
    )
    minutes: int = described(
        "how many minutes a reader may wait before it asks again.",
        "số phút máy đọc chờ trước khi hỏi lại.",
        "minutes: 60",
        default=60,
        ge=1,
    )
    withdrawn_days: int = described(
        "how many days a withdrawn item stays in the feeds with its notice.",
        "số ngày tin đã rút còn nằm trong nguồn tin cùng thông báo.",
        "withdrawn_days: 90",
        default=90,
        ge=1,
    )
    icon: str | None = described(
        "the icon of the feeds, a PNG of at most 144 by 144 pixels under docs/assets.",
        "biểu tượng của nguồn tin, tệp PNG không quá 144 × 144 điểm ảnh trong docs/assets.",
        "icon: mark.png",
        default=None,
    )
    hubs: tuple[Https, ...] = described(
        "WebSub hubs that are told of changes; empty for none.",
        "các máy chủ WebSub được báo khi có thay đổi; để trống là không báo.",
        "hubs: [https://hub.example/]",
        default=(),
    )
    rights: Labels = described(
        "whose the texts are, one line.", "ai giữ bản quyền, một dòng.", "rights: …"
    )
    terms: Labels = described(
        "the terms of use, one or two sentences.",
        "điều kiện sử dụng, một hoặc hai câu.",
        "terms: …",
    )
    topics: Mapping[Slug, Topic] = described(
        "the feeds by key, the first with all news.",
        "các nguồn tin theo khóa, nguồn đầu tiên gồm mọi tin.",
        "topics: …",
    )

    def topics_of(self, partner: Partner) -> tuple[str, ...]:
        """The keys of the topics that the feed of ``partner`` is made of."""
        return partner.topics or (next(iter(self.topics)),)


class Text(StrEnum):
    """How much of an item a feed carries."""

    FULL = "full"
    SUMMARY = "summary"


class Partner(Record):
    """One feed made for partner media."""

    name: Labels = described("whom it is for.", "dành cho ai.", "name: …")
    languages: tuple[str, ...] = described(
        "the languages it is made in.", "các ngôn ngữ của nguồn tin.", "languages: [ko, en]"
    )
    topics: tuple[str, ...] = described(
        "feeds of data/feeds.yml it is made of; empty for all news.",
        "các nguồn tin trong data/feeds.yml; để trống là mọi tin.",
        "topics: [investment]",
        default=(),
    )
    countries: tuple[str, ...] = described(
        "countries of which an item concerns one, by code; empty for any.",
        "mã các nước liên quan, tin có ít nhất một; để trống là mọi tin.",
        "countries: [kr]",
        default=(),
    )
    text: Text = described(
        "full or summary.", "full (toàn văn) hoặc summary (tóm tắt).", "text: full",
        default=Text.FULL,
    )  # fmt: skip
    items: int = described(
        "how many items the newest page has.", "số tin trong trang mới nhất.", "items: 30",
        default=30, ge=1, le=200,
    )  # fmt: skip
    contact: str = described(
        "the unit that answers, a key under units in data/organisation.yml.",
        "đơn vị phụ trách, một khóa trong units của data/organisation.yml.",
        "contact: international-cooperation",
    )


class Partners(RootModel[dict[Slug, Partner]]):
    """``data/partners.yml``."""


def unknown_tags(document: YamlDocument, feeds: Feeds, tags: Collection[str]) -> Iterator[Fault]:
    """Tags of feeds that are not in data/tags.yml."""
    for key, topic in feeds.topics.items():
        for index, tag in enumerate(topic.tags):
            if tag not in tags:
                yield unknown(document, ("topics", key, "tags", index), tag, tags)


def missing_icon(document: YamlDocument, feeds: Feeds, root: Path) -> Iterator[Fault]:
    """An icon that is not there."""
    if feeds.icon and not (root / "docs" / "assets" / feeds.icon).is_file():
        yield document.fault(
            ("icon",),
            f"Không có tệp docs/assets/{feeds.icon}.",
            f"There is no file docs/assets/{feeds.icon}.",
            "icon: mark.png",
        )


def unknown_keys(
    document: YamlDocument, partners: Mapping[str, Partner], known: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    """Languages, topics, countries and units of partners that nobody knows."""
    known = {**known, "countries": territories()}
    for key, partner in partners.items():
        for field in ("languages", "topics", "countries"):
            for index, value in enumerate(getattr(partner, field)):
                if value not in known[field]:
                    yield unknown(document, (key, field, index), value, known[field])
        if partner.contact not in known["contact"]:
            yield unknown(document, (key, "contact"), partner.contact, known["contact"])
