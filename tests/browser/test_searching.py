"""Searching the shipped portal in real Chromium, through nginx with the headers it is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from axe import barriers
from browsing import ROOTS, watched
from cities import PROJECT
from playwright.sync_api import Browser, Locator, Page, Route, expect
from search_size import costs
from servers import Server

from cityportal.site import Site
from cityportal.urls import language_root

QUERIES: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (PROJECT / "tests" / "corpus" / "search.yml").read_text(encoding="utf-8")
)


def ask(page: Page, query: str) -> None:
    """Type ``query`` and wait for what is found."""
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    told(page)


def told(page: Page) -> str:
    """What the page says once it has found something or nothing."""
    status = page.get_by_role("status")
    working = status.get_attribute("data-working") or ""
    expect(status).not_to_have_text(working)
    expect(status).not_to_be_empty()
    return status.inner_text()


def choice(page: Page, name: str) -> Locator:
    """One of the filters, or the order."""
    return page.locator(f"select[name={name}]")


def found(page: Page) -> list[str]:
    """The paths of the results."""
    links = page.locator(".results h2 a")
    return [str(path) for path in links.evaluate_all("all => all.map((one) => one.pathname)")]


@pytest.mark.parametrize("locale", QUERIES)
def test_readers_find_what_they_look_for(
    browser: Browser, server: Server, portal: Site, locale: str
) -> None:
    page, wrong = watched(browser)
    root = language_root(locale, portal.settings)
    page.goto(f"{server.origin}/{root}search/")
    missed = []
    for query, expected in QUERIES[locale].items():
        ask(page, query)
        if f"/{root}{expected}" not in found(page)[:3]:
            missed.append((query, expected, found(page)[:3]))
    assert not missed
    assert not wrong


def test_the_list_is_long_enough() -> None:
    assert sum(map(len, QUERIES.values())) >= 60


def test_the_address_is_the_search(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    page.goto(f"{server.origin}/en/search/?q=Hai+Phong&section=heritage&order=newest")
    assert told(page) == f"Pages found: {len(found(page))}"
    assert found(page) and all(path.startswith("/en/heritage/") for path in found(page))
    assert page.get_by_role("searchbox").input_value() == "Hai Phong"
    assert choice(page, "section").input_value() == "heritage"
    assert page.title().startswith("Hai Phong – Search")
    page.locator(".results a").first.click()
    page.wait_for_url("**/heritage/**")
    page.go_back()
    told(page)
    assert choice(page, "order").input_value() == "newest"
    page.goto(f"{server.origin}/en/search/?q=port&section=nowhere&length=5")
    assert told(page).startswith("Pages found")
    assert choice(page, "section").input_value() == ""
    assert not wrong


def test_filters_narrow_what_is_found(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    page.goto(f"{server.origin}/en/search/")
    assert not choice(page, "year").is_visible()
    ask(page, "hai phong")
    everything = told(page)
    for name, value in (("year", "2026"), ("topic", "investment"), ("section", "bulletin")):
        choice(page, name).select_option(value)
        expect(page.get_by_role("status")).not_to_have_text(everything)
        told(page)
        assert f"{name}={value}" in page.url
    assert set(found(page)) <= {
        f"/en/bulletin/2026-q1/{name}"
        for name in ("", "fdi-fifty-billion/", "economic-diplomacy-2026/", "review-conference/")
    }
    assert "/en/bulletin/2026-q1/fdi-fifty-billion/" in found(page)
    other = page.locator(".languages a[hreflang=ko]").get_attribute("href")
    assert other and other.endswith("?q=hai+phong&section=bulletin&year=2026&topic=investment")
    assert not wrong


def test_the_keyboard_is_enough(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    page.goto(f"{server.origin}/ko/search/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("하이퐁")
    page.keyboard.press("Enter")
    assert told(page).startswith("검색 결과")
    assert page.evaluate("document.activeElement.name") == "q"
    assert len(found(page)) == 10
    further = page.get_by_role("button", name="결과 더 보기")
    further.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".results li")).to_have_count(20)
    eleventh = page.locator(".results li").nth(10).get_by_role("link")
    expect(eleventh).to_be_focused()
    target = eleventh.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert not wrong


def test_what_is_found_is_shown_as_it_was_written(browser: Browser, server: Server) -> None:
    for root, query, marked in (
        ("", "dau tu", "Đầu"), ("ko/", "문화유산", "문화유산입니다"), ("ja/", "365団", "365"),
    ):  # fmt: skip
        page, _ = watched(browser)
        page.goto(f"{server.origin}/{root}search/?q={query}")
        told(page)
        marks = page.locator("mark").all_text_contents()
        assert any(marked.lower() == mark.strip("., ").lower() for mark in marks), marks
        text = page.locator(".results").inner_text()
        assert not set(text) & set("\u0335\u200a\u200b\u200c") and "&lt;" not in text
        assert not [letter for letter in text if "\U00027000" <= letter <= "\U00029ba3"]


def test_nothing_is_found_for_nonsense(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    page.goto(f"{server.origin}/en/search/?q=zzzzqqq")
    assert told(page).startswith("No pages found")
    assert not found(page) and not wrong
    page.goto(f"{server.origin}/en/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    told(page)
    assert not wrong


@pytest.mark.parametrize("part", ["pagefind.js", "wasm.*", "*.pf_meta", "*.pf_index"])
def test_an_index_that_does_not_come_is_told_and_asked_for_again(
    browser: Browser, server: Server, part: str
) -> None:
    page, _ = watched(browser)
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(f"{server.origin}/en/search/?q=port")
    assert not told(page).startswith("Pages found")
    page.unroute(f"**/{part}")
    ask(page, "hai phong")
    assert told(page).startswith("Pages found")


@pytest.mark.parametrize("root", ROOTS)
def test_nothing_is_loaded_before_the_reader_searches(
    browser: Browser, server: Server, root: str
) -> None:
    page, _ = watched(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.origin}/{root}search/")
    assert not [url for url in asked if "/pagefind/" in url]
    with page.expect_request("**/pagefind.js"):
        page.get_by_role("searchbox").focus()


@pytest.mark.parametrize("locale", QUERIES)
def test_no_barrier_in_the_results(
    browser: Browser, server: Server, portal: Site, locale: str
) -> None:
    root, query = language_root(locale, portal.settings), list(QUERIES[locale])[1]
    for width, scheme in ((320, "light"), (1280, "dark")):
        page, wrong = watched(
            browser, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        page.goto(f"{server.origin}/{root}search/?q={query}")
        told(page)
        assert found(page)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not wrong


def test_what_is_typed_before_the_script_comes_stays(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    held: list[Route] = []
    page.route("**/assets/search.*.js", lambda route: held.append(route))
    page.goto(f"{server.origin}/en/search/", wait_until="commit")
    page.get_by_role("searchbox").fill("port")
    held[0].continue_()
    page.wait_for_load_state()
    expect(page.get_by_role("searchbox")).to_have_value("port")
    page.keyboard.press("Enter")
    expect(page.locator(".results h2 a").first).to_be_visible()
    assert not wrong


def test_without_javascript_the_sections_are_there(browser: Browser, server: Server) -> None:
    page, _ = watched(browser, java_script_enabled=False)
    page.goto(f"{server.origin}/en/")
    page.get_by_role("link", name="Search").click()
    assert "needs JavaScript" in page.locator("main").inner_text()
    page.locator("main").get_by_role("link", name="Heritage").click()
    assert page.url == f"{server.origin}/en/heritage/"


def test_the_first_search_of_a_large_language_is_light(
    browser: Browser, portal: Site, portal_site: Path
) -> None:
    """The language whose words are the most frequent; the others are measured by search_size.py."""
    for query, size in costs(browser, portal, portal_site, "vi", 2000).items():
        assert size <= 150_000, (query, size)
