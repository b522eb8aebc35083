"""Embeds in real Chromium: in a partner's page on another host, served by nginx as configured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from browsing import KEPT, UNSEEN, Partner, partner_site, watched
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
from playwright.sync_api import Browser, Frame, Page, expect
from servers import Server, nginx
from wordpress import shown_by_wordpress

from cityportal.brandbook.palette import read_palette
from cityportal.embeds.addresses import ROOT, WIDTHS, Form, Scheme, frame
from cityportal.embeds.oembed import answer
from cityportal.embeds.sizes import height
from cityportal.embeds.snippets import Choice
from cityportal.hosting import Hosting
from cityportal.serving.policy import Policy

SCRIPTED = ["growing", "element"]
GROUND = "getComputedStyle(document.body).backgroundColor"
BODY = "document.body.getBoundingClientRect().height"
SHOWN = "[...document.images].every((one) => one.naturalWidth || one.loading === 'lazy')"


@pytest.fixture(scope="module")
def partner() -> Iterator[Partner]:
    with partner_site() as one:
        yield one


def inner(page: Page) -> Frame:
    """The only frame in ``page``, once it is loaded."""
    page.wait_for_function("frames.length || document.querySelector('city-embed')?.shadowRoot")
    (one,) = page.frames[1:]
    one.wait_for_load_state()
    return one


def headline_of(one: Frame) -> str:
    """The headline as it is read, whatever its lines may not divide."""
    return one.locator("h1").inner_text().translate(UNSEEN)


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


# In a partner's page


@pytest.mark.parametrize(
    ("locale", "system"), list(zip(LOCALES, cycle(["light", "dark"]), strict=False))
)
def test_every_frame_is_shown_as_it_was_asked_for(
    browser: Browser, city: Portal, partner: Partner, locale: str, system: str
) -> None:
    palette = read_palette(city.site.root)
    grounds = {one: rgb(palette.schemes[one]["surface"]) for one in ("light", "dark")}
    two = [city.embeds[f"{locale}/{name}"] for name in (PICTURED, PLAIN)]
    asked = [(one, form, scheme) for one in two for form in one.forms for scheme in Scheme]
    assert len(asked) == 15
    page, wrong = watched(browser, color_scheme=system)
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    frames = "".join(
        city.snippet(one, "growing", Choice(form, scheme)) for one, form, scheme in asked
    ).replace('loading="lazy"', "")
    page.goto(partner.page(frames), wait_until="load")
    shown = {one.url: one for one in page.frames}
    for embed, form, scheme in asked:
        one = shown[city.frame(embed, form, scheme)]
        assert one.evaluate("document.documentElement.lang") == embed.tag
        assert one.title() == embed.title == headline_of(one)
        look = system if scheme is Scheme.AUTO else scheme
        assert one.evaluate(GROUND) == grounds[look]
        assert one.evaluate(SHOWN)
        assert one.locator("figure").count() == (
            len(embed.pictures) if form == "gallery" else len(embed.pictures[:1])
        )
    assert not wrong
    ours = (partner.origin, city.server.origin, "data:")
    assert all(url.startswith(ours) for url in seen)
    assert page.context.cookies() == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", [Form.CARD, Form.ARTICLE, Form.GALLERY])
def test_each_way_to_embed_shows_the_frame(
    browser: Browser, city: Portal, partner: Partner, way: str, form: Form
) -> None:
    embed = city.embeds[f"ja/{PICTURED}"]
    page, wrong = watched(browser)
    page.goto(partner.page(city.snippet(embed, way, Choice(form))))
    one = inner(page)
    assert one.url == city.frame(embed, form)
    assert headline_of(one) == embed.title
    assert page.locator("blockquote").is_visible() == (way != "element")
    assert page.locator("iframe").get_attribute("title") == embed.title
    assert not wrong


@pytest.mark.parametrize("way", SCRIPTED)
@pytest.mark.parametrize("width", [280, 600, 1200])
def test_a_frame_becomes_as_high_as_what_it_shows(
    browser: Browser, city: Portal, partner: Partner, way: str, width: int
) -> None:
    page, wrong = watched(browser, viewport={"width": width, "height": 900})
    for name in (PICTURED, PLAIN):
        for locale in ("vi", "ko"):
            embed = city.embeds[f"{locale}/{name}"]
            for form in embed.forms:
                page.goto(partner.page(city.snippet(embed, way, Choice(form, width=width))))
                settled(page, inner(page))
    page.set_viewport_size({"width": 320, "height": 900})
    settled(page, inner(page))
    assert not wrong


def settled(page: Page, one: Frame) -> None:
    """Wait until the frame is as high as its content, within two pixels."""
    box = page.locator("iframe").element_handle()
    assert box
    assert one.evaluate(SHOWN)
    for _ in range(40):
        given, needed = box.bounding_box(), one.evaluate(BODY)
        if given and abs(given["height"] - needed) <= 2:
            return
        page.wait_for_timeout(50)
    raise AssertionError((one.url, given, needed))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_snippets_of_the_handbook_work(
    browser: Browser, city: Portal, partner: Partner, locale: str
) -> None:
    text = (PROJECT / "handbook" / "embedding" / f"{locale}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```html\n(.*?)\n```", text, re.DOTALL)
    ready = [block for block in blocks if "</blockquote>" in block]
    assert len(ready) == len(WAYS)
    for snippet in ready:
        page, _ = watched(browser)
        page.goto(partner.page(city.here(snippet)))
        one = inner(page)
        assert one.evaluate("document.documentElement.lang") in snippet
        assert f'"{one.title()}"' in snippet


def test_a_place_is_kept_before_the_frame_is_there(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    embed = city.embeds[f"vi/{PLAIN}"]
    page, _ = watched(browser, java_script_enabled=False)
    page.route("**/embed/**", lambda route: route.abort())
    page.goto(partner.page(city.snippet(embed, "frame")), wait_until="commit")
    box = page.locator("iframe").bounding_box()
    assert box and (box["width"], box["height"]) == (600, height(embed, Form.CARD, 600))


def test_wordpress_shows_the_frame_and_its_height(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    """Its protocol, played by the page: a secret in the address, messages that carry it back."""
    embed = city.embeds[f"en/{PICTURED}"]
    html = city.here(str(answer(embed, 600)["html"]))
    listening = """<script>
      const told = [];
      addEventListener("message", ({ data, source }) => {
        const frame = document.querySelector("iframe[data-secret='s3cr3t']");
        if (data.secret !== "s3cr3t" || source !== frame.contentWindow) return;
        told.push(data);
        if (data.message === "height") frame.height = Math.min(1000, Math.max(200, data.value));
      });
    </script>"""
    page, wrong = watched(browser)
    page.goto(partner.page(f"{listening}{shown_by_wordpress(html, 's3cr3t')}"))
    one = inner(page)
    page.wait_for_function("told.length")
    page.add_style_tag(content="iframe { border: 0 }")
    settled(page, one)
    one.locator("footer a").click()
    page.wait_for_function("told.at(-1).message === 'link'")
    assert page.evaluate("told.at(-1).value") == embed.url
    assert len(page.context.pages) == 1
    assert not wrong


@pytest.mark.parametrize("way", WAYS)
def test_without_javascript_nothing_is_missing(
    browser: Browser, city: Portal, partner: Partner, way: str
) -> None:
    embed = city.embeds[f"zh/{PLAIN}"]
    page, _ = watched(browser, java_script_enabled=False)
    page.goto(partner.page(city.snippet(embed, way)))
    assert page.locator("blockquote").is_visible()
    link = page.locator("blockquote a")
    assert (link.inner_text(), link.get_attribute("href")) == (embed.title, city.here(embed.url))
    if way != "element":
        shown = page.frame_locator("iframe")
        expect(shown.locator("h1")).to_have_text(in_headline(embed))
        assert shown.locator("dd").count() == 3


def test_a_link_opens_a_window_that_is_free(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    embed = city.embeds[f"en/{PLAIN}"]
    for way in WAYS:
        page, _ = watched(browser)
        page.route(f"{city.site.settings.site_url}**", lambda route: route.fulfill(body="there"))
        page.context.route("https://**", lambda route: route.fulfill(body="there"))
        page.goto(partner.page(city.snippet(embed, way)))
        one = inner(page)
        with page.context.expect_page() as opened:
            one.locator("footer a").click()
        opened.value.wait_for_url(embed.url)
        assert opened.value.evaluate("[origin, opener]") == [
            city.site.settings.site_url.rstrip("/"), None,
        ]  # fmt: skip


def test_nothing_is_stored(browser: Browser, city: Portal, partner: Partner) -> None:
    embed = city.embeds[f"ko/{PICTURED}"]
    page, wrong = watched(browser)
    for form in embed.forms:
        page.goto(partner.page(f'<iframe src="{city.frame(embed, form)}"></iframe>'))
        assert inner(page).evaluate("document.cookie") == ""
    assert not wrong
    for form in embed.forms:
        page.goto(city.frame(embed, form))
        assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_a_notice_stands_where_no_embed_is(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    page, wrong = watched(browser)
    missing = f"{city.server.origin}/{ROOT}ko/heritage/none/card.html"
    page.goto(partner.page(f'<iframe sandbox="allow-scripts" src="{missing}"></iframe>'))
    words, palette = city.site.registries.words, read_palette(city.site.root)
    one = inner(page)
    assert one.locator("h1").inner_text() == words["embed_missing"]["ko"]
    assert one.evaluate(GROUND) == rgb(palette.light["surface"])
    assert all("status of 404" in one for one in wrong), wrong


# Who may frame


@pytest.fixture(scope="module")
def choosy(city: Portal, partner: Partner, portal_site: Path) -> Iterator[Server]:
    """A server of the same city that lets one partner frame its embeds."""
    hosting = Hosting.model_construct(framed_by=(partner.origin,), hsts_days=1)
    registries = replace(city.site.registries, hosting=hosting)
    with nginx(Policy(replace(city.site, registries=registries)), portal_site) as server:
        yield server


def test_only_the_partner_that_is_named_can_frame(
    browser: Browser, city: Portal, partner: Partner, choosy: Server
) -> None:
    address = f"{choosy.origin}/{frame(city.embeds[f'vi/{PLAIN}'].page, Form.CARD)}"
    page, wrong = watched(browser)
    page.goto(partner.page(f'<iframe src="{address}"></iframe>'))
    assert inner(page).url == address
    assert not wrong
    with partner_site() as other:
        page.goto(other.page(f'<iframe src="{address}"></iframe>'))
        page.wait_for_timeout(200)
        assert page.frames[1].url == "chrome-error://chromewebdata/"
    assert any("frame-ancestors" in one for one in wrong)


def test_an_ordinary_page_cannot_be_framed(
    browser: Browser, city: Portal, partner: Partner, choosy: Server
) -> None:
    for server in (city.server, choosy):
        page, wrong = watched(browser)
        page.goto(partner.page(f'<iframe src="{server.origin}/en/{PLAIN}/"></iframe>'))
        page.wait_for_timeout(200)
        assert page.frames[1].url == "chrome-error://chromewebdata/"
        assert any("frame-ancestors" in one for one in wrong)


# Hostile messages

MESSAGES = """[
  null, "height", 300, NaN, [], { message: "height" }, { message: "height", value: null },
  { message: "height", value: NaN }, { message: "height", value: -300 },
  { message: "height", value: 1e9 }, { message: "height", value: Infinity },
  { message: "height", value: "300" }, { message: "height", value: [300] },
  { message: "height", value: { valueOf: 300 } }, { message: "height", value: "300px;color:red" },
  { message: "link", value: "https://evil.example/" }, { message: "height", value: 49.9 },
  { get message() { return "height"; }, get value() { return 20001; } },
]"""
PLAUSIBLE = '{ message: "height", value: 333 }'


@pytest.mark.parametrize("way", SCRIPTED)
def test_hostile_messages_change_nothing(
    browser: Browser, city: Portal, partner: Partner, way: str
) -> None:
    embed = city.embeds[f"vi/{PLAIN}"]
    neighbour = partner.page(
        f"<script>for (const one of [...{MESSAGES}, {PLAUSIBLE}])"
        " for (const target of [parent, ...Array.from({ length: 3 }, (_, n) => parent[n])])"
        ' if (target) target.postMessage(one, "*");</script>'
    )
    page, wrong = watched(browser)
    page.goto(partner.page(city.snippet(embed, way)))
    one = inner(page)
    settled(page, one)
    box = page.locator("iframe").element_handle()
    assert box
    before = box.bounding_box(), one.content(), page.url
    for sender in (
        f'{MESSAGES}.concat({PLAUSIBLE}).forEach((one) => postMessage(one, "*"))',
        f'{MESSAGES}.forEach((one) => frames[0]?.postMessage(one, "*"))',
    ):
        page.evaluate(sender)
    one.evaluate(f'{MESSAGES}.forEach((one) => parent.postMessage(one, "*"))')
    page.evaluate(
        "(src) => new Promise((done) => { const one = document.createElement('iframe');"
        " one.onload = done; one.src = src; document.body.append(one); })",
        neighbour,
    )
    page.wait_for_timeout(100)
    after = box.bounding_box(), one.content(), page.url
    assert after == before
    assert not wrong


def test_an_element_shows_nothing_from_elsewhere(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    snippet = city.snippet(city.embeds[f"vi/{PLAIN}"], "element")
    for address in ("javascript:alert(1)", f"{partner.origin}/0", f"{city.server.origin}/en/"):
        page, wrong = watched(browser)
        page.goto(partner.page(re.sub('src="[^"]*"', f'src="{address}"', snippet, count=1)))
        page.wait_for_function("!!customElements.get('city-embed')")
        assert len(page.frames) == 1
        assert page.locator("blockquote").is_visible()
        assert not wrong


def test_a_script_whose_bytes_are_others_does_not_run(
    browser: Browser, city: Portal, partner: Partner
) -> None:
    page, wrong = watched(browser)
    page.route(
        "**/element-1.js",
        lambda route: route.fulfill(
            body="document.title = 'Run'", headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    page.goto(partner.page(city.snippet(city.embeds[f"vi/{PLAIN}"], "element")))
    page.wait_for_timeout(100)
    assert page.title() == "Partner"
    assert page.locator("blockquote").is_visible()
    assert any("integrity" in one for one in wrong)


# For everyone


@pytest.mark.parametrize("locale", LOCALES)
def test_no_barrier_known_to_axe_in_a_frame(browser: Browser, city: Portal, locale: str) -> None:
    pictured, plain = (city.embeds[f"{locale}/{name}"] for name in (PICTURED, PLAIN))
    addresses = [city.frame(pictured, form) for form in Form]
    addresses += [
        city.frame(plain, Form.CARD),
        f"{city.server.origin}/{ROOT}{locale}/notice.html",
    ]
    page, _ = watched(browser, bypass_csp=True)
    for address in addresses:
        page.goto(address)
        on_phone_and_desktop(page)


def test_nothing_is_wider_than_the_frame(browser: Browser, city: Portal) -> None:
    page, _ = watched(browser)
    for embed in city.embeds.values():
        for form in embed.forms:
            page.goto(city.frame(embed, form))
            for width in (280, 1200):
                page.set_viewport_size({"width": width, "height": 600})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (page.url, wide)


def test_a_card_is_as_high_as_was_said(
    browser: Browser, city: Portal, record_property: Any
) -> None:
    """No text is cut off, and hardly any place is empty, where no script tells the height."""
    page, _ = watched(browser)
    errors: dict[tuple[str, int], float] = {}
    for name, embed in city.embeds.items():
        page.goto(city.frame(embed, Form.CARD))
        assert page.evaluate(SHOWN)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 100})
            errors[name, width] = height(embed, Form.CARD, width) - page.evaluate(BODY)
    least, most = (find(errors, key=lambda one: errors[one]) for find in (min, max))
    print(
        f"too low by {-errors[least]:.0f} at most: {least}; too high by {errors[most]:.0f}: {most}"
    )
    assert errors[least] >= -30, (least, errors[least])
    assert errors[most] <= 110, (most, errors[most])


def test_frames_print(browser: Browser, city: Portal) -> None:
    page, _ = watched(browser, color_scheme="dark")
    for form in Form:
        page.goto(city.frame(city.embeds[f"vi/{PICTURED}"], form, Scheme.DARK))
        page.emulate_media(media="print")
        assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
        pictures = page.locator("figure")
        assert all(one.is_visible() for one in pictures.all())
        tops = [one.bounding_box() for one in pictures.all()]
        assert len({box["y"] for box in tops if box}) == len(tops)
        assert page.pdf().startswith(b"%PDF")
