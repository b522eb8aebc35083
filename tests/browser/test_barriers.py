"""WCAG 2.2 at A and AA: what axe knows, and what it cannot know without changing the page.

``AUDIT=1`` (``make audit``) holds every page against axe in every width and scheme; otherwise a
kind is tried in two languages, in three of the six each.
"""

from __future__ import annotations

from itertools import product

import pytest
from axe import barriers
from browsing import AUDIT, KINDS, ROOTS, SOME
from playwright.sync_api import Browser, Page
from servers import Server

LOOKS = list(product((320, 768, 1280), ("light", "dark")))
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 lets readers do."""
UNREADABLE = """
() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways");
  const seen = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".unseen, .skip, option, textarea, title")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const text = node.data.trim().slice(0, 40);
    for (let one = parent; one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const edge = one.getBoundingClientRect();
      const outside = (box) =>
        (overflowX !== "auto" && (box.left < edge.left - 1 || box.right > edge.right + 1))
        || (overflowY !== "auto" && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1));
      if (boxes.some(outside)) found.push(`cut off: ${text}`);
      break;
    }
    // The offer lies over what scrolls under it.
    for (const box of parent.closest(".offer") ? [] : boxes) seen.push([parent, box, text]);
  }
  // A line is as high as its letters are apart; what of two lines may touch is not the letters.
  const core = ({ left, top, right, bottom, height }) =>
    [left + 1, top + height * .3, right - 1, bottom - height * .3];
  seen.sort((a, b) => a[1].top - b[1].top);
  for (let i = 0; i < seen.length; i++) {
    const [one, a, text] = seen[i], [left, top, right, bottom] = core(a);
    for (let j = i + 1; j < seen.length && seen[j][1].top < a.bottom; j++) {
      const [other, b, covered] = seen[j], [l, t, r, d] = core(b);
      if (one !== other && l < right && r > left && t < bottom && d > top)
        found.push(`over each other: ${text} / ${covered}`);
    }
  }
  return found;
}
"""
"""What cannot be read: text that is cut off, that lies over other text, a page that is too wide."""
UNSEEN_FOCUS = """
() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const path = (node) => node === document.body ? "" :
    `${path(node.parentElement)} ${node.tagName}.${node.className}`;
  const found = [];
  const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const tried = new Map();
  for (const one of document.querySelectorAll(all)) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const alike = path(one), times = tried.get(alike) ?? 0;
    tried.set(alike, times + 1);
    if (times > 2) continue; // a long list is a rule, three of it show it
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) continue;
    const name = one.outerHTML.slice(0, 80);
    const style = getComputedStyle(one);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
      found.push(`no outline: ${name}`);
    const tones = [light(rgb(style.outlineColor)), light(ground(one.parentElement))];
    if ((Math.max(...tones) + .05) / (Math.min(...tones) + .05) < 3)
      found.push(`pale outline: ${name}`);
    const { left, top, width, bottom } = one.getClientRects()[0];
    const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const at = document.elementFromPoint(left + width / 2, middle);
    if (!at || !(one.contains(at) || at.contains(one))) found.push(`hidden: ${name}`);
  }
  return found;
}
"""
"""What has the focus and does not show it (WCAG 2.4.7, 2.4.11, 1.4.11)."""
MOVING = """
() => {
  const still = (one) => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
    return animationName === "none" && transitionDuration === "0s" && scrollBehavior === "auto";
  };
  return [...document.querySelectorAll("*")].filter((one) => !still(one)).map((one) => one.tagName);
}
"""


FAINT = """
() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = channels(getComputedStyle(document.body).backgroundColor);
  const far = (colour) =>
    channels(colour).slice(0, 3).some((one, i) => Math.abs(one - ground[i]) > 90);
  const found = [];
  const shapes = ":is(.chart > svg, .trend) :is(.bars, .points, .line, .tracks, text), .find svg";
  for (const one of document.querySelectorAll(shapes)) {
    const { fill, stroke } = getComputedStyle(one);
    if (![fill, stroke].some((colour) => colour !== "none" && far(colour)))
      found.push(`faint: ${one.outerHTML}`);
  }
  for (const one of document.querySelectorAll("button, input, select, textarea")) {
    const { borderTopStyle, borderTopColor } = getComputedStyle(one);
    if (one.checkVisibility() && !(borderTopStyle !== "none" && far(borderTopColor)))
      found.push(`no edge: ${one.outerHTML}`);
  }
  for (const one of document.querySelectorAll(".masthead a[aria-current]"))
    if (!getComputedStyle(one).textDecorationLine.includes("underline"))
      found.push(`as the others: ${one.outerHTML}`);
  return found;
}
"""
"""What readers with colours of their own would not see."""


def looks(address: str) -> list[tuple[int, str]]:
    """The widths and schemes in which a page is held against axe."""
    if AUDIT:
        return LOOKS
    alike = [one for one in SOME if _kind(one) == _kind(address)]
    return LOOKS[alike.index(address) :: 2]


def _kind(address: str) -> str:
    root = next(one for one in reversed(ROOTS) if address.startswith(one))
    return address.removeprefix(root)


def opened(browser: Browser, address: str, width: int, **options: object) -> Page:
    """A page in which styles may be added, with all that unfolds."""
    view = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = browser.new_context(**(view | options)).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    return page


@pytest.mark.parametrize("address", SOME)
def test_axe_knows_no_barrier(browser: Browser, server: Server, address: str) -> None:
    page = opened(browser, f"{server.origin}/{address}", 320)
    for width, scheme in looks(address):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert barriers(page) == [], (width, scheme)


def test_each_kind_is_seen_in_every_width_and_scheme() -> None:
    for kind in KINDS:
        assert {look for one in SOME if _kind(one) == kind for look in looks(one)} == set(LOOKS)


@pytest.mark.parametrize("address", SOME)
def test_a_page_is_read_at_any_size_of_text(browser: Browser, server: Server, address: str) -> None:
    page = opened(browser, f"{server.origin}/{address}", 320)
    found = {"320": page.evaluate(UNREADABLE)}
    page.set_viewport_size({"width": 640, "height": 400})
    found["1280 at 200 %"] = page.evaluate(UNREADABLE)
    page.set_viewport_size({"width": 390, "height": 844})
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found["text at 200 %"] = page.evaluate(UNREADABLE)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    page.add_style_tag(content=SPACED)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[f"spaced, {width}"] = page.evaluate(UNREADABLE)
    assert not {how: what for how, what in found.items() if what}


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("main p { height: 1em; overflow: hidden }", "cut off"),
        ("main h1 { height: 0 }", "over each other"),
        ("main h1 { width: 30rem }", "sideways"),
    ],
)
def test_what_cannot_be_read_is_found(
    browser: Browser, server: Server, css: str, found: str
) -> None:
    page = opened(browser, f"{server.origin}/en/strategy/", 320)
    page.add_style_tag(content=css)
    assert any(found in one for one in page.evaluate(UNREADABLE))


@pytest.mark.parametrize("address", SOME)
def test_the_focus_is_seen_and_nothing_moves(
    browser: Browser, server: Server, address: str
) -> None:
    page = opened(browser, f"{server.origin}/{address}", 390, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(UNSEEN_FOCUS) == [], scheme


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (":focus-visible { outline: none }", "no outline"),
        (":focus-visible { outline-color: var(--paper) }", "pale outline"),
        ("body::after { content: ''; position: fixed; inset: 0 }", "hidden"),
    ],
)
def test_a_focus_that_is_not_seen_is_found(
    browser: Browser, server: Server, css: str, found: str
) -> None:
    page = opened(browser, f"{server.origin}/en/strategy/", 390)
    page.add_style_tag(content=css)
    assert any(found in one for one in page.evaluate(UNSEEN_FOCUS))
    page.add_style_tag(content="a { transition: color 1s }")
    assert page.evaluate(MOVING)


@pytest.mark.parametrize(("scheme", "turn"), [("light", 0), ("dark", 1)])
def test_nothing_is_lost_in_the_reader_s_own_colours(
    browser: Browser, server: Server, scheme: str, turn: int
) -> None:
    own = {"forced_colors": "active", "color_scheme": scheme, "reduced_motion": "reduce"}
    for kind in KINDS if AUDIT else KINDS[turn::2]:
        page = opened(browser, f"{server.origin}/en/{kind}", 390, **own)
        assert page.evaluate(FAINT) == [], kind
        assert page.evaluate(UNSEEN_FOCUS) == [], kind
        page.context.close()


def test_what_is_lost_in_the_reader_s_own_colours_is_found(
    browser: Browser, server: Server
) -> None:
    address = f"{server.origin}/en/investment/investors/"
    page = opened(browser, address, 390, forced_colors="active")
    page.add_style_tag(
        content=".chart text { fill: canvas !important; stroke: none !important }"
        ".masthead a { text-decoration: none !important }"
    )
    found = page.evaluate(FAINT)
    assert any("faint" in one for one in found) and any("as the others" in one for one in found)
