"""The page of the feeds, and that of each, says what the feeds say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cities import NOW, PROJECT, built, load
from pages_html import Document, documents

from cityportal.feeds_page import PREVIEWED, listing
from cityportal.site import Site

ROOTS = {"vi": "", "en": "en/", "ko": "ko/", "ja": "ja/", "zh": "zh/"}
FEEDS = """
authority: "mau.example,2025"
withdrawn_days: 3650
rights: {vi: ©, en: ©, ko: ©, ja: ©, zh: ©}
terms: {vi: a, en: a, ko: a, ja: a, zh: a}
topics:
  news:
    label: {vi: Tin, en: News, ko: 소식, ja: 消息, zh: 新闻}
    description: {vi: Tin, en: News, ko: 소식, ja: 消息, zh: 新闻}
    types: [notice, bulletin-item, event]
"""


@pytest.fixture(scope="module")
def every(portal_site: Path) -> dict[str, Document]:
    return documents(portal_site)


@pytest.fixture(scope="module")
def pages(every: dict[str, Document]) -> dict[str, Document]:
    return {locale: every[f"{root}press/feeds/"] for locale, root in ROOTS.items()}


@pytest.fixture(scope="module")
def feeds(every: dict[str, Document]) -> dict[str, dict[str, Document]]:
    """The pages of the feeds by key, of every language."""
    under = {locale: f"{root}press/feeds/" for locale, root in ROOTS.items()}
    return {
        locale: {
            url.removeprefix(front).rstrip("/"): page
            for url, page in every.items()
            if url.startswith(front) and url != front
        }
        for locale, front in under.items()
    }


def texts(page: Document, xpath: str) -> list[str]:
    return [element.text_content().strip() for element in page.tree.xpath(xpath)]


def test_every_address_is_shown_as_it_is_linked_and_is_that_of_a_feed(
    portal: Site,
    portal_site: Path,
    pages: dict[str, Document],
    feeds: dict[str, dict[str, Document]],
) -> None:
    for locale, front in pages.items():
        under = f"{portal.settings.site_url}{ROOTS[locale]}feeds/"
        for key, page in {"feeds": front, **feeds[locale]}.items():
            addresses = page.values("//ul[@class='addresses']//a/@href")
            assert texts(page, "//ul[@class='addresses']//code") == addresses
            forms = ("opml",) if page is front else ("rss", "atom", "jsonfeed")
            assert addresses == [f"{under}{key}.{form}" for form in forms]
            for address in addresses:
                assert (portal_site / address.removeprefix(portal.settings.site_url)).is_file()


def test_no_feed_is_left_out(
    portal_site: Path, pages: dict[str, Document], feeds: dict[str, dict[str, Document]]
) -> None:
    for locale, page in pages.items():
        folder = portal_site / ROOTS[locale] / "feeds"
        made = {file.stem for file in folder.glob("*.jsonfeed") if not file.stem[-1].isdigit()}
        assert set(feeds[locale]) == made
        assert {Path(link).name for link in page.values("//h3/a/@href")} == made
        for form in ("rss", "atom", "jsonfeed"):
            linked = page.values(f"//ul[@class='feeds']//a[contains(@href, '.{form}')]/@href")
            assert {Path(address).stem for address in linked} == made


def test_an_address_of_a_feed_on_the_page_of_all_leads_there(pages: dict[str, Document]) -> None:
    (entry,) = pages["en"].tree.xpath("//h3[@id='feed-heritage']/..")
    assert entry.xpath("h3/a/@href") == ["./heritage/"]
    forms = ["feed-heritage-rss", "feed-heritage-atom", "feed-heritage-jsonfeed"]
    assert entry.xpath("p[@class='forms']/a/@id") == forms


def test_the_preview_shows_the_newest_items_of_the_feed(
    portal: Site, portal_site: Path, feeds: dict[str, dict[str, Document]]
) -> None:
    for locale, root in ROOTS.items():
        for key, page in feeds[locale].items():
            file = portal_site / root / "feeds" / f"{key}.jsonfeed"
            newest = json.loads(file.read_text(encoding="utf-8"))["items"][:PREVIEWED]
            links = page.tree.xpath("//ul[@class='previews']//a")
            assert [link.text for link in links] == [item["title"] for item in newest]
            for link, item in zip(links, newest, strict=True):
                path = f"{root}{link.get('href').removeprefix('../../../')}"
                assert portal.settings.site_url + path == item["url"]


def test_a_feed_for_partners_names_who_answers(
    pages: dict[str, Document], feeds: dict[str, dict[str, Document]]
) -> None:
    assert pages["ko"].values("(//ul[@class='feeds'])[2]/li/h3/a/text()") == ["한국 언론"]
    said = texts(feeds["ko"]["for-korea"], "//dl[@class='record']/div")
    assert "담당 부서국제협력과" in said


def test_terms_and_the_length_of_time_are_those_of_the_register(
    portal: Site, pages: dict[str, Document], feeds: dict[str, dict[str, Document]]
) -> None:
    register = portal.registries.feeds
    assert register is not None
    lengths = {"vi": "90 ngày", "en": "90 days", "ko": "90일", "ja": "90日", "zh": "90天"}
    refreshed = {"vi": "60 phút", "en": "60 minutes", "ko": "60분", "ja": "60分", "zh": "60分钟"}
    for locale, page in pages.items():
        said = texts(page, "//section/dl[@class='record']//dd")
        terms = [lengths[locale], register.rights[locale], register.terms[locale]]
        assert said == terms
        said = texts(feeds[locale]["news"], "//dl[@class='record']//dd")
        assert said[2:] == [refreshed[locale], *terms]


def test_what_is_withdrawn_shows_its_notice_and_what_is_embargoed_nothing(
    small: Path, tmp_path: Path
) -> None:
    (small / "data" / "feeds.yml").write_text(FEEDS, encoding="utf-8")
    (small / "data" / "partners.yml").unlink()
    (small / "docs" / "vi" / "feeds.md").write_text(
        "---\ntitle: Nguồn\ndescription: Nguồn\ntype: feeds\nstatus: published\n---\n",
        encoding="utf-8",
    )
    site = load(small, NOW)
    held = {page.meta.title for page in site.held}
    made = listing(site, "vi")
    assert made is not None and made.partners == []
    document = documents(built(small, tmp_path / "site"))["feeds/news/"]
    shown = texts(document, "//ul[@class='previews']//a")
    assert shown == [one.title for one in made.topics[0].latest]
    assert "Bài này đã được rút" in shown
    assert held and not held & set(shown)
    assert "BÍ MẬT" not in document.text and "treaty" not in document.text


def test_a_city_without_feeds_has_none_to_list(small: Path) -> None:
    (small / "data" / "feeds.yml").unlink()
    assert listing(load(small), "vi") is None


def test_every_language_has_the_page(portal: Site) -> None:
    (path,) = [path for path in portal.pages if path.as_posix() == "press/feeds.md"]
    assert list(portal.alternates(path)) == list(ROOTS)
    assert (PROJECT / "handbook" / "partner-media.md").is_file()
