"""The site as a value: what it holds, in which order, and what it never hands out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pytest
import yaml
from cities import NOW, PROJECT, SITES, load
from hypothesis import given
from hypothesis import strategies as st

from cityportal.embed_manual import embed_manual
from cityportal.locales import PartialDate, territory, write_date
from cityportal.manual import front_matter, modules, picture_record, social_cards
from cityportal.site import Site
from cityportal.view import View

RELEASE = datetime(2026, 1, 1, 2, tzinfo=UTC)
TREATY = PurePosixPath("news/treaty.md")
HELD = load(SITES / "small", NOW).held


def test_pages_are_known_by_path_and_language() -> None:
    site = load(SITES / "small")
    lighthouse = PurePosixPath("news/lighthouse.md")
    assert list(site.pages[lighthouse]) == ["vi", "en"]
    assert site.url(site.pages[lighthouse]["en"]) == "en/news/lighthouse/"
    assert site.url(site.pages[PurePosixPath("index.md")]["vi"]) == ""
    offered = site.offered(lighthouse, "ja")
    assert offered is not None and offered.locale == "en"
    fair = site.offered(PurePosixPath("news/fair.md"), "ja")
    assert fair is not None and fair.locale == "vi"


def test_sections_and_lists_keep_their_order() -> None:
    site = load(SITES / "small", RELEASE)
    assert [section.folder for section in site.sections] == ["news"]
    paths = [page.path.stem for page in site.children(PurePosixPath("news"), "vi")]
    assert paths == ["lighthouse", "treaty", "fair"]
    assert [page.locale for page in site.children(PurePosixPath("news"), "ko")] == [
        "en",
        "vi",
        "vi",
    ]
    assert [page.path.stem for page in site.tagged("port", "ko")] == ["lighthouse"]
    assert [page.path.stem for page in site.events("en")] == ["fair"]


def test_an_embargo_holds_until_its_minute_in_every_zone() -> None:
    before, after = RELEASE - timedelta(seconds=1), RELEASE
    held = load(SITES / "small", before)
    assert held.page(TREATY, "vi") is None
    assert held.next_release == RELEASE
    released = load(SITES / "small", after)
    assert released.page(TREATY, "vi") is not None
    assert released.next_release is None


@given(
    st.datetimes(datetime(2025, 12, 1), datetime(2026, 2, 1)).map(lambda d: d.replace(tzinfo=UTC)),
    st.sampled_from(["Asia/Seoul", "America/New_York", "UTC", "Pacific/Apia"]),
)
def test_the_reader_s_zone_does_not_move_an_embargo(moment: datetime, zone: str) -> None:
    page = next(page for page in HELD if page.path == TREATY)
    assert page.is_live(moment.astimezone(ZoneInfo(zone))) is (moment >= RELEASE)


def test_a_withdrawn_page_is_in_no_list() -> None:
    site = load(SITES / "small")
    mistake = PurePosixPath("news/mistake.md")
    assert site.page(mistake, "vi") is not None
    assert site.alternates(mistake) == {}
    assert site.offered(mistake, "vi") is None
    assert "mistake" not in [page.path.stem for page in site.children(PurePosixPath("news"), "vi")]


def test_a_site_cannot_be_changed(portal: Site) -> None:
    with pytest.raises(AttributeError):
        portal.held = ()  # type: ignore[misc]


def test_every_language_of_the_portal_offers_every_path(portal: Site) -> None:
    for path in portal.pages:
        for locale in portal.settings.locales:
            assert portal.offered(path, locale) is not None, path


def test_the_trail_leads_home(portal: Site) -> None:
    page = portal.page(PurePosixPath("bulletin/2025-q2/belgian-royal-visit.md"), "en")
    assert page is not None
    trail = View(portal, "en", page, PROJECT / "theme").trail
    assert [entry.url for entry in trail] == [
        "en/", "en/bulletin/", "en/bulletin/2025-q2/", "en/bulletin/2025-q2/belgian-royal-visit/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("vi", "25/3/2025", "tháng 3/2025"),
        ("en", "25 March 2025", "March 2025"),
        ("ko", "2025년 3월 25일", "2025년 3월"),
        ("ja", "2025年3月25日", "2025年3月"),
        ("zh", "2025年3月25日", "2025年3月"),
    ],
)
def test_dates_are_written_as_newsrooms_write_them(locale: str, day: str, month: str) -> None:
    assert write_date(PartialDate(2025, 3, 25), locale) == day
    assert write_date(PartialDate(2025, 3), locale) == month
    assert territory("kr", locale) in {"Hàn Quốc", "South Korea", "대한민국", "韓国", "韩国"}


@given(st.dates())
def test_a_partial_date_is_written_as_it_is_read(day: object) -> None:
    assert str(PartialDate.parse(str(day))) == str(day)
    assert str(PartialDate.parse(str(day)[:7])) == str(day)[:7]


def test_the_handbook_is_what_the_code_says() -> None:
    handbook = PROJECT / "handbook"
    assert (handbook / "front-matter.md").read_text(encoding="utf-8") == front_matter()
    assert (handbook / "picture-record.md").read_text(encoding="utf-8") == picture_record()
    assert (handbook / "social-cards.md").read_text(encoding="utf-8") == social_cards()
    assert (handbook / "modules.md").read_text(encoding="utf-8") == modules(
        PROJECT / "src" / "cityportal"
    )


def test_the_handbook_for_partners_is_what_the_portal_gives(portal: Site) -> None:
    folder = PROJECT / "handbook" / "embedding"
    for locale in portal.settings.locales:
        text = embed_manual(portal, PROJECT / "theme", folder / "texts.yml", locale)
        assert (folder / f"{locale}.md").read_text(encoding="utf-8") == text


def test_the_handbook_for_partners_shows_the_same_in_every_language(portal: Site) -> None:
    texts = (PROJECT / "handbook" / "embedding" / "texts.yml").read_text(encoding="utf-8")
    for section in yaml.safe_load(texts):
        assert list(section["heading"]) == list(section["text"]) == list(portal.settings.locales)
        places = [sorted(re.findall(r"\{[a-z]+\}", text)) for text in section["text"].values()]
        assert places == [places[0]] * len(places), section["heading"]["en"]
