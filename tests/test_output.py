"""What holds for every page of the shipped portal, looked up in the files that are published."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
import yaml
from browsing import UNSEEN
from cities import NOW, PROJECT, built, copy_city, load
from icalendar import Calendar
from pages_html import Document, documents

from cityportal.parts import part_pages, part_url
from cityportal.site import Site

TAGS = {"vi": "vi", "en": "en", "ko": "ko", "ja": "ja", "zh": "zh-Hans"}


@pytest.fixture(scope="module")
def pages(portal_site: Path) -> dict[str, Document]:
    return documents(portal_site)


@pytest.fixture(scope="module")
def listed(pages: dict[str, Document]) -> dict[str, Document]:
    return {url: page for url, page in pages.items() if page.is_listed}


def test_every_page_says_the_language_of_its_folder(pages: dict[str, Document]) -> None:
    for url, page in pages.items():
        first = url.split("/", 1)[0]
        assert page.lang == TAGS.get(first if first in TAGS else "vi"), url


def test_no_page_stands_under_a_language_it_is_not_in(
    portal: Site, listed: dict[str, Document]
) -> None:
    written = {
        portal.url(page) for locale in portal.settings.locales for page in portal.listed(locale)
    }
    lists = {
        part_url(portal, *page)
        for locale in portal.settings.locales
        for page in part_pages(portal, locale)
    }
    assert set(listed) == written | lists


def test_alternates_are_real_reciprocal_and_name_the_page_itself(
    portal: Site, listed: dict[str, Document]
) -> None:
    root = portal.settings.site_url
    for url, page in listed.items():
        alternates = page.alternates
        assert alternates[page.lang] == root + url
        english = alternates.get("en")
        assert alternates.get("x-default") == english
        for tag, address in alternates.items():
            other = listed[address.removeprefix(root)]
            assert other.alternates == alternates, (url, tag)


def test_canonical_is_the_page_itself(portal: Site, listed: dict[str, Document]) -> None:
    for url, page in listed.items():
        assert page.values("//link[@rel='canonical']/@href") == [portal.settings.site_url + url]


def test_every_internal_link_and_anchor_resolves(
    portal_site: Path, pages: dict[str, Document]
) -> None:
    for page in pages.values():
        if page.url.endswith("404.html"):
            continue
        for path, fragment in page.links():
            assert path in pages or (portal_site / path).is_file(), (page.url, path)
            if fragment and path in pages:
                assert pages[path].values(f"//*[@id={fragment!r}]/@id"), (page.url, path, fragment)


def test_a_link_to_another_language_is_marked(pages: dict[str, Document]) -> None:
    for page in pages.values():
        if page.is_redirect or page.url.endswith("404.html"):
            continue
        for link in page.tree.xpath("//main//a[@href]"):
            href = str(link.get("href"))
            if href.startswith(("http", "#", "mailto:")) or href.endswith(".ics"):
                continue
            path = urlsplit(urljoin(f"https://here/{page.url}", href)).path
            target = pages.get(path.lstrip("/"), page)
            if target.lang != page.lang:
                assert link.get("hreflang") == target.lang, (page.url, href)


def test_sitemaps_list_what_may_be_found_and_nothing_else(
    portal: Site, portal_site: Path, listed: dict[str, Document]
) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ET.parse(portal_site / "sitemap.xml")
    found = []
    for place in index.iter(f"{space}loc"):
        name = str(place.text).removeprefix(portal.settings.site_url)
        found += [str(loc.text) for loc in ET.parse(portal_site / name).iter(f"{space}loc")]
    assert sorted(set(found)) == sorted(portal.settings.site_url + url for url in listed)
    robots = (portal_site / "robots.txt").read_text()
    assert f"Sitemap: {portal.settings.site_url}sitemap.xml" in robots


def test_structured_data_fits_the_kind_of_page(portal: Site, listed: dict[str, Document]) -> None:
    expected = {
        "home": "WebSite",
        "section": "CollectionPage",
        "bulletin-issue": "CollectionPage",
        "bulletin-item": "NewsArticle",
        "event": "Event",
        "investment": "WebPage",
        "partner": "WebPage",
        "page": "WebPage",
    }
    for path in portal.pages:
        for page in portal.alternates(path).values():
            if not page.meta.is_listed:
                continue
            document = listed[portal.url(page)]
            data = json.loads(document.values("//script[@type='application/ld+json']/text()")[0])
            thing, *rest = data["@graph"]
            if page.meta.heritage:
                assert thing["@type"] == ["LandmarksOrHistoricalBuildings", "TouristDestination"]
                assert thing["sameAs"][0].startswith("https://whc.unesco.org/en/list/")
            elif page.meta.type in expected:
                assert thing["@type"] == expected[page.meta.type]
            assert [one["@type"] for one in rest] == (
                [] if str(path) == "index.md" else ["BreadcrumbList"]
            )


def test_calendars_hold_the_events_of_their_language(portal: Site, portal_site: Path) -> None:
    for locale in portal.settings.locales:
        file = portal_site / ("" if locale == "vi" else locale) / "events.ics"
        events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        own = [page for page in portal.events(locale) if page.locale == locale]
        assert [str(e["summary"]) for e in reversed(events)] == [page.meta.title for page in own]
        assert all(line.endswith(b"\r\n") for line in file.read_bytes().splitlines(True))


def test_html_parses_without_errors(pages: dict[str, Document]) -> None:
    for page in pages.values():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.text)
        assert not parser.errors, (page.url, parser.errors[:3])


def test_nothing_calls_on_a_third_party(pages: dict[str, Document]) -> None:
    fetched = "//img/@src | //script/@src | //iframe/@src | //link[@rel='stylesheet']/@href"
    for page in pages.values():
        assert not [url for url in page.values(fetched) if url.startswith(("http", "//"))]
        assert not page.values("//script[not(@src)][not(@type='application/ld+json')]")
        assert not page.values("//*[@style]/@style")


def test_no_path_of_the_building_machine_is_published(portal_site: Path) -> None:
    for file in portal_site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert str(PROJECT).encode() not in data
            assert str(portal_site).encode() not in data


def test_the_error_page_of_each_language_works_at_any_depth(
    portal: Site, portal_site: Path, pages: dict[str, Document]
) -> None:
    for locale in portal.settings.locales:
        page = pages[("" if locale == "vi" else f"{locale}/") + "404.html"]
        for href in page.values("//a/@href | //link[@rel='stylesheet']/@href"):
            assert href.startswith(("/", "#")), href
            path = href.lstrip("/")
            assert path in pages or path.startswith("#") or (portal_site / path).is_file()


def test_the_bulletin_is_whole_in_vietnamese_and_english_and_half_in_all(portal: Site) -> None:
    paths = [
        path
        for path, versions in portal.pages.items()
        if next(iter(versions.values())).meta.type == "bulletin-item"
    ]
    assert len(paths) >= 24
    assert all({"vi", "en"} <= set(portal.alternates(path)) for path in paths)
    whole = [path for path in paths if len(portal.alternates(path)) == 5]
    assert len(whole) * 2 >= len(paths)


def test_what_may_not_be_read_is_in_no_file(small_site: Path) -> None:
    for file in small_site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
            text = plain.decode(errors="ignore")
            assert not re.search("BÍ MẬT|PHÁC THẢO|NHẦM LẪN", text), file
            assert "treaty" not in text and "sketch" not in text, file


def test_a_withdrawn_page_is_a_notice_at_its_address(small_site: Path) -> None:
    page = documents(small_site)["news/mistake/"]
    assert page.values("//meta[@name='robots']/@content") == ["noindex"]
    assert page.values("//h1/text()") == ["Bài này đã được rút"]
    assert "Số liệu đã được thay thế." in page.text
    assert "3/2/2025" in page.text
    assert not page.alternates
    others = [d for url, d in documents(small_site).items() if url != "news/mistake/"]
    assert not [d.url for d in others if "mistake" in d.text]


def test_an_old_address_leads_to_the_new_one(small_site: Path) -> None:
    page = documents(small_site)["tin/hai-dang/"]
    assert page.values("//meta[@http-equiv='refresh']/@content") == [
        "0; url=../../news/lighthouse/"
    ]
    assert page.values("//link[@rel='canonical']/@href") == [
        "https://mau.example/cong/news/lighthouse/"
    ]
    (icon,) = page.values("//link[@rel='icon']/@href")
    assert (small_site / "tin" / "hai-dang" / icon).is_file()
    assert not page.is_listed


def test_a_missing_page_is_offered_in_english_then_vietnamese(small_site: Path) -> None:
    home = documents(small_site)["ko/"]
    links = {link.text: link for link in home.tree.xpath("//main//a")}
    assert links["등대"].get("href") == "../en/news/lighthouse/"
    assert links["등대"].get("hreflang") == "en"
    assert links["등대"].findtext("small") == " (영어판)"
    assert links["박람회"].get("href") == "../news/fair/"
    assert links["박람회"].findtext("small") == " (베트남어판)"
    assert not (small_site / "ko" / "news").exists()


def test_the_switcher_stays_on_the_page_or_says_what_it_offers(small_site: Path) -> None:
    page = documents(small_site)["news/lighthouse/"]
    choices = {
        choice.get("lang"): (choice.get("href"), choice.get("hreflang"), choice.findtext("small"))
        for choice in page.tree.xpath("//nav[@class='languages']//a")
    }
    assert choices == {
        "vi": ("./", "vi", None),
        "en": ("../../en/news/lighthouse/", "en", None),
        "ko": ("../../en/news/lighthouse/", "en", " (영어판)"),
        "ja": ("../../en/news/lighthouse/", "en", "（英語版）"),
        "zh-Hans": ("../../en/news/lighthouse/", "en", "（英文版）"),
    }


HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;{% 7*7 %}"


def test_aligned_cells_need_no_style_of_their_own(
    small: Path, write: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    meta = "title: Bảng\ndescription: Bảng.\ntype: page\nstatus: published"
    styled = '*x*{: style="color: red"}'
    write("vi/news/table.md", meta, f"| Tàu | Bến |\n|---:|:---:|\n| a | {styled} |")
    page = documents(built(small, tmp_path / "site"))["news/table/"]
    assert page.values("//main//table//@class") == ["right", "center", "right", "center"]
    assert not page.values("//@style")


def typed_badly(value: object, key: object = "") -> object:
    """``value`` with every Vietnamese label, and names that are not translated, as hostile text."""
    if isinstance(value, dict):
        return {key: typed_badly(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [typed_badly(one) for one in value]
    if isinstance(value, str) and (key == "vi" or value in ("Biên bản cảng", "Cảng vụ")):
        return HOSTILE + "".join(re.findall(r"\{\w+\}", value))
    return value


def test_whatever_an_author_types_is_text(tmp_path: Path) -> None:
    city = copy_city(tmp_path / "city")
    value = json.dumps(HOSTILE)
    quoted = value.replace("\\", r"\\")
    for file in (city / "docs" / "vi" / "news").glob("*.md"):
        meta, _, body = file.read_text(encoding="utf-8").partition("\n---\n")
        meta = re.sub(r"^(title|description): .*$", rf"\1: {quoted}", meta, flags=re.M)
        meta = meta.replace("place: Bến số 1", f"place: {value}")
        meta = meta.replace("reason: Số liệu đã được thay thế.", f"reason: {value}")
        body += f"\n{HOSTILE}\n\n[x](https://a.example/?<script>)\n\n*x*{{onclick=alert(3)}}\n"
        file.write_text(f"{meta}\n---\n{body}", encoding="utf-8")
    for name in ("tags", "sources", "heritage", "navigation", "organisation", "ui"):
        file = city / "data" / f"{name}.yml"
        hostile = typed_badly(yaml.safe_load(file.read_text(encoding="utf-8")))
        file.write_text(yaml.safe_dump(hostile, allow_unicode=True), encoding="utf-8")
    site = built(city, tmp_path / "site")
    for page in documents(site).values():
        assert not page.tree.xpath("//img[not(@class='mark')] | //*[@onerror] | //*[@onclick]")
        scripts = [s for s in page.tree.xpath("//script") if not s.get("src")]
        assert all(s.get("type") == "application/ld+json" for s in scripts), page.url
        for script in scripts:
            json.loads(str(script.text))
        assert "49" not in page.values("//title/text()")[0]
    hostile = documents(site)["news/lighthouse/"]
    assert [one.translate(UNSEEN) for one in hostile.values("//h1/text()")] == [HOSTILE]
    assert hostile.values("//meta[@name='description']/@content") == [HOSTILE]
    ET.parse(site / "sitemap-vi.xml")
    Calendar.from_ical((site / "events.ics").read_bytes())


def test_the_second_city_shares_nothing_with_the_first(small_site: Path) -> None:
    assert load(copy_city(small_site.parent / "again"), NOW).settings.site_url.startswith(
        "https://mau.example/"
    )
    for file in small_site.rglob("*.html"):
        assert "Hải Phòng" not in file.read_text(encoding="utf-8"), file
