"""The page that makes snippets, in real Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import watched
from cities import PROJECT
from framing import (
    LOCALES,
    PICTURED,
    PLAIN,
    WAYS,
    Portal,
    in_headline,
    on_phone_and_desktop,
)
from playwright.sync_api import Browser, Page, expect

from cityportal.embeds.addresses import WIDTHS, Form, Scheme
from cityportal.embeds.files import scripts
from cityportal.embeds.sizes import height
from cityportal.embeds.snippets import Choice, filled, snippets


def builder(browser: Browser, city: Portal, locale: str, **options: object) -> tuple[Page, Any]:
    page, wrong = watched(browser, **options)
    root = "" if locale == "vi" else f"{locale}/"
    page.goto(f"{city.server.origin}/{root}partners/embed/")
    if "java_script_enabled" not in options:
        assert page.locator("#embed-snippet").input_value() == ""
        page.locator(".builder").scroll_into_view_if_needed()
    return page, wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_ready_snippets_are_there_without_javascript(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, wrong = builder(browser, city, locale, java_script_enabled=False)
    assert not page.locator(".builder").is_visible()
    assert page.locator("details").count() == 7
    embed = city.embeds[f"{locale}/{PLAIN}"]
    details = page.locator(f"#embed-{Path(PLAIN).name}")
    details.locator("summary").click()
    texts = [one.input_value() for one in details.locator("textarea").all()]
    ways = snippets(embed, scripts(PROJECT / "theme"))
    assert texts == [filled(ways[way], embed, Choice()) for way in WAYS]
    assert page.locator("button:visible").count() == 0
    assert not wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_chosen_is_what_python_makes(browser: Browser, city: Portal, locale: str) -> None:
    page, wrong = builder(browser, city, locale)
    code, preview = page.locator("#embed-snippet"), page.locator(".preview iframe")
    expect(code).to_have_value(re.compile("iframe"))
    expect(preview).to_have_attribute("src", re.compile("card"))
    depth = page.evaluate("history.length")
    for number, name in enumerate((PICTURED, PLAIN)):
        title = city.embeds[f"{locale}/{name}"].title
        page.locator("#embed-page").select_option(label=title)
        for other in (locale, LOCALES[number]):
            embed = city.embeds[f"{other}/{name}"]
            page.locator("#embed-language").select_option(embed.tag)
            for form in embed.forms:
                scheme = list(Scheme)[list(Form).index(form)]
                width = WIDTHS[len(embed.title) % len(WIDTHS)]
                page.locator("#embed-form").select_option(form)
                page.locator("#embed-scheme").select_option(scheme)
                page.locator("#embed-width").select_option(str(width))
                for way in WAYS:
                    page.locator("#embed-way").select_option(way)
                    ways = snippets(embed, scripts(PROJECT / "theme"))
                    choice = Choice(form, scheme, width)
                    expect(code).to_have_value(filled(ways[way], embed, choice))
                expect(preview).to_have_attribute("src", city.frame(embed, form, scheme))
                expect(preview).to_have_attribute("title", embed.title)
                expect(preview).to_have_attribute("height", str(height(embed, form, width)))
                shown = page.frame_locator(".preview iframe")
                expect(shown.locator("h1")).to_have_text(in_headline(embed))
    gallery = page.locator("#embed-form option[value=gallery]")
    assert gallery.is_disabled()
    assert page.evaluate("history.length") == depth
    assert not wrong


def test_what_was_chosen_last_is_shown(browser: Browser, city: Portal) -> None:
    page, _ = builder(browser, city, "en")
    first, last = (city.embeds[f"en/{name}"] for name in (PICTURED, PLAIN))

    def late(route: Any) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    expect(page.locator("#embed-snippet")).to_have_value(re.compile("iframe"))
    page.route(f"**/{PICTURED}/content.json", late)
    page.locator("#embed-page").select_option(label=first.title)
    page.locator("#embed-page").select_option(label=last.title)
    expect(page.locator("#embed-snippet")).to_have_value(re.compile(re.escape(PLAIN)))
    page.wait_for_timeout(500)
    assert PLAIN in page.locator("#embed-snippet").input_value()


def test_a_snippet_is_copied(browser: Browser, city: Portal) -> None:
    page, wrong = builder(browser, city, "en", permissions=["clipboard-read", "clipboard-write"])
    code = page.locator("#embed-snippet")
    expect(code).to_have_value(re.compile("iframe"))
    page.locator(".builder button.copy").click()
    copied = city.site.registries.words["feed_done"]["en"]
    expect(page.get_by_role("status")).to_have_text(copied)
    assert page.evaluate("navigator.clipboard.readText()") == code.input_value()
    assert not wrong


def test_the_keyboard_is_enough(browser: Browser, city: Portal) -> None:
    page, _ = builder(browser, city, "en", permissions=["clipboard-read", "clipboard-write"])
    code = page.locator("#embed-snippet")
    expect(code).to_have_value(re.compile("iframe"))
    page.locator("#embed-page").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "embed-scheme"
    page.keyboard.press("End")
    expect(code).to_have_value(re.compile("card-dark.html"))
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert "card-dark.html" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_barrier_known_to_axe_where_snippets_are_made(
    browser: Browser, city: Portal, locale: str
) -> None:
    page, _ = builder(browser, city, locale, bypass_csp=True)
    expect(page.locator("#embed-snippet")).to_have_value(re.compile("iframe"))
    page.locator("details").first.locator("summary").click()
    on_phone_and_desktop(page)
