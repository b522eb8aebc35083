"""BR011: links that say where they lead, over https, without trackers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.rule import Family, Rule, Text

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\(\s*<?(?P<target>[^\s()<>]+)>?[^()\n]*\)")
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
                yield from _link(found, block.start, text.locale)


def _link(found: re.Match[str], shift: int, locale: str) -> Iterator[Found]:
    words, target = found["text"], found["target"]
    if not words.strip() or _EMPTY_TEXT[locale].fullmatch(words):
        yield Found(
            "BR011", shift + found.start("text"), shift + found.end("text"),
            "Chữ của liên kết phải nói rõ dẫn đến đâu.",
            "The text of a link says where it leads.", "…",
        )  # fmt: skip
    start = shift + found.start("target")
    if target.lower().startswith("http://"):
        yield Found(
            "BR011", start, start + len(target), "Liên kết phải dùng https.",
            "A link uses https.", "https" + target[4:], sure=False,
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


FAMILY = Family((Rule("BR011", "links"),), _check)
