"""The shipped portal in real Chromium, served by nginx with the configuration it is given."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import KEPT, KINDS, PICTURED, ROOTS, Partner, partner_site, watched
from cities import load
from playwright.sync_api import Browser, expect
from servers import Server, nginx

from cityportal.hosting import Hosting
from cityportal.serving.policy import Policy
from cityportal.site import Site

STYLED = "getComputedStyle(document.querySelector('.skip')).position === 'absolute'"
MADE = {
    "made.html": """<!doctype html><html lang="en"><title>Made</title>
<link rel="stylesheet" href="made.css"><script defer src="made.js"></script>
<p>Chu Dau</p><img src="made.svg" alt="">""",
    "made.css": "p { color: rgb(1, 2, 3); }",
    "made.js": "document.title = 'Run'",
    "made.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}
"""An embed: a document with a style, a script and a picture beside it."""


@pytest.fixture(scope="module")
def server(
    portal: Site, portal_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(portal_site, folder)
    embeds = folder / "embed" / "v1"
    embeds.mkdir(parents=True, exist_ok=True)
    for name, text in MADE.items():
        (embeds / name).write_text(text, encoding="utf-8")
    with nginx(Policy(portal), folder) as one:
        yield one


@pytest.fixture(scope="module")
def partner() -> Iterator[Partner]:
    with partner_site() as one:
        yield one


def framing(address: str, sandbox: str = "") -> str:
    """A frame with what is at ``address``."""
    attribute = f'sandbox="{sandbox}" ' if sandbox else ""
    return f'<iframe {attribute}src="{address}"></iframe>'


@pytest.mark.parametrize("root", ROOTS)
def test_no_page_is_hindered_asks_elsewhere_or_keeps_anything(
    browser: Browser, server: Server, root: str
) -> None:
    page, wrong = watched(browser, locale="ko-KR")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in KINDS:
        response = page.goto(f"{server.origin}/{root}{kind}", wait_until="load")
        assert response is not None
        missing = kind == "404.html"
        assert response.status == (404 if missing else 200)
        assert page.evaluate(STYLED)
        assert page.evaluate(PICTURED)
        if missing:
            assert all("status of 404" in one for one in wrong)
        else:
            assert not wrong
    assert all(url.startswith(f"{server.origin}/") for url in asked)
    assert not [url for url in asked if "/pagefind/" in url]  # until the reader searches
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_what_the_policy_forbids_is_seen(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser)
    page.goto(f"{server.origin}/en/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("document.body.append(new Image())")
    page.evaluate("document.body.lastChild.src = 'https://elsewhere.example/a.png'")
    page.wait_for_timeout(100)
    assert any("style-src" in one for one in wrong), wrong
    assert any("img-src" in one for one in wrong), wrong


def test_the_buttons_that_copy_work(browser: Browser, server: Server, portal: Site) -> None:
    page, wrong = watched(browser, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server.origin}/en/press/feeds/")
    page.locator("button.copy").first.click()
    expect(page.get_by_role("status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{portal.settings.site_url}en/feeds/feeds.opml"
    assert not wrong


def test_the_reader_s_language_is_offered(browser: Browser, server: Server) -> None:
    page, wrong = watched(browser, locale="ko-KR")
    page.goto(f"{server.origin}/")
    page.locator(".offer a:visible").click()
    page.wait_for_url(f"{server.origin}/ko/")
    assert not wrong


def test_an_old_address_leads_on(browser: Browser, small: Path, small_site: Path) -> None:
    with nginx(Policy(load(small)), small_site) as server:
        page, wrong = watched(browser)
        page.goto(f"{server.origin}/cong/tin/hai-dang/")
        page.wait_for_url(f"{server.origin}/cong/news/lighthouse/")
        assert page.locator("h1").is_visible()
        assert not wrong


@pytest.mark.parametrize("path", ["", "en/heritage/tue-tinh/", "ja/nowhere/", "feeds/news.atom"])
def test_no_other_site_can_frame_a_page(
    browser: Browser, server: Server, partner: Partner, path: str
) -> None:
    page, wrong = watched(browser)
    page.goto(partner.page(framing(f"{server.origin}/{path}")))
    page.wait_for_timeout(200)
    assert page.frames[1].url == "chrome-error://chromewebdata/"
    assert any("frame-ancestors" in one for one in wrong)


@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_another_site_can_frame_an_embed_and_nothing_of_it_is_hindered(
    browser: Browser, server: Server, partner: Partner, sandbox: str
) -> None:
    page, wrong = watched(browser)
    embed = framing(f"{server.origin}/embed/v1/made.html", sandbox)
    page.goto(partner.page(embed), wait_until="load")
    frame = page.frames[1]
    frame.wait_for_function("document.title === 'Run'")
    assert frame.evaluate("origin") == ("null" if sandbox else server.origin)
    assert frame.evaluate("getComputedStyle(document.querySelector('p')).color") == "rgb(1, 2, 3)"
    assert frame.evaluate("document.images[0].naturalWidth") == 9
    assert not wrong


def test_an_embed_is_not_shown_where_the_city_does_not_allow_it(
    browser: Browser, portal: Site, portal_site: Path, partner: Partner
) -> None:
    registries = replace(portal.registries, hosting=Hosting(framed_by=("https://a.example",)))
    with nginx(Policy(replace(portal, registries=registries)), portal_site) as server:
        page, wrong = watched(browser)
        page.goto(partner.page(framing(f"{server.origin}/embed/v1/any.html")))
        page.wait_for_timeout(200)
        assert any("frame-ancestors" in one for one in wrong)
