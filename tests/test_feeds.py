"""The feeds: by the rules of their formats, as readers see them, and over time."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest
from channels import entry, invented, made, one_item, published
from cities import NOW, PROJECT, built
from feed_rules import CONTENT, RULES, A, Feed, reachable, violations
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pages_html import documents
from pictures import keep
from PIL import Image

from cityportal.feeds import atom, jsonfeed, rss
from cityportal.feeds.channel import Channel, channels
from cityportal.feeds.item import Category, Source, items
from cityportal.feeds.lead import icon_address
from cityportal.site import Site

Write = Callable[[str, str, str], Path]
SMALL = "https://mau.example/cong/"
GOLDEN = PROJECT / "tests" / "golden"
MIMES = ["application/rss+xml", "application/atom+xml", "application/feed+json"]


@pytest.fixture(scope="module")
def small_feeds(small_site: Path) -> dict[str, Feed]:
    return published(small_site, SMALL)


# The rules of the formats


def test_every_feed_keeps_every_rule(
    portal_feeds: dict[str, Feed], small_feeds: dict[str, Feed]
) -> None:
    assert {feed.form for feed in portal_feeds.values()} == set(RULES)
    for feed in (*portal_feeds.values(), *small_feeds.values()):
        assert not violations(feed), feed.address


BROKEN = {
    "rss_has_one_channel_of_version_2": ('version="2.0"', 'version="0.9"'),
    "rss_channel_has_what_is_mandatory_once": ("<ttl>120</ttl>", ""),
    "rss_has_no_unknown_elements": ("<ttl>", "<frequency>1</frequency><ttl>"),
    "rss_text_is_not_empty_and_has_no_markup": (
        "<title>Hải đăng", "<title>&lt;b&gt;Hải&lt;/b&gt;",
    ),
    "rss_guids_are_unique_and_no_permalinks": ('isPermaLink="false"', 'isPermaLink="true"'),
    "rss_dates_are_by_rfc_822_with_the_right_weekday": ("<pubDate>Sat,", "<pubDate>Sun,"),
    "rss_items_are_no_newer_than_the_feed": (
        "Date>Sat, 10 May 2025 00:34:29 +0700</l", "Date>Fri, 10 May 2024 00:34:29 +0700</l",
    ),
    "rss_links_are_absolute": ("<link>https://mau.example", "<link>"),
    "rss_content_follows_the_description_and_is_safe": (
        "&lt;p&gt;Mở", "&lt;p onclick='x()'&gt;Mở",
    ),
    "rss_names_nobody_by_a_mailbox_that_is_none": ("<guid", "<author>Cảng vụ</author><guid"),
    "rss_languages_are_tags": ("<language>vi", "<language>tiếng Việt"),
    "rss_categories_belong_to_a_scheme": (' domain="tag:', ' other="tag:'),
    "both_name_their_own_address_once": ("all.rss", "other.rss"),
    "both_say_of_archives_that_they_are": ('rel="hub"', 'rel="current"'),
    "atom_feed_has_what_is_mandatory_once": ("<subtitle>", "<subtitle/><subtitle>"),
    "atom_has_no_unknown_elements": ("<subtitle>", "<pubDate/><subtitle>"),
    "atom_ids_are_unique_tag_uris": ("<id>tag:", "<id>"),
    "atom_dates_are_by_rfc_3339_and_in_order": ("<published>2025", "<published>2035"),
    "atom_people_have_names": ("<name>Cảng vụ Mẫu</name>", "<name/>"),
    "atom_text_is_not_empty_and_says_what_it_is": ('<title type="text">', '<title type="html">'),
    "atom_content_is_safe_html": ("&lt;p&gt;Mở", "&lt;img src='/x'&gt;&lt;p&gt;Mở"),
    "atom_links_are_absolute_and_one_is_the_page": ('rel="related"', 'rel="alternate"'),
    "atom_entries_changed_at_moments_of_their_own": (
        "<updated>2025-05-10T00:34:29", "<updated>2025-04-01T00:34:13",
    ),
    "atom_languages_are_tags": ('xml:lang="vi"', ""),
    "atom_categories_have_term_scheme_and_label": ("scheme=", "domain="),
    "json_has_what_is_mandatory": ('"language": "vi", "auth', '"auth'),
    "json_items_have_an_id_and_a_text": ('"content_html"', '"content"'),
    "json_addresses_are_absolute": ('"url": "https://mau.example', '"url": "'),
    "json_dates_are_by_rfc_3339": ("+07:00", ""),
    "json_names_languages_and_extends_by_an_underscore": ('"_portal"', '"portal"'),
    "opml_is_a_head_and_a_body": ('version="2.0"', ""),
    "opml_outlines_are_feeds": ('xmlUrl="https://mau.example', 'xmlUrl="'),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_feed_is_noticed(rule: str, small_feeds: dict[str, Feed]) -> None:
    right, wrong = BROKEN[rule]
    forms = {"both": ["rss", "atom"], "json": ["jsonfeed"]}
    for form in forms.get(rule.split("_")[0], [rule.split("_")[0]]):
        name = "feeds.opml" if form == "opml" else f"all.{form}"
        feed = small_feeds[f"{SMALL}feeds/{name}"]
        text = feed.data.decode().replace(right.replace("all.rss", name), wrong)
        found = violations(replace(feed, data=text.encode()))
        assert [one for one in found if one.startswith(f"{rule}: ")], found


def test_dates_carry_the_zone_of_the_city(small_feeds: dict[str, Feed]) -> None:
    data = small_feeds[f"{SMALL}feeds/all.rss"].data.decode()
    assert "<pubDate>Sat, 10 May 2025 00:34:29 +0700</pubDate>" in data
    assert "<lastBuildDate>Sat, 10 May 2025 00:34:29 +0700</lastBuildDate>" in data


@pytest.mark.parametrize("form", ["rss", "atom", "jsonfeed", "opml"])
def test_the_feeds_of_the_small_city_are_as_they_were(
    form: str, small_feeds: dict[str, Feed]
) -> None:
    name = "feeds.opml" if form == "opml" else f"all.{form}"
    data = small_feeds[f"{SMALL}feeds/{name}"].data.decode()
    file = GOLDEN / f"feed-{form}.{'json' if form == 'jsonfeed' else 'xml'}"
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(data, encoding="utf-8")
    assert data == file.read_text(encoding="utf-8")


# Whatever the text is


SEEDS = [
    "]]>", "<script>alert(1)</script>", "&amp;", "\"'", "ש\u202eא", "👩🏽", "e\u0301", "\ufffe",
    "\x0b", "\ud800",
]  # fmt: skip
hostile = st.lists(st.text(max_size=5) | st.sampled_from(SEEDS), min_size=1).map("".join)


def carried(text: str) -> str:
    """What XML 1.0 can carry of a text."""
    return "".join(
        c for c in text if c in "\t\n\r" or not re.match("[\0-\x1f\ud800-\udfff\ufffe\uffff]", c)
    )


@given(title=hostile, summary=hostile, html=hostile, label=hostile)
@settings(deadline=None, max_examples=150)
def test_text_comes_out_as_it_went_in(title: str, summary: str, html: str, label: str) -> None:
    channel, item = one_item()
    item = replace(
        item, title=f"x{title}", summary=f"x{summary}", html=f"x{html}", author=f"x{title}",
        categories=(Category("port", f"x{label}", "tag:x,2025:tags"),),
        sources=(Source(f"x{label}", "https://a.example/?a&b"),),
    )  # fmt: skip
    wanted = [f"x{carried(text)}" for text in (title, summary, html, label)]
    found = etree.fromstring(rss.write(channel, [item], None))[0].find("item")
    assert found is not None
    texts = [found.findtext(name) for name in ("title", "description", "category", CONTENT)]
    assert texts == [*wanted[:2], wanted[3], wanted[2]]
    found = etree.fromstring(atom.write(channel, [item], None)).find(f"{A}entry")
    assert found is not None
    category, via = found.find(f"{A}category"), found.find(f"{A}link[@rel='via']")
    assert category is not None and via is not None
    texts = [found.findtext(A + name) for name in ("title", "summary", "content")]
    assert [*texts, category.get("label")] == wanted
    assert via.get("title") == wanted[3]


def test_a_summary_feed_has_no_full_text(small_feeds: dict[str, Feed]) -> None:
    for form in ("rss", "atom"):
        feed = small_feeds[f"{SMALL}feeds/for-digest.{form}"]
        assert feed.items
        assert b"content" not in feed.data.replace(b"rss/1.0/modules/content", b"").replace(
            b"xmlns:content", b""
        )
    data = small_feeds[f"{SMALL}feeds/for-digest.jsonfeed"].json
    assert all("content_html" not in item for item in data["items"])


# Archives


def archived(channel: Channel, form: str = "atom") -> dict[str, Feed]:
    """The documents of a channel in a form."""
    write = {"atom": atom.write, "rss": rss.write}[form]
    parts = [(None, channel.newest), *enumerate(channel.archives, start=1)]
    return {
        (address := channel.address(form, number)): Feed(address, write(channel, part, number))
        for number, part in parts
    }


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 13, 14, 15, 100, 701])
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_item_is_reached_from_the_feed(count: int, form: str) -> None:
    channel = invented(count)
    feeds = archived(channel, form)
    assert reachable(feeds, channel.address(form)) == [item.id for item in channel.items]
    for feed in feeds.values():
        assert not violations(feed)
        assert feed.link("current") in (None, channel.address(form))
    assert not feeds[channel.address(form)].link("current")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_full_archive_never_changes(form: str) -> None:
    before = archived(invented(36), form)
    for count in range(37, 60):
        after = archived(invented(count), form)
        for address, feed in before.items():
            if feed.link("current"):
                assert after[address].data == feed.data


def test_every_item_of_the_portal_is_reached(portal: Site, portal_feeds: dict[str, Feed]) -> None:
    for locale in portal.settings.locales:
        for channel in channels(portal, locale, items(portal, locale, {})):
            ids = [item.id for item in channel.items]
            for form in ("rss", "atom"):
                assert reachable(portal_feeds, channel.address(form)) == ids


def test_json_feeds_are_linked_to_their_archives() -> None:
    channel = invented(15)
    data = json.loads(jsonfeed.write(channel, channel.newest, None))
    assert data["next_url"] == channel.address("jsonfeed", 5)
    assert "next_url" not in json.loads(jsonfeed.write(channel, channel.archives[0], 1))


# What is in a feed, and when

TREATY = "news/treaty#vi"


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "UTC", "America/St_Johns", "Asia/Tokyo"])
def test_an_embargo_ends_on_the_second(small: Path, zone: str) -> None:
    page = small / "docs/vi/news/treaty.md"
    page.write_text(page.read_text().replace("zone: Asia/Ho_Chi_Minh", f"zone: {zone}"))
    moment = datetime(2026, 1, 1, 9, tzinfo=ZoneInfo(zone))
    before = made(small, now=moment.astimezone(UTC) - timedelta(seconds=1))
    assert not [name for name, feed in before.items() if b"treaty" in feed.data]
    after = made(small, now=moment.astimezone(UTC))
    found = entry(after, "feeds/all.atom", TREATY)
    assert found and datetime.fromisoformat(found["published"]) == moment
    assert found["published"].endswith("+07:00")
    assert found["updated"] == found["published"]


def test_a_correction_is_seen_and_keeps_the_id(small: Path) -> None:
    page = small / "docs/vi/news/treaty.md"
    now = datetime(2026, 2, 1, tzinfo=UTC)
    before = entry(made(small, now=now), "feeds/all.atom", TREATY)
    note = "updated: 2026-01-15\ncorrection: Ngày ký là 30/12.\nsources"
    page.write_text(page.read_text().replace("sources", note))
    after = entry(made(small, now=now), "feeds/all.atom", TREATY)
    assert before and after and before["id"] == after["id"]
    assert before["published"] == after["published"]
    assert after["updated"].startswith("2026-01-15T00:")
    for told in ("content", "summary"):
        assert "Ngày ký là 30/12." in after[told] and "Đính chính" in after[told]


def test_a_withdrawn_item_is_a_notice_and_then_nothing(small: Path) -> None:
    day = datetime(2025, 2, 3, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    for days, told in ((0, True), (400, True), (401, False)):
        feeds = made(small, now=day + timedelta(days))
        assert not [name for name, feed in feeds.items() if "NHẦM" in feed.data.decode()]
        named = [name for name, feed in feeds.items() if b"news/mistake#vi" in feed.data]
        assert bool(named) is told
    feeds = made(small, now=day)
    found = entry(feeds, "feeds/all.atom", "news/mistake#vi")
    assert found and found["title"] == "Bài này đã được rút"
    assert found["summary"] == "Số liệu đã được thay thế."
    assert found["updated"].startswith("2025-02-03T00:")


def test_items_of_one_day_have_moments_of_their_own_that_later_items_do_not_move(
    small: Path,
) -> None:
    meta = "---\ntitle: Tin\ndescription: Tin.\ntype: notice\nstatus: published\n---\n"
    meta = meta.replace("status", "date: 2025-06-01\nstatus")
    seen: dict[str, str] = {}
    for count in (3, 300):
        for n in range(count):
            (small / f"docs/vi/news/n{n}.md").write_text(meta)
        feeds = [feed for name, feed in made(small).items() if re.search(r"/all.*\.atom", name)]
        entries = [entry for feed in feeds for entry in feed.items]
        now = {one.findtext(f"{A}id") or "": one.findtext(f"{A}updated") or "" for one in entries}
        assert len(set(now.values())) == len(now) >= count
        assert seen.items() <= now.items()
        seen = now


def test_what_is_released_at_one_minute_follows_by_the_second(small: Path) -> None:
    page = small / "docs/vi/news/treaty.md"
    (small / "docs/vi/news/annex.md").write_text(page.read_text())
    feed = made(small, now=datetime(2026, 1, 2, tzinfo=UTC))["feeds/all.atom"]
    times = sorted(entry.findtext(f"{A}published") or "" for entry in feed.items[:2])
    assert times == ["2026-01-01T09:00:00+07:00", "2026-01-01T09:00:01+07:00"]


def test_a_page_renamed_in_one_language_only_stays_one_page(small: Path) -> None:
    page = small / "docs/en/news/lighthouse.md"
    assert "redirects_from" not in page.read_text()
    english = made(small, "en")["en/feeds/all.atom"]
    ids = [one.findtext(f"{A}id") for one in english.items]
    assert ids == ["tag:mau.example,2025-03:tin/hai-dang#en"]


def test_an_edit_moves_no_page_without_a_date(small: Path) -> None:
    page = small / "docs/vi/news/lighthouse.md"
    before = entry(made(small), "feeds/all.atom", "hai-dang#vi")
    page.write_text(page.read_text().replace("updated: 2025-04-01", "updated: 2025-12-01"))
    after = entry(made(small), "feeds/all.atom", "hai-dang#vi")
    assert before and after and before["published"] == after["published"]
    assert after["updated"].startswith("2025-12-01T00:")


def test_a_new_address_is_no_new_item(small: Path) -> None:
    folder = small / "docs/vi/news"
    before = entry(made(small), "feeds/fairs.atom", "fair#vi")
    text = (
        (folder / "fair.md").read_text().replace("status", "redirects_from: [news/fair/]\nstatus")
    )
    (folder / "fair.md").unlink()
    (folder / "spring-fair.md").write_text(text)
    for file in small.glob("docs/*/index.md"):
        file.write_text(file.read_text().replace("news/fair.md", "news/spring-fair.md"))
    after = entry(made(small), "feeds/fairs.atom", "fair#vi")
    assert (
        before and after and before["id"] == after["id"] == "tag:mau.example,2025-03:news/fair#vi"
    )
    assert "spring-fair" in str(made(small)["feeds/fairs.atom"].data)


def test_partners_get_what_they_asked_for(small: Path) -> None:
    page = small / "docs/en/news/lighthouse.md"
    page.write_text(page.read_text().replace("sources", "updated: 2025-04-02\nsources"))
    english, vietnamese, korean = (made(small, locale) for locale in ("en", "vi", "ko"))
    titles = [one.findtext(f"{A}title") for one in english["en/feeds/for-japan.atom"].items]
    assert titles == ["The lighthouse"]
    assert not [name for name in (*vietnamese, *korean) if "for-japan" in name]
    digest = [one.findtext(f"{A}title") for one in vietnamese["feeds/for-digest.atom"].items]
    assert digest == ["Hội chợ", "Hải đăng"]
    assert not korean["ko/feeds/all.atom"].items
    partners = small / "data/partners.yml"
    partners.write_text(partners.read_text().replace("[jp]", "[kr]"))
    assert not made(small, "en")["en/feeds/for-japan.atom"].items


def test_the_same_input_gives_the_same_feeds(small: Path) -> None:
    first, again = made(small), made(small, now=NOW + timedelta(hours=5))
    assert {name: feed.data for name, feed in first.items()} == {
        name: feed.data for name, feed in again.items()
    }


# Pages tell of them


def test_every_page_names_the_feeds_of_its_language(
    portal: Site, portal_site: Path, portal_feeds: dict[str, Feed]
) -> None:
    tags = {language.tag: language.locale for language in portal.settings.languages}
    topics = portal.registries.feeds.topics if portal.registries.feeds else {}
    for url, page in documents(portal_site).items():
        if page.is_redirect:
            continue
        links = page.tree.xpath(
            "//link[@rel='alternate'][@title][contains(@type, '+')][not(contains(@type, 'oembed'))]"
        )
        assert [link.get("type") for link in links[:3]] == MIMES, url
        assert len(links) == len(topics) + 2
        places = links + page.tree.xpath("//link[@rel='outline'][@type='text/x-opml']")
        assert len(places) == len(topics) + 3
        folder = "" if tags[page.lang] == portal.settings.default else f"{tags[page.lang]}/"
        for link in places:
            name = str(link.get("href")).rpartition("/")[2]
            feed = portal_feeds[f"{portal.settings.site_url}{folder}feeds/{name}"]
            if feed.form == "atom":
                assert link.get("title", "").startswith(feed.root.findtext(f"{A}title"))


def test_a_city_without_feeds_names_none(small: Path, tmp_path: Path) -> None:
    (small / "data/feeds.yml").unlink()
    (small / "data/partners.yml").unlink()
    site = built(small, tmp_path / "site")
    assert not list(site.rglob("feeds"))
    assert "feeds/" not in (site / "index.html").read_text()


# Pictures


def test_a_lead_picture_comes_with_its_true_size_its_credit_and_terms(
    small: Path, tmp_path: Path
) -> None:
    picture = keep(small)
    page = small / "docs" / "vi" / "news" / "lighthouse.md"
    text = page.read_text(encoding="utf-8").replace(
        "embed: true", "embed: true\nimage: harbour.jpg"
    )
    page.write_text(text, encoding="utf-8")
    site = built(small, tmp_path / "site")
    served_picture = site / "pictures" / "harbour.jpg"
    assert served_picture.read_bytes() == picture.read_bytes()
    address = "https://mau.example/cong/pictures/harbour.jpg"

    feed = feedparser.parse((site / "feeds" / "all.rss").read_bytes())
    (told,) = [one for one in feed.entries if one.get("media_content")]
    (enclosure,) = told.enclosures
    assert (enclosure.href, enclosure.type) == (address, "image/jpeg")
    assert int(enclosure.length) == picture.stat().st_size
    (media,) = told.media_content
    assert (media["width"], media["height"], media["lang"]) == ("1200", "675", "vi")
    assert told.media_credit[0]["content"] == "Nguyễn Văn A, Sở Ngoại vụ"
    assert f'alt="Tàu container cập cảng" height="675" src="{address}"' in told.content[0].value

    for one in published(site, SMALL).values():
        assert not violations(one), one.address
    items = json.loads((site / "feeds" / "all.jsonfeed").read_text(encoding="utf-8"))["items"]
    (item,) = [one for one in items if "image" in one]
    assert item["image"] == address
    assert item["attachments"][0]["size_in_bytes"] == picture.stat().st_size


def test_the_icon_of_the_feeds_is_served(portal: Site, portal_site: Path) -> None:
    name = icon_address(portal).removeprefix(portal.settings.site_url)
    with Image.open(portal_site / name) as icon:
        assert icon.size == (144, 144)
    feed = feedparser.parse((portal_site / "feeds" / "news.rss").read_bytes())
    assert (feed.feed.image.href, feed.feed.image.title) == (icon_address(portal), feed.feed.title)
