"""BR011: links that say where they lead, in the reader's language, over https, no trackers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block
from cityportal.checks.rule import Family, Rule, Text
from cityportal.content import Page
from cityportal.site import Site

_LINK = re.compile(
    r"\[(?<!!\[)(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*+)\]"
    r"\(\s*<?(?P<target>[^\s()<>]+)>?[^()\n]*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]: *<?(?P<target>[^\s<>]+)", re.MULTILINE)
_EMPTY = {
    "vi": r"(?:xem )?(?:tại )?đây|xem thêm|chi tiết|liên kết(?: này)?|bấm vào đây",
    "en": r"(?:click |see |read )?here|(?:read |learn )?more|this(?: page| link)?|link|details",
    "ko": r"여기(?:를 클릭|서)?|이곳|더 ?보기|자세히(?: 보기)?|클릭|링크",
    "ja": r"こちら|ここ(?:をクリック)?|詳細(?:はこちら)?|続きを読む|もっと見る|リンク",
    "zh": r"(?:点击)?(?:这里|此处)|详情|更多|查看(?:更多|详情)|链接",
}
_EMPTY_TEXT = {
    locale: re.compile(rf"\s*(?:{words})\s*[.…>»]*\s*", re.IGNORECASE)
    for locale, words in _EMPTY.items()
}
_TRACKER = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|zarsrc|mc_eid|igshid)=[^&#\s]*")


def _check(text: Text) -> Iterator[Found]:
    for block in text.blocks:
        for found in _LINK.finditer(block.text):
            if block.prose[found.start()] == "[":
                yield from _empty(found, block)
                yield from _target_of(found, text, block)
        for found in _DEFINITION.finditer(block.text):
            yield from _target_of(found, text, block)


def _empty(found: re.Match[str], block: Block) -> Iterator[Found]:
    words = found["text"]
    if not words.strip() or _EMPTY_TEXT[block.locale].fullmatch(words):
        start, end = found.span("text" if words.strip() else 0)
        yield Found(
            "BR011", block.start + start, block.start + end,
            "Chữ của liên kết phải nói rõ dẫn đến đâu.",
            "The text of a link must say where it leads.", "…",
        )  # fmt: skip


def _target_of(found: re.Match[str], text: Text, block: Block) -> Iterator[Found]:
    target, shift = found["target"], block.start
    start = shift + found.start("target")
    if target.lower().startswith("http://"):
        yield Found(
            "BR011", start, start + len(target), "Liên kết phải dùng https.",
            "A link must use https.", "https" + target[4:], sure=False,
        )  # fmt: skip
    if tracker := _TRACKER.search(target):
        clean = _TRACKER.sub("", target)
        if "?" not in clean:
            clean = clean.replace("&", "?", 1)
        yield Found(
            "BR011", start, start + len(target),
            f"Bỏ tham số theo dõi “{tracker[0][1:]}”.",
            f"Remove the tracking parameter “{tracker[0][1:]}”.", clean, fix=clean,
        )  # fmt: skip
    if text.page:
        yield from _language(found, shift, text.page, text.city.site)


def _language(found: re.Match[str], shift: int, page: Page, site: Site) -> Iterator[Found]:
    """A link to another language's version of a page that is there in this one."""
    target = _target(found["target"], page, site)
    if target and target.locale != page.locale and page.locale in site.alternates(target.path):
        right = posixpath.relpath(target.path, page.path.parent)
        yield Found(
            "BR011", shift + found.start("target"), shift + found.end("target"),
            f"Trang được dẫn đến có bản cùng ngôn ngữ với trang này: {right}.",
            f"The linked page exists in the language of this page: {right}.", right, fix=right,
        )  # fmt: skip


def _target(typed: str, page: Page, site: Site) -> Page | None:
    """The page of the portal that a link leads to, whatever its language."""
    address = urldefrag(typed).url
    own = urlsplit(site.settings.site_url)
    if address.startswith(site.settings.site_url):
        address = own.path + address.removeprefix(site.settings.site_url)
    if address.startswith(own.path):
        return site.by_url.get(address.removeprefix(own.path))
    if not address.endswith(".md"):
        return None
    file = posixpath.normpath(posixpath.join(page.locale, page.path.parent, address))
    locale, _, path = file.partition("/")
    return site.page(PurePosixPath(path), locale)


FAMILY = Family((Rule("BR011", "links"),), _check)
