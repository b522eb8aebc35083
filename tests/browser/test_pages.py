"""The shipped portal in real Chromium, as readers meet it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ONCE, UNSEEN, visit
from playwright.sync_api import Browser, Request, Route, expect
from servers import files

from cityportal.brandbook.logo import Mark
from cityportal.brandbook.reading import read_brandbook
from cityportal.site import Site

INTO_CLEAR_SPACE = """
([name, share]) => {
  const marks = [...document.images].filter((one) => one.src.split("/").at(-1).startsWith(name));
  const frame = (node) => {
    const range = document.createRange();
    range.selectNode(node);
    return node.nodeType === Node.TEXT_NODE ? range.getClientRects() : node.getClientRects();
  };
  return marks.map((mark) => {
    const { left, top, right, bottom, height } = mark.getBoundingClientRect();
    const free = share * height;
    const meets = (box) => box.width && box.height
      && box.right > left - free + 0.5 && box.left < right + free - 0.5
      && box.bottom > top - free + 0.5 && box.top < bottom + free - 0.5;
    const nodes = document.createTreeWalker(
      document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const near = [];
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      if (node.nodeType === Node.TEXT_NODE ? node.data.trim() : !node.contains(mark))
        if ([...frame(node)].some(meets)) near.push(node.outerHTML ?? node.data);
    }
    const ground = mark.closest("header, main, footer").getBoundingClientRect();
    if (left - free < 0 || right + free > innerWidth || top - free < ground.top
      || bottom + free > ground.bottom) near.push("the edge");
    return { height, near };
  });
}
"""
"""The height of every mark shown, and what comes nearer to it than this share of its height."""


SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) shifts += value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""The share of the screen that has moved by itself."""

LENGTHS = """
() => {
  const range = document.createRange();
  let text = 0;
  for (const node of document.querySelectorAll("main :is(p, h2, h3)")) {
    range.selectNodeContents(node);
    for (const { width } of range.getClientRects()) text += width;
  }
  return { masthead: document.querySelector(".masthead").getBoundingClientRect().height, text };
}
"""
"""The height of the masthead and the length of the lines of text."""

COVERED = """
() => {
  const focus = document.activeElement;
  const { left, top, right, bottom } = focus.getClientRects()[0];
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return focus.contains(seen) ? null : focus.outerHTML;
}
"""
"""The element in focus where something else lies over it or it is off the screen."""

DIVIDED = r"""
() => {
  const found = new Set();
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.checkVisibility() || parentElement.closest(":lang(ja), :lang(zh), .unseen"))
      continue;
    for (const { 0: word, index } of data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      const tops = [...range.getClientRects()].map((box) => box.top);
      if (Math.max(...tops) - Math.min(...tops) > 5) found.add(word);
    }
  }
  return [...found];
}
"""
"""The words that stand on two lines, where a language has spaces between its words."""


@pytest.fixture(scope="module")
def origin(portal_site: Path) -> Iterator[str]:
    with files(portal_site) as address:
        yield address


@pytest.fixture(scope="module")
def marks(portal: Site) -> list[Mark]:
    return list(read_brandbook(portal.root, portal.settings.locales).logo.marks.values())


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_is_large_enough_and_nothing_comes_near_it(
    browser: Browser, origin: str, marks: list[Mark], width: int
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for address in ONCE:
        page.goto(origin + address)
        for mark in marks:
            name = f"{Path(mark.file).stem}."
            shown = page.evaluate(INTO_CLEAR_SPACE, [name, mark.clear_space])
            assert shown, (address, "no mark")
            for one in shown:
                assert one["height"] >= mark.least_height, (address, one)
                assert one["near"] == [], (address, one)


@pytest.mark.parametrize(
    ("css", "near"),
    [
        (".mark { margin: 0 }", "Hai Phong"),
        (".masthead { padding: 0 } .mark { margin: 0 -9px 0 -15px }", "the edge"),
        (".languages { margin-top: -12px }", "<nav"),
        (".mark { height: 20px }", ""),
    ],
)
def test_what_comes_near_a_mark_or_makes_it_small_is_seen(
    browser: Browser, origin: str, marks: list[Mark], css: str, near: str
) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(origin + "en/")
    page.add_style_tag(content=css)
    mark = next(one for one in marks if one.file.startswith("theme/"))
    (shown,) = page.evaluate(INTO_CLEAR_SPACE, [f"{Path(mark.file).stem}.", mark.clear_space])
    if near:
        assert any(near in one for one in shown["near"]), shown
    else:
        assert shown["height"] < mark.least_height


def test_letters_of_other_alphabets_are_loaded_where_they_stand(
    browser: Browser, origin: str
) -> None:
    page = browser.new_context().new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{origin}en/", wait_until="networkidle")
    assert _fonts(asked) == ["400", "700"]
    page.locator("h1").evaluate("(one) => { one.textContent = 'Łódź' }")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    assert _fonts(asked) == ["400", "700", "700-others"]


def _fonts(asked: list[Request]) -> list[str]:
    names = [Path(one.url).name for one in asked if one.resource_type == "font"]
    return sorted(name.split(".")[0].removeprefix("be-vietnam-pro-") for name in names)


def test_marks_apart_from_their_letters_are_shown_as_one(browser: Browser, origin: str) -> None:
    page = browser.new_context().new_page()
    page.goto(origin)
    page.evaluate("document.fonts.ready.then(() => true)")
    composed, apart = page.locator("h1").evaluate(
        """(one) => ["NFC", "NFD"].map((form) => {
          one.innerHTML = `<span>${"Đường sắt Việt Nam ở Hải Phòng".normalize(form)}</span>`;
          return one.firstChild.getBoundingClientRect().width;
        })"""
    )
    assert composed == apart > 0


@pytest.mark.parametrize(
    ("language", "locale"), [("ko-KR", "ko"), ("ja", "ja"), ("zh-CN", "zh"), ("en-GB", "en")]
)
def test_a_first_visit_offers_the_reader_s_language(
    browser: Browser, origin: str, portal: Site, language: str, locale: str
) -> None:
    page = visit(browser, origin, locale=language)
    link = page.get_by_role("link", name=portal.registries.words["offer"][locale])
    assert link.is_visible()
    assert page.url == origin
    link.click()
    page.wait_for_url(f"{origin}{locale}/")
    page.goto(origin)
    assert not page.locator(".offer").is_visible()


def test_the_offer_shifts_nothing_and_hides_no_focus(browser: Browser, origin: str) -> None:
    page = browser.new_page(
        locale="ko-KR", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page.add_init_script(SHIFTS)
    page.route("**/*.avif", lambda route: (page.wait_for_selector("h1"), route.continue_()))
    page.goto(origin, wait_until="commit")
    expect(page.locator(".offer")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.evaluate("shifts") < 0.01
    for _ in range(page.locator("a:visible, button:visible").count()):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) is None
    page.close()


@pytest.mark.parametrize("address", ["", "investment/investors/", "en/", "en/strategy/"])
def test_texts_are_as_long_before_the_typeface_is_there(
    browser: Browser, origin: str, address: str
) -> None:
    held: list[Route] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(origin + address, wait_until="domcontentloaded")
    page.wait_for_timeout(300)
    before = page.evaluate(LENGTHS)
    assert len(held) == 2
    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => null)")
    after = page.evaluate(LENGTHS)
    assert before["masthead"] == after["masthead"]
    assert before["text"] == pytest.approx(after["text"], rel=0.03)
    assert before["text"] != after["text"]
    page.close()


@pytest.mark.parametrize("locale", ["vi", "en", "ko"])
def test_no_word_is_divided(browser: Browser, origin: str, portal: Site, locale: str) -> None:
    page = browser.new_page()
    for address in (url for url, one in portal.by_url.items() if one.locale == locale):
        page.goto(origin + address)
        for width in (320, 360, 412):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(DIVIDED) == [], (address, width)
    page.close()


def test_a_divided_word_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    style = "font: 40px sans-serif; overflow-wrap: anywhere"
    page.set_content(f"<p style='{style}'>A&nbsp;most&nbsp;remarkable day")
    assert page.evaluate(DIVIDED) == ["remarkable"]
    page.close()


def test_the_offer_can_be_dismissed_for_good_and_spares_vietnamese_readers(
    browser: Browser, origin: str
) -> None:
    page = visit(browser, origin, locale="ja")
    page.get_by_role("button", name="閉じる").click()
    assert not page.locator(".offer").is_visible()
    page.reload()
    assert not page.locator(".offer").is_visible()
    assert not visit(browser, origin, locale="vi-VN").locator(".offer").is_visible()
    assert not visit(browser, origin, locale="fr").locator(".offer").is_visible()


def test_everything_is_there_without_javascript(browser: Browser, origin: str) -> None:
    page = visit(browser, origin + "en/", java_script_enabled=False, locale="ko")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Heritage").click()
    page.get_by_role("heading", name="Yen Tu").get_by_role("link").click()
    assert "525.75 hectares" in page.locator("main").inner_text()
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="日本語").click()
    assert page.url == origin + "ja/heritage/yen-tu-con-son-kiep-bac/"


def test_the_keyboard_reaches_the_text_first(browser: Browser, origin: str) -> None:
    page = visit(browser, origin + "en/bulletin/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_and_closes_without_a_script(
    browser: Browser, origin: str, portal: Site
) -> None:
    phone = {"width": 390, "height": 844}
    page = visit(browser, origin + "en/bulletin/", viewport=phone, java_script_enabled=False)
    opening, menu = page.locator(".open-menu"), page.locator("#menu")
    assert opening.inner_text() == portal.registries.words["menu_open"]["en"]
    assert not menu.is_visible()
    opening.press("Enter")
    assert menu.get_by_role("link").count() == len(portal.sections)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == portal.sections[0].label["en"]
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert menu.is_visible() and not opening.is_visible()


def test_an_article_prints_without_its_frame(browser: Browser, origin: str) -> None:
    page = visit(browser, origin + "en/bulletin/2025-q2/belgian-royal-visit/")
    assert page.get_by_role("button", name="Print this page").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".colophon").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".sources").is_visible()


@pytest.mark.parametrize("root", ["", "en/", "ko/", "ja/", "zh/"])
def test_a_button_copies_the_address_of_a_feed_and_says_so(
    browser: Browser, origin: str, portal: Site, root: str
) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    page = visit(browser, f"{origin}{root}press/feeds/heritage/", permissions=permissions)
    words = portal.registries.words
    locale = root.strip("/") or "vi"
    feeds = portal.registries.feeds
    assert feeds is not None
    label = feeds.topics["heritage"].label[locale]
    button = page.locator("#feed-heritage-atom-copy")
    title = page.locator("h1").inner_text()
    assert title.translate(UNSEEN).endswith(label)
    expect(button).to_have_accessible_name(f"{words['feed_copy'][locale]} Atom {title}")
    before = page.evaluate("document.documentElement.scrollHeight")
    button.press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"{portal.settings.site_url}{root}feeds/heritage.atom"
    )
    assert page.get_by_role("status").inner_text() == words["feed_done"][locale]
    assert page.locator("button.done").inner_text().endswith(words["feed_done"][locale])
    assert page.evaluate("document.documentElement.scrollHeight") == before
    assert page.locator(".addresses button.copy").count() == page.locator(".addresses code").count()


def test_where_copying_is_forbidden_the_address_is_selected(browser: Browser, origin: str) -> None:
    page = browser.new_context().new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(f"{origin}en/press/feeds/news/")
    page.locator("button.copy").first.click()
    page.wait_for_function("getSelection().toString()")
    assert page.evaluate("getSelection().toString()").endswith("/en/feeds/news.rss")
    assert page.get_by_role("status").inner_text() == ""


def test_the_feeds_are_there_without_javascript_in_the_same_places(
    browser: Browser, origin: str
) -> None:
    place = "[...document.querySelectorAll('.addresses code')].map((one) => one.offsetTop)"
    plain = visit(browser, f"{origin}ja/press/feeds/news/", java_script_enabled=False)
    assert plain.locator("button:visible").count() == 0
    assert plain.locator(".addresses code").first.inner_text().endswith("/ja/feeds/news.rss")
    scripted = visit(browser, f"{origin}ja/press/feeds/news/")
    assert scripted.locator("button.copy:visible").count() == 3
    assert scripted.evaluate(place) == plain.evaluate(place)
