"""ninjs 3.0: every document fits the standard, and tells of embargo, correction, withdrawal."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cities import NOW, SITES, built, load
from hypothesis import given
from hypothesis import strategies as st
from pictures import keep

from cityportal.feeds.item import items
from cityportal.feeds.news_sitemap import listed_news_sitemaps, news_sitemap
from cityportal.feeds.ninjs import ninjs_files
from cityportal.site import Site

Document = dict[str, Any]
Rule = Any
"""A name of ``_VALUES``, a set of words, a list with the rule of its members, or an object by key.

A key with an exclamation mark is required; no object has keys that its rule does not name.
"""


def _is_moment(value: object) -> bool:
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    if not isinstance(value, str) or not re.fullmatch(form, value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_uri(value: object) -> bool:
    form = r"[A-Za-z][A-Za-z0-9+.-]*:[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+"
    return isinstance(value, str) and re.fullmatch(form, value) is not None


_VALUES: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "count": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "moment": _is_moment,
    "uri": _is_uri,
}
_STATED = {"role": "text", "contentType": "text", "value!": "text"}
_NAMED = {"name": "text", "rel": "text", "uri": "uri", "literal": "text"}
_TYPES = {
    "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning",
}  # fmt: skip
ITEM: dict[str, Rule] = {
    "uri!": "uri",
    "standard": {"name": "text", "version": "text", "schema": "uri"},
    "type": _TYPES,
    "representationType": {"full", "partial"},
    "profile": "text",
    "version": "text",
    "firstCreated": "moment",
    "versionCreated": "moment",
    "contentCreated": "moment",
    "embargoedUntil": "moment",
    "expires": "moment",
    "pubStatus": {"usable", "withheld", "canceled"},
    "copyrightHolder": "text",
    "copyrightNotice": "text",
    "usageTerms": "text",
    "edNote": "text",
    "language": "text",
    "by": "text",
    "slugline": "text",
    "located": "text",
    "title": "text",
    "headlines": [_STATED],
    "descriptions": [_STATED],
    "bodies": [{**_STATED, "charCount": "count", "wordCount": "count"}],
    "subjects": [{**_NAMED, "creator": "text", "relevance": "count", "confidence": "count"}],
    "places": [_NAMED],
    "infoSources": [{"name": "text", "role": "text", "uri": "uri", "literal": "text"}],
    "altIds": [{"role": "text", "value": "text"}],
    "renditions": [
        {
            "name!": "text",
            "href": "uri",
            "contentType": "text",
            "title": "text",
            "width": "count",
            "height": "count",
            "sizeInBytes": "count",
        }
    ],
}
ASSOCIATION = {**ITEM, "name!": "text", "rel": "text"}
ITEM["associations"] = [ASSOCIATION]


def faults(value: object, rule: Rule = ITEM, place: str = "") -> Iterator[str]:
    """Where ``value`` breaks ``rule``."""
    if isinstance(rule, dict):
        yield from _faults_of_object(value, rule, place)
    elif isinstance(rule, list):
        if not isinstance(value, list):
            yield place
            return
        for number, member in enumerate(value):
            yield from faults(member, rule[0], f"{place}/{number}")
    elif isinstance(rule, set):
        if value not in rule:
            yield place
    elif not _VALUES[rule](value):
        yield place


def _faults_of_object(value: object, rule: dict[str, Rule], place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield place
        return
    known = {key.rstrip("!"): inner for key, inner in rule.items()}
    yield from (f"{place}/{key}" for key in value if key not in known)
    for key in rule:
        if key.endswith("!") and key.rstrip("!") not in value:
            yield f"{place}/{key}"
    for key, inner in value.items():
        if key in known:
            yield from faults(inner, known[key], f"{place}/{key}")


def written(site: Site, locale: str, body: str = "<p>Text.</p>") -> dict[str, Document]:
    """The ninjs files of ``locale``; every page has the same ``body``."""
    told = items(site, locale, dict.fromkeys(site.by_url, body))
    return {name: json.loads(data) for name, data in ninjs_files(site, locale, told).items()}


@pytest.fixture(scope="module")
def good() -> Document:
    return written(load(SITES / "small"), "vi")["feeds/ninjs/news/lighthouse.json"]


def shipped(folder: Path) -> dict[str, Document]:
    files = [*folder.rglob("feeds/ninjs.json"), *folder.rglob("feeds/ninjs/**/*.json")]
    return {file.relative_to(folder).as_posix(): json.loads(file.read_bytes()) for file in files}


def test_every_document_of_both_cities_fits_the_standard(
    portal_site: Path, small_site: Path
) -> None:
    for folder, least in ((portal_site, 150), (small_site, 3)):
        documents = shipped(folder)
        assert len(documents) >= least
        for name, document in documents.items():
            assert list(faults(document)) == [], name


def test_the_lists_name_every_file_the_newest_first(portal: Site, portal_site: Path) -> None:
    documents = shipped(portal_site)
    listed: set[str] = set()
    for locale in portal.settings.locales:
        root = "" if locale == portal.settings.default else f"{locale}/"
        ninjs = documents[f"{root}feeds/ninjs.json"]
        days = []
        for entry in ninjs["associations"]:
            name = entry["renditions"][0]["href"].removeprefix(portal.settings.site_url)
            one = documents[name]
            assert {
                key: one[key] for key in ("uri", "headlines", "pubStatus", "versionCreated")
            } == {key: entry[key] for key in ("uri", "headlines", "pubStatus", "versionCreated")}
            days.append(one["firstCreated"])
            listed.add(name)
        assert days == sorted(days, reverse=True)
        assert ninjs["type"] == "composite"
    assert {name for name in documents if not name.endswith("ninjs.json")} == listed


def test_a_document_tells_what_the_page_tells(portal: Site, portal_site: Path) -> None:
    ninjs = shipped(portal_site)["ko/feeds/ninjs/bulletin/2026-q1/fdi-fifty-billion.json"]
    page = portal.by_url["ko/bulletin/2026-q1/fdi-fifty-billion/"]
    assert ninjs["headlines"][0]["value"] == page.meta.title
    assert ninjs["descriptions"][0]["value"] == page.meta.description
    assert ninjs["language"] == "ko"
    assert ninjs["pubStatus"] == "usable"
    assert ninjs["firstCreated"].startswith("2026-01-06T00:")
    assert "<table>" in ninjs["bodies"][0]["value"]
    assert [one["name"] for one in ninjs["associations"]] == [
        "version-vi", "version-en", "version-ja", "version-zh"
    ]  # fmt: skip
    assert {"embargoedUntil", "edNote"}.isdisjoint(ninjs)
    others = {one["uri"] for one in ninjs["associations"]}
    documents = shipped(portal_site)
    english = documents["en/feeds/ninjs/bulletin/2026-q1/fdi-fifty-billion.json"]
    assert english["uri"] in others


WRONG: dict[str, Callable[[Document], object]] = {
    "without an id": lambda d: d.pop("uri"),
    "an id that is no address": lambda d: d.update(uri="news/lighthouse"),
    "an id with a space": lambda d: d.update(uri="tag:mau.example,2025:hải đăng"),
    "names of version 2": lambda d: d.update(versioncreated=d.pop("versionCreated")),
    "a single headline": lambda d: d.update(headline="Hải đăng"),
    "a headline outside a list": lambda d: d.update(headlines={"value": "Hải đăng"}),
    "a headline without words": lambda d: d["headlines"][0].pop("value"),
    "a day for a moment": lambda d: d.update(firstCreated="2025-04-01"),
    "a moment without a zone": lambda d: d.update(firstCreated="2025-04-01T00:00:00"),
    "a day that never was": lambda d: d.update(firstCreated="2025-02-30T00:00:00Z"),
    "another state": lambda d: d.update(pubStatus="withdrawn"),
    "another kind": lambda d: d.update(type="article"),
    "words for a count": lambda d: d["bodies"][0].update(charCount="9"),
    "a rendition without a name": lambda d: d["renditions"][0].pop("name"),
    "a translation without an id": lambda d: d["associations"][0].pop("uri"),
    "a translation without a name": lambda d: d["associations"][0].pop("name"),
    "a subject of one's own making": lambda d: d["subjects"][0].update(term="port"),
    "a source with half an address": lambda d: d["infoSources"][0].update(uri="example.vn/a b"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_document_is_caught(good: Document, wrong: str) -> None:
    document = copy.deepcopy(good)
    assert list(faults(document)) == []
    WRONG[wrong](document)
    assert list(faults(document))


def objects(value: object) -> Iterator[Document]:
    if isinstance(value, dict):
        yield value
    members = value.values() if isinstance(value, dict) else value
    if isinstance(members, str | int):
        return
    for member in members:  # type: ignore[attr-defined]
        yield from objects(member)


@given(data=st.data(), key=st.text("abcdefghijklmnopqrstuvwxyz", min_size=12))
def test_a_key_the_standard_lacks_is_caught_at_every_level(
    good: Document, data: st.DataObject, key: str
) -> None:
    document = copy.deepcopy(good)
    data.draw(st.sampled_from(list(objects(document))))[key] = "x"
    assert len(list(faults(document))) == 1


BEFORE = datetime(2026, 1, 1, 1, 59, 59, tzinfo=UTC)
RELEASE = datetime(2026, 1, 1, 2, tzinfo=UTC)
TREATY = "feeds/ninjs/news/treaty.json"


def test_an_embargoed_item_is_in_no_file_before_its_hour() -> None:
    files = written(load(SITES / "small", BEFORE), "vi", "")
    assert TREATY not in files
    assert "treaty" not in json.dumps(files) and "BÍ MẬT" not in json.dumps(
        files, ensure_ascii=False
    )


def test_a_released_item_says_when_its_embargo_ended() -> None:
    files = written(load(SITES / "small", RELEASE), "vi")
    assert files[TREATY]["embargoedUntil"] == "2026-01-01T09:00:00+07:00"
    assert files[TREATY]["firstCreated"] == "2026-01-01T09:00:00+07:00"
    assert list(faults(files[TREATY])) == []
    assert files["feeds/ninjs.json"]["associations"][0]["uri"] == files[TREATY]["uri"]


def test_a_withdrawn_item_is_its_notice_and_nothing_else() -> None:
    files = written(load(SITES / "small", datetime(2025, 2, 10, tzinfo=UTC)), "vi")
    mistake = files["feeds/ninjs/news/mistake.json"]
    assert mistake["pubStatus"] == "canceled"
    assert mistake["edNote"] == "Rút ngày 3/2/2025: Số liệu đã được thay thế."
    assert mistake["versionCreated"].startswith("2025-02-03T00:")
    assert {"bodies", "descriptions", "subjects", "infoSources"}.isdisjoint(mistake)
    assert "NHẦM LẪN" not in json.dumps(files, ensure_ascii=False)
    assert list(faults(mistake)) == []


ARTICLE = """\
title: A ship came in
description: It came at dawn.
type: bulletin-item
status: published
date: {day}
sources: [record]
tags: [port]
countries: [kr]"""


def test_a_correction_is_told_to_editors(small: Path, write: Callable[..., Path]) -> None:
    corrected = "\nupdated: 2025-04-02\ncorrection: It was one ship, not two."
    write("en/news/ship.md", ARTICLE.format(day="2025-03-25") + corrected)
    ninjs = written(load(small), "en")["en/feeds/ninjs/news/ship.json"]
    assert ninjs["edNote"] == "Corrected on 2 April 2025: It was one ship, not two."
    assert ninjs["versionCreated"].startswith("2025-04-02T00:")
    assert ninjs["subjects"] == [{"uri": "tag:mau.example,2025-03:topics/port", "name": "Port"}]
    assert ninjs["places"] == [{"name": "South Korea", "literal": "KR"}]
    assert list(faults(ninjs)) == []


def test_an_address_beyond_ascii_is_escaped(small: Path) -> None:
    sources = small / "data" / "sources.yml"
    told = sources.read_text().replace("}", ', address: "https://báo.vn/cảng?x=1%20"}')
    sources.write_text(told)
    ninjs = written(load(small), "vi")["feeds/ninjs/news/lighthouse.json"]
    assert ninjs["infoSources"][0]["uri"] == "https://b%C3%A1o.vn/c%E1%BA%A3ng?x=1%20"
    assert list(faults(ninjs)) == []


SPACES = {
    "": "{http://www.sitemaps.org/schemas/sitemap/0.9}",
    "news": "{http://www.google.com/schemas/sitemap-news/0.9}",
}


def test_the_news_sitemap_lists_two_days(small: Path, write: Callable[..., Path]) -> None:
    section = "title: 消息\ndescription: 消息。\ntype: section\nstatus: published"
    write("zh/news/index.md", section)
    for day in ("2025-12-28", "2025-12-30", "2025-12-31", "2026-01-01"):
        write(f"zh/news/ship-{day}.md", ARTICLE.format(day=day))
    site = load(small, NOW)
    root = ET.fromstring(news_sitemap(site, "zh"))
    found = [str(loc.text) for loc in root.iter(f"{SPACES['']}loc")]
    assert found == [
        f"https://mau.example/cong/zh/news/ship-{day}/" for day in ("2025-12-31", "2025-12-30")
    ]
    texts = {element.tag: element.text for element in next(iter(root)).iter()}
    news = SPACES["news"]
    assert texts[f"{news}name"] == "样港"
    assert texts[f"{news}language"] == "zh-cn"
    assert (texts[f"{news}publication_date"] or "").startswith("2025-12-31T00:")
    assert texts[f"{news}title"] == "A ship came in"
    assert listed_news_sitemaps(site) == ["sitemap-news-zh.xml"]


def test_an_embargoed_article_is_news_from_its_hour() -> None:
    assert b"treaty" not in news_sitemap(load(SITES / "small", BEFORE), "vi")
    assert b"treaty" in news_sitemap(load(SITES / "small", RELEASE), "vi")
    later = datetime(2026, 1, 3, 2, 0, 1, tzinfo=UTC)
    assert b"treaty" not in news_sitemap(load(SITES / "small", later), "vi")


def test_the_index_lists_a_news_sitemap_only_on_days_with_news(
    small: Path, small_site: Path, tmp_path: Path
) -> None:
    assert b"sitemap-news" not in (small_site / "sitemap.xml").read_bytes()
    assert b"<url>" not in (small_site / "sitemap-news-vi.xml").read_bytes()
    site = built(small, tmp_path / "site", RELEASE)
    index = (site / "sitemap.xml").read_bytes()
    assert b"https://mau.example/cong/sitemap-news-vi.xml" in index
    assert b"sitemap-news-en.xml" not in index


def test_a_city_without_feeds_has_none_of_this(small: Path, tmp_path: Path) -> None:
    (small / "data" / "feeds.yml").unlink()
    site = built(small, tmp_path / "site")
    assert not list(site.rglob("*ninjs*")) + list(site.rglob("sitemap-news*"))
    assert not (site / "press-kits").exists()


def test_the_lead_picture_is_an_association_with_its_credit(small: Path) -> None:
    picture = keep(small)
    page = small / "docs" / "vi" / "news" / "lighthouse.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("embed: true", "image: harbour.jpg"), encoding="utf-8")
    ninjs = written(load(small), "vi")["feeds/ninjs/news/lighthouse.json"]
    assert list(faults(ninjs)) == []
    (told,) = [one for one in ninjs["associations"] if one["type"] == "picture"]
    assert told["by"] == "Nguyễn Văn A, Sở Ngoại vụ"
    (rendition,) = told["renditions"]
    assert rendition["sizeInBytes"] == picture.stat().st_size
    assert (rendition["width"], rendition["height"]) == (1200, 675)
