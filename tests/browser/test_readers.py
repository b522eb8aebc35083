"""The ways of four readers through the shipped portal, in five languages, as nginx serves it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest
from browsing import UNSEEN, Partner, partner_site, watched
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect
from servers import Server, nginx

from cityportal.serving.policy import Policy
from cityportal.site import Site
from cityportal.urls import language_root

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
QUERIES = {
    "vi": "bến cảng lạch huyện", "en": "Lach Huyen berths", "ko": "락후옌 선석",
    "ja": "ラックフエン バース", "zh": "沥县 泊位",
}  # fmt: skip


@dataclass(frozen=True)
class Portal:
    """The shipped city and its server."""

    site: Site
    server: Server

    def word(self, key: str, locale: str) -> str:
        """A word of the frame."""
        return self.site.registries.words[key][locale]

    def section(self, folder: str, locale: str) -> str:
        """What the menu calls a section."""
        return next(one.label[locale] for one in self.site.sections if one.folder == folder)

    def home(self, locale: str) -> str:
        """The address of a home page."""
        return f"{self.server.origin}/{language_root(locale, self.site.settings)}"

    def here(self, address: str) -> str:
        """A public address, on this server."""
        return address.replace(self.site.settings.site_url, f"{self.server.origin}/")


@pytest.fixture(scope="module")
def city(portal: Site, portal_site: Path) -> Iterator[Portal]:
    with nginx(Policy(portal), portal_site) as server:
        yield Portal(portal, server)


@pytest.fixture(scope="module")
def partner() -> Iterator[Partner]:
    with partner_site() as one:
        yield one


@pytest.fixture(params=["vi", "en", "ko", "ja", "zh"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def through_menu(page: Page, city: Portal, folder: str, locale: str) -> None:
    """By the main menu, opened where it is not open, to the front of a section."""
    if (opening := page.locator(".open-menu")).is_visible():
        opening.click()
    menu = page.get_by_role("navigation", name=city.word("menu", locale))
    menu.get_by_role("link", name=city.section(folder, locale), exact=True).click()
    expect(page.locator(".menu [aria-current]")).to_have_text(city.section(folder, locale))


def test_an_investor_on_a_phone_finds_a_figure_its_day_and_its_source(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **PHONE)
    page.goto(city.home(locale))
    through_menu(page, city, "investment", locale)
    band = page.locator(".figures-band")
    figure, source = band.locator("dd").first, band.locator("dd small").first
    assert re.search(r"\d", figure.inner_text()) and "2026" in source.inner_text()
    top = figure.bounding_box()
    assert top and top["y"] < 2 * 844
    note = page.locator("sup a").first
    mark = note.evaluate("one => one.closest('td, p, li').innerText")
    note.click()
    registered = page.locator("li:target a").first
    registered.click()
    target = page.locator(":target")
    assert (shown := target.locator(".value").inner_text()) and target.is_visible()
    assert set(re.findall(r"\d[\d.,]*", shown)) & set(re.findall(r"\d[\d.,]*", mark)), (shown, mark)
    other = next(one for one in city.site.settings.languages if one.locale not in (locale, "vi"))
    own = page.url.split("#")[0].removeprefix(city.home(locale))
    page.get_by_role("link", name=other.name, exact=True).first.click()
    assert page.url == city.home(other.locale) + own and own.startswith("figures/")
    assert not wrong


def test_an_investor_goes_to_a_topic_and_asks_what_a_figure_means(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **PHONE)
    page.goto(f"{city.home(locale)}figures/")
    topic = city.site.registries.topics["investment"][locale]
    contents = page.get_by_role("navigation", name=city.word("contents", locale))
    contents.get_by_role("link", name=topic, exact=True).click()
    section = page.locator("section:target")
    expect(section.get_by_role("heading", level=2)).to_have_text(topic)
    expect(section.get_by_role("heading", level=2)).to_be_in_viewport()
    figure = city.site.registries.figures["fdi.projects"]
    section.locator("#fdi-projects a").click()
    entry = page.locator("li:target")
    expect(entry).to_be_in_viewport()
    explanation = entry.get_by_text(figure.explanation[locale])
    expect(explanation).not_to_be_visible()
    entry.locator("summary").click()
    expect(explanation).to_be_visible()
    entry.locator("summary").click()
    page.emulate_media(media="print")
    expect(explanation).to_be_visible()
    assert not wrong


def test_an_investor_searches(browser: Browser, city: Portal, locale: str) -> None:
    page, wrong = watched(browser, **PHONE)
    page.goto(city.home(locale))
    page.locator(".find").click()
    page.get_by_role("searchbox").fill(QUERIES[locale])
    page.keyboard.press("Enter")
    found = page.locator(".results h2 a")
    expect(found.first).to_be_visible()
    addresses = found.evaluate_all("all => all.slice(0, 3).map((one) => one.href)")
    ports = f"{city.home(locale)}investment/ports-and-connections/"
    assert ports in [address.split("#")[0] for address in addresses], addresses
    page.locator(".results h2 a[href*='ports-and-connections']").click()
    assert "23" in page.locator("main").inner_text()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value(QUERIES[locale])
    expect(found.first).to_be_visible()
    assert not wrong


def test_a_journalist_subscribes_and_reads_a_story_whole(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **DESK)
    page.goto(city.home(locale))
    through_menu(page, city, "press", locale)
    page.locator("main a[href$='feeds/']").first.click()
    page.locator("#feed-heritage a").click()
    address = page.locator(".addresses a[href$='/heritage.atom']").get_attribute("href")
    answer = page.request.get(city.here(address or ""))
    feed = feedparser.parse(answer.body())
    assert answer.ok and not feed.bozo and feed.feed.rights
    story = feed.entries[0]
    told = next(one.value for one in story.content if one.type == "text/html")
    assert story.id and len(told) > 500
    page.goto(city.here(story.link))
    expect(page.locator("h1")).to_have_text(story.title)
    paragraph = page.locator("main article > p:not([class])").first.inner_text()
    assert re.sub(r"\s", "", paragraph)[:20] in re.sub(r"<[^>]+>|\s", "", told)
    assert not wrong


def test_a_journalist_takes_the_press_kit_of_an_issue(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **DESK)
    page.goto(city.home(locale))
    through_menu(page, city, "bulletin", locale)
    page.locator("main section h2 a").first.click()
    with page.expect_download() as loading:
        page.locator("a[download]").click()
    kit = zipfile.ZipFile(io.BytesIO(Path(loading.value.path()).read_bytes()))
    assert kit.testzip() is None
    assert f"README.{locale}.txt" in kit.namelist()
    assert not wrong


def test_a_journalist_goes_through_an_issue_and_back_through_the_years(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **DESK)
    page.goto(f"{city.home(locale)}bulletin/")
    page.get_by_role("navigation", name=city.word("by_year", locale)).get_by_role(
        "link", name=re.compile("2025")
    ).click()
    titles = page.locator(".cards h3").all_inner_texts()
    page.locator(".cards h3 a:not([hreflang])").first.click()
    seen = [page.locator("h1").inner_text()]
    while (onward := page.locator("a.next_page")).count():
        if onward.get_attribute("hreflang"):
            expect(onward.locator("small")).to_have_text(re.compile("[（(].+[)）]"))
            break
        onward.click()
        seen.append(page.locator("h1").inner_text())
    assert len(set(seen)) == len(seen) and set(seen) <= set(titles)
    page.locator(".trail a").nth(1).click()
    assert page.url == f"{city.home(locale)}bulletin/"
    assert not wrong


def test_a_partner_s_webmaster_embeds_a_heritage_page(
    browser: Browser, city: Portal, partner: Partner, locale: str
) -> None:
    page, wrong = watched(browser, **DESK, permissions=["clipboard-read", "clipboard-write"])
    page.goto(city.home(locale))
    through_menu(page, city, "partners", locale)
    page.locator("main a[href$='embed/']").first.click()
    page.locator("#embed-snippet").scroll_into_view_if_needed()
    expect(page.locator("#embed-snippet")).to_have_value(re.compile("iframe"))
    page.locator("#embed-way").select_option("growing")
    page.locator(".builder button.copy").click()
    expect(page.get_by_role("status")).to_have_text(city.word("feed_done", locale))
    snippet = page.evaluate("navigator.clipboard.readText()")
    page.goto(partner.page(city.here(snippet)))
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    assert frame.locator("html").get_attribute("lang") == city.site.settings.language(locale).tag
    assert page.context.cookies() == []
    assert not wrong


def test_a_resident_finds_help_and_the_city_s_calendar_without_javascript(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = watched(browser, **PHONE, java_script_enabled=False)
    page.goto(city.home(locale))
    through_menu(page, city, "living", locale)
    page.locator("main .cards a").first.click()
    assert page.url == f"{city.home(locale)}living/consular/"
    assert len(page.locator("main article > p").all_inner_texts()) >= 4
    assert page.locator(".sources").is_visible()
    through_menu(page, city, "events", locale)
    name = city.word("calendar_subscribe", locale)
    address = page.get_by_role("link", name=name).get_attribute("href")
    answer = page.request.get(f"{page.url}{address}")
    events = Calendar.from_ical(answer.text()).walk("VEVENT")
    assert answer.ok and len(events) >= 4
    titles = {one.translate(UNSEEN) for one in page.locator("main .cards a").all_inner_texts()}
    assert {str(one["SUMMARY"]) for one in events} <= titles
    assert not wrong


def test_a_resident_prints_what_concerns_them(browser: Browser, city: Portal, locale: str) -> None:
    page, wrong = watched(browser, **PHONE)
    page.goto(f"{city.home(locale)}living/consular/")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name=city.word("print", locale)).click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    assert page.locator(".sources").is_visible() and not page.locator(".menu").is_visible()
    assert page.pdf().startswith(b"%PDF")
    assert not wrong
