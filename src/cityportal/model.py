"""The front matter of a page: one schema that is also the manual and the error messages."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is named date
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

from cityportal.locales import PartialDate
from cityportal.validation import Record, described


class PageType(StrEnum):
    """What a page is; its layout and its structured data follow from it."""

    HOME = "home"
    SECTION = "section"
    BULLETIN_ISSUE = "bulletin-issue"
    BULLETIN_ITEM = "bulletin-item"
    HERITAGE = "heritage"
    INVESTMENT = "investment"
    PARTNER = "partner"
    EVENT = "event"
    NOTICE = "notice"
    FIGURES = "figures"
    RULES = "rules"
    FEEDS = "feeds"
    EMBEDS = "embeds"
    SEARCH = "search"
    PAGE = "page"


TOLD = {
    PageType.BULLETIN_ITEM, PageType.HERITAGE, PageType.INVESTMENT, PageType.NOTICE,
    PageType.PARTNER, PageType.PAGE,
}  # fmt: skip
"""Pages that are texts to be read."""


class Status(StrEnum):
    """Whether a page may be read."""

    DRAFT = "draft"
    PUBLISHED = "published"
    EMBARGOED = "embargoed"
    WITHDRAWN = "withdrawn"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(name) from error
    return name


def _minute(text: str) -> str:
    datetime.strptime(text, "%Y-%m-%d %H:%M")
    return text


Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\r\n]+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Embargo(Record):
    """When an embargoed page may be read."""

    until: Annotated[str, AfterValidator(_minute)] = described(
        "the minute of release, local time of the zone, as year-month-day hour:minute.",
        "phút phát hành, theo giờ địa phương của múi giờ, dạng năm-tháng-ngày giờ:phút.",
        "until: 2026-12-01 09:00",
    )
    zone: Annotated[str, AfterValidator(_zone)] = described(
        "the time zone of that minute, by its IANA name.",
        "múi giờ của phút ấy, theo tên IANA.",
        "zone: Asia/Ho_Chi_Minh",
    )

    @cached_property
    def moment(self) -> datetime:
        """The moment of release, in its zone."""
        local = datetime.strptime(self.until, "%Y-%m-%d %H:%M")
        return local.replace(tzinfo=ZoneInfo(self.zone))


class Withdrawal(Record):
    """When and why a page was withdrawn."""

    on: Day = described(
        "the day of withdrawal.",
        "ngày rút bài.",
        "on: 2026-02-03",
    )
    reason: Line = described(
        "the reason, one sentence in the language of the page; readers see it.",
        "lý do, một câu bằng ngôn ngữ của trang; người đọc nhìn thấy câu này.",
        'reason: "Số liệu trong bài đã được thay bằng số liệu kiểm toán."',
    )


class Occasion(Record):
    """When and where an event takes place; times are local to the city."""

    starts: Day = described(
        "the first day of the event.",
        "ngày bắt đầu sự kiện.",
        "starts: 2025-03-25",
    )
    ends: Day | None = described(
        "the last day, where the event lasts longer than one day.",
        "ngày kết thúc, nếu sự kiện kéo dài hơn một ngày.",
        "ends: 2025-03-27",
        default=None,
    )
    place: Line = described(
        "the place, in the language of the page.",
        "địa điểm, bằng ngôn ngữ của trang.",
        'place: "Quảng trường Nhà hát thành phố"',
    )


class FrontMatter(Record):
    """What stands between the two lines of dashes at the top of every page."""

    title: Annotated[Line, StringConstraints(max_length=160)] = described(
        "the title, one line of at most 160 characters; a number or text with a colon in quotes.",
        "tiêu đề, một dòng không quá 160 ký tự; số hoặc chữ có dấu hai chấm đặt trong ngoặc kép.",
        'title: "Vua và Hoàng hậu Bỉ thăm Hải Phòng"',
    )
    description: Annotated[Line, StringConstraints(max_length=320)] = described(
        "one or two sentences for lists, search engines and feeds, at most 320 characters.",
        "một hoặc hai câu cho danh sách, máy tìm kiếm và nguồn tin, không quá 320 ký tự.",
        'description: "Ngày 2/4/2025, Vua Philippe và Hoàng hậu Mathilde làm việc tại thành phố."',
    )
    type: PageType = described(
        f"the kind of page: {', '.join(PageType)}.",
        f"loại trang: {', '.join(PageType)}.",
        "type: bulletin-item",
    )
    status: Status = described(
        f"whether the page may be read: {', '.join(Status)}.",
        f"trang đã được đọc chưa: {', '.join(Status)}.",
        "status: published",
    )
    date: PartialDate | None = described(
        "the day of what is told, or the month where no source gives the day.",
        "ngày của việc được kể, hoặc tháng nếu không nguồn nào cho biết ngày.",
        "date: 2025-03-25",
        default=None,
    )
    published: Day | None = described(
        "the day on which the page first appeared, where “date” does not tell; feeds go by it and "
        "it never changes.",
        "ngày trang xuất hiện lần đầu, nếu khác ngày ở “date”; nguồn tin xếp theo ngày này và ngày "
        "này không bao giờ đổi.",
        "published: 2026-11-21",
        default=None,
    )
    updated: Day | None = described(
        "the day of the last change of substance, such as a correction.",
        "ngày sửa đổi gần nhất về nội dung, ví dụ đính chính.",
        "updated: 2026-01-20",
        default=None,
    )
    correction: Line | None = described(
        "what was corrected on the day of updated, one sentence in the language of the page.",
        "điều đã đính chính vào ngày updated, một câu cho bạn đọc, bằng ngôn ngữ của trang.",
        'correction: "Bản trước ghi sai số đoàn: 356, nay là 365."',
        default=None,
    )
    tags: tuple[str, ...] = described(
        "topics, each a key of data/tags.yml.",
        "chủ đề, mỗi mục là một khóa trong data/tags.yml.",
        "tags: [investment, ports-logistics]",
        default=(),
    )
    countries: tuple[str, ...] = described(
        "countries concerned, by their two-letter codes (ISO 3166).",
        "các nước liên quan, theo mã hai chữ cái (ISO 3166).",
        "countries: [jp, kr]",
        default=(),
    )
    sources: tuple[str, ...] = described(
        "where the facts come from, each a key of data/sources.yml.",
        "nguồn của các dữ kiện, mỗi mục là một khóa trong data/sources.yml.",
        "sources: [report-2025]",
        default=(),
    )
    unit: str | None = described(
        "the unit responsible, a key under units in data/organisation.yml.",
        "đơn vị chịu trách nhiệm, một khóa trong mục units của data/organisation.yml.",
        "unit: international-cooperation",
        default=None,
    )
    image: str | None = described(
        "the lead picture, a file under docs/assets.",
        "ảnh chính, một tệp trong docs/assets.",
        "image: cang-lach-huyen.jpg",
        default=None,
    )
    gallery: tuple[str, ...] = described(
        "more pictures of the page, files under docs/assets, each with its record.",
        "các ảnh khác của trang, tệp trong docs/assets, mỗi ảnh có phiếu.",
        "gallery: [pho-co.jpg, ben-do.jpg]",
        default=(),
    )
    embargo: Embargo | None = described(
        "time and zone of release, for a page whose status is embargoed.",
        "giờ và múi giờ phát hành, cho trang có status là embargoed.",
        "embargo: {until: 2026-12-01 09:00, zone: Asia/Ho_Chi_Minh}",
        default=None,
    )
    withdrawn: Withdrawal | None = described(
        "day and reason, for a page whose status is withdrawn.",
        "ngày và lý do, cho trang có status là withdrawn.",
        'withdrawn: {on: 2026-02-03, reason: "Số liệu đã được thay thế."}',
        default=None,
    )
    event: Occasion | None = described(
        "when and where, for a page whose type is event.",
        "thời gian và địa điểm, cho trang có type là event.",
        'event: {starts: 2025-03-25, place: "Hải Phòng"}',
        default=None,
    )
    heritage: str | None = described(
        "the site whose facts the page shows, a key of data/heritage.yml.",
        "di sản có bảng thông tin trên trang, một khóa trong data/heritage.yml.",
        "heritage: ha-long-cat-ba",
        default=None,
    )
    figures: tuple[str, ...] = described(
        "the key figures of the page, each a key of data/figures.yml; those of an issue and its "
        "articles make the fact sheet of its press kit.",
        "các số liệu chính của trang, mỗi mục là một khóa trong data/figures.yml; số liệu của một "
        "số bản tin và các bài trong đó làm thành tờ số liệu của tư liệu báo chí.",
        "figures: [delegations.in.total]",
        default=(),
    )
    embed: bool = described(
        "true if partner cities may embed the page.",
        "true nếu các địa phương đối tác được nhúng trang.",
        "embed: true",
        default=False,
    )
    redirects_from: tuple[str, ...] = described(
        "old addresses of the page in this language, each from the language's root.",
        "các địa chỉ cũ của trang trong ngôn ngữ này, tính từ gốc của ngôn ngữ.",
        "redirects_from: [tin-tuc/bai-cu/]",
        default=(),
    )

    @property
    def is_listed(self) -> bool:
        """Whether search engines, sitemaps and the portal's own search may name the page."""
        return self.type is not PageType.SEARCH

    def is_live(self, now: datetime) -> bool:
        """Whether the page's text may be read at ``now``, which carries a zone."""
        if self.status is Status.EMBARGOED:
            return self.embargo is not None and self.embargo.moment <= now
        return self.status is Status.PUBLISHED

    def is_served(self, now: datetime) -> bool:
        """Whether the address answers at ``now``: the text is live, or a notice stands there."""
        return self.is_live(now) or self.status is Status.WITHDRAWN
