"""The examples on each rule's page: the wrong form is found, the right one is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from cities import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from cityportal.brandbook.levels import read_levels
from cityportal.brandbook.reading import read_brandbook
from cityportal.checks.book import open_book
from cityportal.checks.finding import Found
from cityportal.checks.prose import blocks
from cityportal.checks.rule import City, Text
from cityportal.checks.rules import FAMILIES, RULES
from cityportal.checks.runner import fixed
from cityportal.content import read_page
from cityportal.site import Site

LOCALES = ("vi", "en", "ko", "ja", "zh")
PORTAL = Site.load(PROJECT, datetime.now(UTC))
BRAND = read_brandbook(PROJECT, LOCALES)
LEVELS = read_levels(PROJECT)
CITY = City(PORTAL, LEVELS, BRAND)
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


def text_of(folder: Path, locale: str, body: str, title: str = "", meta: str = "") -> Text:
    """A page of its own under check."""
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
    return Text(page.file, page.text, locale, parts, None, BOOKS[locale], CITY, page)


def found(folder: Path, rule: str, locale: str, body: str, title: str = "") -> list[Found]:
    """What a rule finds in a page of its own."""
    return found_in(text_of(folder, locale, body, title), rule)


def found_in(text: Text, rule: str) -> list[Found]:
    return [one for one in BY_RULE[rule].check(text) if one.rule == rule]


@dataclass(frozen=True)
class Example:
    """A row of a rule's page; ``source`` is what it translates, where that matters."""

    rule: str
    locale: str
    wrong: str
    right: str
    source: str = ""


def examples() -> list[Example]:
    rows = []
    for rule in RULES.values():
        if rule.id.startswith("BR"):
            page = (PROJECT / rule.page).read_text(encoding="utf-8")
            for row in re.findall(r"^\| (\w\w) \| (.+) \|$", page, re.MULTILINE):
                locale, cells = row[0], row[1].split(" | ")
                rows.append(Example(rule.id, locale, *cells[-2:], *cells[:-2]))
    return rows


def looked_at(example: Example, shown: str, folder: Path) -> Text:
    """The page that ``shown`` stands for: a title, a part of the front matter, else a body."""
    locale = example.locale
    if example.rule == "BR008":
        return text_of(folder, locale, "", shown)
    if example.rule == "BR012":
        return bulletin(folder, locale, shown)
    text = text_of(folder, locale, shown)
    if example.source:
        return replace(text, source=text_of(folder, "vi", example.source))
    return text


def bulletin(folder: Path, locale: str, meta: str) -> Text:
    """An item of the bulletin beside its version in the other language."""
    common = "type: bulletin-item\nsources: [record]\n"
    both = {
        one: text_of(folder, one, "", meta=common + lines)
        for one, lines in {
            "vi": "date: 2025-03-25\nunit: office", "en": "date: 2025-03-25\nunit: office",
            locale: meta.strip("`").replace("; ", "\n"),
        }.items()
    }  # fmt: skip
    versions = {one: text.page for one, text in both.items() if text.page}
    return replace(both[locale], versions=versions)


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one.rule}-{one.locale}")
def test_the_example_of_a_rule(example: Example, tmp_path: Path) -> None:
    wrong, right = (
        found_in(looked_at(example, shown, tmp_path), example.rule)
        for shown in (example.wrong, example.right)
    )
    assert wrong, example.wrong
    assert right == [], example.right


def test_every_rule_has_an_example_in_every_language_it_claims() -> None:
    shown = {(one.rule, one.locale) for one in examples()}
    claimed = {
        (rule.id, locale)
        for rule in RULES.values()
        if rule.id.startswith("BR")
        for locale in rule.locales
    }
    assert shown == claimed


FIXABLE = ("BR001", "BR005", "BR006", "BR011")
SAMPLES = st.lists(
    st.sampled_from([one.wrong for one in examples() if one.rule in FIXABLE]
                    + ["Hải Phòng", " ", "\n\n", "`Haiphong`", "https://a.example/Haiphong", "港"]),
    max_size=6,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("rule", FIXABLE)
@settings(deadline=None)
@given(body=SAMPLES, locale=st.sampled_from(LOCALES))
def test_mending_leaves_nothing_that_can_be_mended_and_is_done_once(
    rule: str, body: str, locale: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mend")
    text = body
    for _ in range(3):
        findings = [one for one in found(folder, rule, locale, text) if one.fix is not None]
        whole = (folder / "docs" / locale / "page.md").read_text(encoding="utf-8")
        for one in findings:
            assert 0 <= one.start <= one.end <= len(whole)
        start = whole.index("\n---\n\n") + 6
        text = fixed(whole, findings)[start:].removesuffix("\n")  # type: ignore[arg-type]
    assert [one for one in found(folder, rule, locale, text) if one.fix is not None] == []


@settings(deadline=None)
@given(body=st.text(max_size=120), locale=st.sampled_from(LOCALES))
def test_a_span_is_inside_the_text_whatever_the_text(
    body: str, locale: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    body = body.replace("\r", "").replace("{{", "")
    if any("\ud800" <= char <= "\udfff" for char in body):
        return
    for rule in RULES:
        for one in found(folder, rule, locale, body):
            file = folder / "docs" / locale / "page.md"
            length = len(read_page(file, folder, locale, PurePosixPath("p.md")).text)
            assert 0 <= one.start <= one.end <= length


@pytest.mark.parametrize(
    ("rule", "locale", "clean"),
    [
        ("BR001", "en", "See https://haiphong.example/Haiphong and `Haiphong`."),
        ("BR005", "en", "Decree 42/2022 and plan 111/KH-UBND of 2025."),
        ("BR005", "vi", "Nghị quyết 226/2025/QH15, ngày 1/7/2025, tăng 12,5%."),
        ("BR006", "vi", "Quý khách, quỳ gối, thuở xưa, hoàn toàn, khuỷu tay, luôn luôn."),
        ("BR006", "en", "It’s 5 o’clock; see [the page](a.md \"title\")."),
        ("BR006", "ja", "DEEP CとAPEC Business Advisory Councilの会議（2025年）。"),
        ("BR007", "ja", "静かな港と来賓の発言。"),
        ("BR007", "zh", "海防（Hải Phòng）与DEEP C的合作。"),
        ("BR007", "ko", "하이퐁(海防)은 항만 도시입니다."),
        ("BR011", "en", "`[here](http://a.example/)` is code."),
    ],
)  # fmt: skip
def test_hard_cases_are_left_alone(rule: str, locale: str, clean: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule, locale, clean) == []


def test_a_title_in_capitals_is_given_back_in_sentence_case(tmp_path: Path) -> None:
    title = "New Ships Call At The Busy Northern Port Of Hai Phong"
    (one,) = found(tmp_path, "BR008", "en", "", title)
    assert one.suggestion == "New ships call at the busy northern port of Hai Phong"


def test_a_name_is_mended_only_where_its_neighbours_are_not_part_of_it(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "BR001", "vi", "Sở ngoại vụ thành phố Hải Phòng tiếp đoàn.")
    assert (one.suggestion, one.fix) == ("Sở Ngoại vụ", "Sở Ngoại vụ")
    (one,) = found(tmp_path, "BR001", "en", "The Chu-Dau pottery village.")
    assert one.suggestion == "Chu Dau pottery" and one.fix is None
