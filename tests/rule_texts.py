"""Pages of their own under the brand rules of the shipped city, for tests of the rules."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from cities import PROJECT
from pictures import keep

from cityportal.brandbook.levels import Level, read_levels
from cityportal.brandbook.reading import read_brandbook
from cityportal.checks.book import open_book
from cityportal.checks.finding import Found
from cityportal.checks.prose import blocks
from cityportal.checks.rule import City, Text
from cityportal.checks.rules import FAMILIES
from cityportal.content import read_page
from cityportal.pictures.record import read_pictures
from cityportal.site import Site

LOCALES = ("vi", "en", "ko", "ja", "zh")
PORTAL = Site.load(PROJECT, datetime.now(UTC))
BRAND = read_brandbook(PROJECT, LOCALES)
LEVELS = read_levels(PROJECT)
HARBOUR = tempfile.TemporaryDirectory()
keep(Path(HARBOUR.name))
PICTURES = read_pictures(Path(HARBOUR.name), LOCALES)
CITY = City(replace(PORTAL, pictures=PICTURES), LEVELS, BRAND)
BOOKS = {locale: open_book(PORTAL.registries.figures, BRAND, locale) for locale in LOCALES}
DESCRIPTION = {
    "vi": "Một câu mô tả đủ dài để không bị báo là quá ngắn.",
    "en": "A sentence that is long enough not to be called too short.",
    "ko": "너무 짧다는 지적을 받지 않을 만큼 충분히 긴 설명 문장입니다.",
    "ja": "短すぎると指摘されない程度の長さを持つ説明の文です。",
    "zh": "这是一句长度足够、不会被指为过短的说明文字，仅供测试。",
}
TITLE = {
    "vi": "Tin của cảng",
    "en": "News of the port",
    "ko": "항만 소식",
    "ja": "港の便り",
    "zh": "港口新闻",
}
BY_RULE = {rule.id: family for family in FAMILIES for rule in family.rules}
RULES_ON = [
    rule
    for rule in BY_RULE
    if rule.startswith("BR") and LEVELS.rules.get(rule) is Level.ERROR and rule != "BR012"
]
"""The brand rules that are errors and look at a text alone."""


def text_of(
    folder: Path, locale: str, body: str, title: str = "", meta: str = "", source: str = ""
) -> Text:
    """A page of its own under check; ``source`` is the body of its Vietnamese version."""
    file = folder / "docs" / locale / "page.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    title = (title or TITLE[locale]).replace('"', '\\"')
    meta = meta or "type: page"
    file.write_text(
        f'---\ntitle: "{title}"\ndescription: "{DESCRIPTION[locale]}"\n{meta}\n'
        f"status: published\n---\n\n{body}\n",
        encoding="utf-8",
    )
    page = read_page(file, folder, locale, PurePosixPath("page.md"))
    parts = blocks(page, PORTAL.registries.figures)
    text = Text(page.file, page.text, locale, parts, None, BOOKS[locale], CITY, page)
    return replace(text, source=text_of(folder, "vi", source)) if source else text


def found(folder: Path, rule: str, locale: str, body: str, title: str = "") -> list[Found]:
    """What a rule finds in a page of its own."""
    return found_in(text_of(folder, locale, body, title), rule)


def found_in(text: Text, rule: str) -> list[Found]:
    return [one for one in BY_RULE[rule].check(text) if one.rule == rule]
