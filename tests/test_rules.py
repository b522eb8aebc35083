"""The examples on each rule's page: the wrong form is found, the right one is left alone."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from cities import load
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import BOOKS, BRAND, BY_RULE, LOCALES, RULES_ON, found, found_in, text_of
from rules_score import entries, score

from cityportal.brandbook.levels import read_levels
from cityportal.brandbook.rulepages import Example
from cityportal.checks.finding import Found
from cityportal.checks.rule import Text
from cityportal.checks.rules import CITY_FAMILIES, RULES
from cityportal.checks.runner import fixed, run
from cityportal.content import read_page

EXAMPLES = [
    (page.id, example)
    for page in BRAND.rules
    if page.id.startswith("BR")
    for example in page.examples
]


IN_TEXTS = [row for row in EXAMPLES if row[0] in BY_RULE]
IN_SHEETS = [row for row in EXAMPLES if row[0] not in BY_RULE]
SHEETS = {
    "css": "theme/assets/example.css",
    "svg": "docs/assets/example.svg",
    "html": "theme/parts/example.html",
}
"""Where an example stands that is no text of a language, by the word that opens its row."""


def looked_at(rule: str, example: Example, shown: str, folder: Path) -> Text:
    """The page that ``shown`` stands for: a title, a part of the front matter, else a body."""
    locale = example.of
    if rule == "BR008":
        return text_of(folder, locale, "", shown)
    if rule == "BR012":
        return bulletin(folder, locale, shown)
    return text_of(folder, locale, shown, source=example.source)


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


@pytest.mark.parametrize(("rule", "example"), IN_TEXTS, ids=lambda one: getattr(one, "of", one))
def test_the_example_of_a_rule(rule: str, example: Example, tmp_path: Path) -> None:
    wrong, right = (
        found_in(looked_at(rule, example, shown, tmp_path), rule)
        for shown in (example.wrong, example.right)
    )
    assert wrong, example.wrong
    assert right == [], example.right


def test_every_rule_has_an_example_in_every_language_it_claims() -> None:
    shown = {(rule, example.of) for rule, example in IN_TEXTS}
    claimed = {
        (rule.id, locale)
        for rule in RULES.values()
        if rule.id.startswith("BR")
        for locale in rule.locales
    }
    assert shown == claimed


@pytest.mark.parametrize(("rule", "example"), IN_SHEETS, ids=lambda one: getattr(one, "of", one))
def test_the_example_of_a_rule_that_looks_at_no_language(
    rule: str, example: Example, small: Path
) -> None:
    file = small / SHEETS[example.of]
    file.parent.mkdir(parents=True)
    for text, rules in ((example.wrong, {rule}), (example.right, set())):
        file.write_text(text.strip("`"), encoding="utf-8")
        findings = run(load(small), read_levels(small), (rule,))
        assert {one.rule for one in findings} == rules, text


def test_every_rule_that_looks_at_no_language_has_an_example() -> None:
    of_the_city = {rule.id for family in CITY_FAMILIES for rule in family.rules}
    assert {rule for rule, _ in IN_SHEETS} == of_the_city - BY_RULE.keys()


FIXABLE = ("BR001", "BR005", "BR006", "BR011")
SAMPLES = st.lists(
    st.sampled_from([one.wrong for rule, one in IN_TEXTS if rule in FIXABLE]
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
    for rule in BY_RULE:
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
        ("BR002", "en", "A modern, dynamic port. It is liveable, and smart."),
        ("BR002", "ko", "역동적인 도시를 알리고 투자를 늘립니다. 살기 좋은 곳입니다."),
        ("BR011", "en", "`[here](http://a.example/)` is code."),
        ("BR013", "vi", "Bí thư Thành ủy dẫn đầu đoàn; người đứng đầu tạo điều kiện tốt nhất."),
        ("BR013", "en", "Leading the delegation, she at first met only the first secretary."),
        ("BR013", "ko", "최고 기온 35도, 최대 20명, 신선도, 11위안."),
        ("BR013", "ja", "最高裁は第一に、最大20人と最初に会いました。"),
        ("BR013", "zh", "第一季度，最高人民法院第一次统一流程。"),
    ],
)  # fmt: skip
def test_hard_cases_are_left_alone(rule: str, locale: str, clean: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule, locale, clean) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_that_is_quoted_well_is_no_retelling_of_another(locale: str) -> None:
    slogans = BOOKS[locale].slogans
    for key in slogans.slogans:
        exact = slogans.text(key)
        assert key in {one.meaning for one in slogans.quoted(exact)}
        assert list(slogans.misquoted(f"{exact}. {exact}")) == []


def test_a_retelling_that_two_messages_share_is_reported_once(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "BR002", "en", "A dynamic, modern and deeply integrated city.")
    assert one.suggestion == BOOKS["en"].slogans.text("city-image")


def test_a_title_in_capitals_is_given_back_in_sentence_case(tmp_path: Path) -> None:
    title = "New Ships Call At The Busy Northern Port Of Hai Phong"
    (one,) = found(tmp_path, "BR008", "en", "", title)
    assert one.suggestion == "New ships call at the busy northern port of Hai Phong"


def test_a_name_is_mended_only_where_its_neighbours_are_not_part_of_it(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "BR001", "vi", "Sở ngoại vụ thành phố Hải Phòng tiếp đoàn.")
    assert (one.suggestion, one.fix) == ("Sở Ngoại vụ", "Sở Ngoại vụ")
    (one,) = found(tmp_path, "BR001", "en", "The Chu-Dau pottery village.")
    assert one.suggestion == "Chu Dau pottery" and one.fix is None


def test_mending_every_snippet_by_all_rules_together_comes_to_rest(tmp_path: Path) -> None:
    for entry in entries():
        text = text_of(tmp_path, entry["lang"], entry["text"])
        for _ in range(4):
            found = mends(text)
            mended = fixed(text.text, found)  # type: ignore[arg-type]
            assert text.page
            text = text_of(tmp_path, entry["lang"], mended[len(text.page.head) + 1 : -1])
        assert not found, (entry["id"], found)


def mends(text: Text) -> list[Found]:
    """What may be mended in a page without a further look."""
    return [one for rule in RULES_ON for one in found_in(text, rule) if one.fix is not None]


@pytest.mark.parametrize(
    ("locale", "typed", "mended"),
    [
        ("en", '"The port\nis open" and "good".', '"The port\nis open" and “good”.'),
        ("en", 'A 5" pipe and a 6" pipe', 'A 5" pipe and a 6" pipe'),
        ("en", '[p](index.md "T")', '[p](index.md "T")'),
        ("en", '[p](https://a.vn/x_(y) "T")', '[p](https://a.vn/x_(y) "T")'),
        ("en", '[a](b.md){.b title="x y" lang=en}', '[a](b.md){.b title="x y" lang=en}'),
        ("en", '## Head {#a .b title="x"}', '## Head {#a .b title="x"}'),
        ("vi", '!!! note "Chú ý"\n    Tàu vào cảng.', '!!! note "Chú ý"\n    Tàu vào cảng.'),
        ("en", '```\nHaiphong\n\nHaiphong  b "x"\n```', '```\nHaiphong\n\nHaiphong  b "x"\n```'),
        ("en", '<!-- Haiphong\n\nHaiphong "x" -->', '<!-- Haiphong\n\nHaiphong "x" -->'),
        ("en", "the Socialist Republic of Vietnam", "the Socialist Republic of Viet Nam"),
        ("zh", "海防市人民委員會", "海防市人民委員會"),
        ("zh", "海防市外事办公室", "海防市外务厅"),
        ("vi", "HOÀ BÌNH, THUỶ", "HÒA BÌNH, THỦY"),
        ("en", "1.5-2 billion USD", "US$1.5-2 billion"),
        ("en", "It opened on 3/4/2025.", "It opened on 3/4/2025."),
        ("en", "It opened on 25/4/2025.", "It opened on 25 April 2025."),
        ("en", "At 2025-03-25T10:00.", "At 2025-03-25T10:00."),
        ("en", "113.160.158.200", "113.160.158.200"),
        ("en", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("en", "[^1]: Haiphong", "[^1]: Hai Phong"),
    ],
)  # fmt: skip
def test_mending_damages_nothing(locale: str, typed: str, mended: str, tmp_path: Path) -> None:
    text = text_of(tmp_path, locale, typed)
    assert text.page
    whole = fixed(text.text, mends(text))  # type: ignore[arg-type]
    assert whole[len(text.page.head) + 1 : -1] == mended


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000, "`" * 200_000, "*a*{" * 50_000, "<!-- brand-ok BR001 until " * 20_000,
        "Tàu. <!-- source: report-2025 -->\n\n" * 8_000, "! [" * 100_000,
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_a_page_that_is_made_to_be_slow_is_not(text: str, tmp_path: Path) -> None:
    begun = time.process_time()
    page = text_of(tmp_path, "vi", text)
    for rule in RULES_ON:
        found_in(page, rule)
    assert time.process_time() - begun < 5


def test_the_labelled_snippets_are_judged_rightly() -> None:
    outcome = score()
    assert outcome.texts >= 400 and outcome.clean >= outcome.texts / 2
    assert outcome.precision >= 0.99, outcome.wrong
    assert outcome.recall >= 0.95, outcome.missed
