"""The checks over pages: seeded faults are found at their place, good texts are left alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cities import PROJECT, SITES, load

from cityportal.brandbook.levels import Level, Levels, read_levels
from cityportal.checks.finding import Finding
from cityportal.checks.reports import FORMATS
from cityportal.checks.rules import RULES
from cityportal.checks.runner import beyond, fixed, run
from cityportal.figures.agreement import compare
from cityportal.figures.reading import quantities
from cityportal.site import Site

Write = Callable[[str, str, str], Path]

META = "title: {t}\ndescription: {t}.\ntype: notice\nstatus: published\ndate: 2025-06-01"
VI = """Năm 2025, cảng đón 365 đoàn với 3.904 người từ 52 nước.

Vốn đầu tư đạt 41 tỷ USD, tăng 12,5% so với năm trước, trên 525,75 ha."""
EN = """Investment came to US$41 billion on 525.75 ha, up 12.5% on the year.

In 2025 the port received 3,904 people from 52 countries, in 365 delegations."""


def findings(root: Path, rules: tuple[str, ...] = tuple(RULES)) -> list[Finding]:
    site = load(root)
    return run(site, read_levels(site.root), rules)


def pair(write: Write, vi: str, en: str) -> None:
    write("vi/news/pair.md", META.format(t="Tin"), vi)
    write("en/news/pair.md", META.format(t="News"), en)


def test_shipped_content_has_no_error(portal: Site) -> None:
    errors = [one for one in run(portal, read_levels(PROJECT)) if one.level is Level.ERROR]
    assert not errors, FORMATS["text"](errors, PROJECT)


def test_another_order_of_sentences_and_paragraphs_is_no_fault(small: Path, write: Write) -> None:
    pair(write, VI, EN)
    assert findings(small) == []


def test_split_and_merged_paragraphs_are_no_fault(small: Path, write: Write) -> None:
    pair(write, VI, EN.replace("\n\n", " "))
    assert findings(small) == []
    pair(write, VI.replace("\n\n", " "), re.sub(r", (in|up)", r".\n\nThat is \1", EN))
    assert findings(small) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rule", "suggestion"),
    [
        ("US$41 billion", "US$41 million", "FG001", "US$41 billion"),
        ("3,904", "3,940", "FG001", "3,904"),
        ("12.5%", "125%", "FG001", "12.5%"),
        ("US$41 billion", "41 billion dong", "FG006", "US$41 billion"),
        ("US$41 billion", "41 billion", "FG006", "US$41 billion"),
    ],
)
def test_a_seeded_fault_is_found_at_its_place(
    small: Path, write: Write, right: str, wrong: str, rule: str, suggestion: str
) -> None:
    pair(write, VI, EN.replace(right, wrong))
    found = findings(small)
    assert [(one.rule, one.found, one.suggestion, one.level) for one in found] == [
        (rule, wrong, suggestion, Level.ERROR)
    ]
    one = found[0]
    line = (small / one.path).read_text(encoding="utf-8").split("\n")[one.line - 1]
    assert line[one.column - 1 : one.end_column - 1] == wrong


def test_what_is_missing_is_a_warning(small: Path, write: Write) -> None:
    pair(write, VI, EN.replace(" from 52 countries", ""))
    assert [(one.rule, one.level) for one in findings(small)] == [("FG002", Level.WARNING)]


def test_an_exception_with_its_reason_silences_a_rule(small: Path, write: Write) -> None:
    wrong = EN.replace("US$41 billion", "US$41 million")
    pair(write, VI, f"<!-- brand-ok FG001: quoted as printed -->\n\n{wrong}")
    assert findings(small) == []


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("brand-ok FG001 until 2099-12-31: quoted", []),
        ("brand-ok FG001", ["EX001", "FG001"]),
        ("brand-ok: quoted", ["EX001", "FG001"]),
        ("brand-ok FG001 until 2025-01-01: quoted", ["EX001", "FG001"]),
        ("brand-ok FG001 until tomorrow: quoted", ["EX001", "FG001"]),
        ("brand-ok FG005: quoted", ["EX001", "FG001"]),
    ],
)
def test_an_exception_without_reason_expired_or_unused_is_a_finding(
    small: Path, write: Write, comment: str, left: list[str]
) -> None:
    pair(write, VI, f"<!-- {comment} -->\n\n{EN.replace('US$41 billion', 'US$41 million')}")
    found = run(load(small), read_levels(small))
    assert sorted(one.rule for one in found) == left
    assert all(one.level is Level.ERROR for one in found)


def test_an_exception_reaches_one_block_only(small: Path, write: Write) -> None:
    wrong = "Ships call at Sampleport."
    body = f"{wrong}<!-- brand-ok BR001: quoted -->\n\n{wrong}"
    write("en/news/pair.md", META.format(t="News of the port"), body)
    write("vi/news/pair.md", META.format(t="Tin của cảng"), "Tàu ghé cảng.")
    assert [one.line for one in findings(small, ("BR001",))] == [10]


def test_what_an_earlier_report_holds_is_left_out_wherever_it_moved(
    small: Path, write: Write
) -> None:
    pair(write, VI, EN.replace("US$41 billion", "US$41 million"))
    earlier = json.loads(FORMATS["json"](findings(small), small))
    pair(write, VI, "Welcome.\n\n" + EN.replace("US$41 billion", "US$41 million"))
    assert beyond(findings(small), earlier) == []
    pair(write, VI, EN.replace("US$41 billion", "US$42 million"))
    assert [one.found for one in beyond(findings(small), earlier)] == ["US$42 million"]


def test_reports_for_other_programs_say_the_same(small: Path, write: Write) -> None:
    pair(write, VI, EN.replace("US$41 billion", "US$41 million").replace(" from 52 countries", ""))
    found = findings(small)
    assert {one.level for one in found} == {Level.ERROR, Level.WARNING}
    log = json.loads(FORMATS["sarif"](found, small))
    places = [
        (r["ruleId"], r["level"], r["locations"][0]["physicalLocation"]["region"]["startColumn"])
        for r in log["runs"][0]["results"]
    ]
    assert places == [(one.rule, one.level.value, one.column) for one in found]
    suite = ElementTree.fromstring(FORMATS["junit"](found, small))
    assert suite.get("tests") == "2" and suite.get("failures") == "1"
    assert [case.get("classname") for case in suite.iter("testcase")] == [o.rule for o in found]


def test_a_stale_and_a_nearly_right_figure_are_pointed_out(small: Path, write: Write) -> None:
    write("vi/news/old.md", META.format(t="Tin"), "Cảng đón 120 tàu mỗi năm, rồi 1.510 tàu.")
    found = findings(small, ("FG003",))
    assert [one.found for one in found] == ["120", "1.510"]
    write("vi/news/old.md", META.format(t="Tin"), "Tháng 12/2023, cảng đón 120 tàu.")
    assert findings(small, ("FG003",)) == []


def test_a_typed_figure_is_mended_into_the_mark_that_writes_it(small: Path, write: Write) -> None:
    write("en/news/typed.md", META.format(t="News"), "It took more than 1,500 ships.")
    write("vi/news/typed.md", META.format(t="Tin"), "Cảng đón hơn 1.500 tàu.")
    found = findings(small, ("FG004",))
    assert [(one.found, one.fix) for one in found] == [
        ("more than 1,500 ships", "{{ figure ships }}"),
        ("hơn 1.500 tàu", "{{ figure ships }}"),
    ]
    for one in found:
        file = small / one.path
        file.write_text(fixed(file.read_text(encoding="utf-8"), [one]), encoding="utf-8")
    assert findings(small, ("FG004",)) == []
    site = load(small)
    texts = {page.locale: page.body for v in site.pages.values() for page in v.values()
             if page.path.stem == "typed"}  # fmt: skip
    assert texts == {
        "vi": "Cảng đón {{ figure ships }}.\n",
        "en": "It took {{ figure ships }}.\n",
    }


def test_reports_show_the_place_under_wide_characters(small: Path, write: Write) -> None:
    write("vi/news/pair.md", META.format(t="Tin"), "Kinh phí 52 nghìn tỷ đồng cho 300 ha.")
    front = META.format(t="新着").replace("notice", "section")
    write("zh/news/index.md", front, "")
    write("vi/news/index.md", front, "")
    write("en/news/index.md", front, "")
    write("zh/news/pair.md", META.format(t="新闻"), "面积300公顷,预算为52T越南盾。")
    found = [one for one in findings(small) if one.rule == "FG005"]
    report = FORMATS["text"](found, small)
    line, caret = (row.split("| ", 1)[1] for row in report.splitlines()[3:5])
    assert line == "面积300公顷,预算为52T越南盾。"
    assert caret.startswith(" " * (4 + 3 + 4 + 1 + 6) + "^" * (3 + 6))
    rows = json.loads(FORMATS["json"](found, small))
    assert rows[0]["rule"] == "FG005" and rows[0]["found"] == "52T越南盾"
    assert FORMATS["github"](found, small).startswith("::error file=docs/zh/news/pair.md,line=8,")


@pytest.mark.parametrize("rule", ["FG001", "FG002", "FG006"])
def test_the_examples_of_a_rule_are_what_the_rule_finds(rule: str) -> None:
    """Each line of a rule's page: the wrong form is found, the right one is not."""
    page = (PROJECT / "brand" / "rules" / f"{rule}-{RULES[rule].name}.md").read_text(
        encoding="utf-8"
    )
    rows = re.findall(r"^\| vi → (\w\w) \| (.+?) → (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert {locale for locale, *_ in rows} == {"en", "ko", "ja", "zh"}
    for locale, source, wrong, right in rows:
        assert [one.rule for one in compare(source, "vi", wrong, locale)] == [rule], wrong
        assert compare(source, "vi", right, locale) == [], right


def test_the_ambiguous_examples_are_ambiguous() -> None:
    page = (PROJECT / "brand" / "rules" / "FG005-figure-ambiguous.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w\w) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert len(rows) == 5
    for locale, wrong, right in rows:
        for form in wrong.split("; "):
            assert any(one.ambiguous for one in quantities(form, locale)), form
        for form in re.split(r"; |, hoặc ", right):
            assert not any(one.ambiguous for one in quantities(form, locale)), form


def test_every_rule_has_its_page_and_level() -> None:
    levels = read_levels(PROJECT)
    assert set(levels.rules) == {*RULES, "EX001"}
    pages = {path.stem for path in (PROJECT / "brand" / "rules").glob("*.md")}
    assert pages == {f"{rule.id}-{rule.name}" for rule in RULES.values()} | {"EX001-exception"}


def test_a_rule_that_is_off_is_not_looked_for(small: Path, write: Write) -> None:
    pair(write, VI, EN.replace("US$41 billion", "US$41 million"))
    levels = Levels(rules=dict.fromkeys(RULES, Level.OFF), source="vi")
    assert run(load(small), levels) == []


def test_the_small_city_is_clean() -> None:
    assert findings(SITES / "small") == []


def test_a_name_split_over_a_line_break_is_found(small: Path, write: Write) -> None:
    write("vi/news/split.md", META.format(t="Tin"), "Tàu từ Cảng\nmẫu đi, tới Cảng\n  mẫu.")
    found = findings(small, ("BR001",))
    assert [(one.line, one.column, one.found) for one in found] == [
        (8, 8, "Cảng\nmẫu"),
        (9, 13, "Cảng\n  mẫu"),
    ]


def test_titles_of_links_and_attributes_that_are_read_out_are_prose(
    small: Path, write: Write
) -> None:
    body = '[Cảng](../index.md "Cảng mẫu") *x*{title="Cảng mẫu"} ![Cảng mẫu](a.jpg)'
    write("vi/news/said.md", META.format(t="Tin"), body)
    found = findings(small, ("BR001",))
    assert [one.column for one in found] == [
        place.start() + 1 for place in re.finditer("Cảng mẫu", body)
    ]


def test_the_labels_of_registers_are_checked_and_may_be_excepted(small: Path) -> None:
    tags = small / "data" / "tags.yml"
    text = tags.read_text(encoding="utf-8")
    tags.write_text(text + "\nquay: {vi: Ở Cảng mẫu, en: Q, ko: Q, ja: Q, zh: Q}\n")
    (one,) = findings(small)
    assert (one.path, one.found, one.column) == (Path("data/tags.yml"), "Cảng mẫu", 14)
    comment = "# brand-ok BR001: tên cũ trên bia\n"
    tags.write_text(f"{text}\n{comment}quay: {{vi: Ở Cảng mẫu, en: Q, ko: Q, ja: Q, zh: Q}}\n")
    assert findings(small) == []
    tags.write_text(f"{text}\n{comment}quay: {{vi: Ở Cảng Mẫu, en: Q, ko: Q, ja: Q, zh: Q}}\n")
    assert [one.rule for one in run(load(small), read_levels(small))] == ["EX001"]


@pytest.mark.parametrize(
    "target",
    [
        "../../en/news/pair.md",
        "/cong/en/news/pair/#a",
        "https://mau.example/cong/en/news/pair/",
    ],
)
def test_a_link_to_another_language_is_found_where_the_page_is_there_in_this_one(
    small: Path, write: Write, target: str
) -> None:
    pair(write, f"Xem [tin của cảng]({target}).", "News.")
    (one,) = findings(small, ("BR011",))
    assert (one.found, one.fix) == (target, "pair.md")
    (small / "docs/vi/news/pair.md").unlink()
    write("vi/news/other.md", META.format(t="Tin"), f"Xem [tin của cảng]({target}).")
    assert findings(small, ("BR011",)) == []


def check_script(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = str(PROJECT / "scripts" / "check.py")
    return subprocess.run(
        [sys.executable, script, "--root", str(root), "--now", "2025-12-31T12:00+00:00", *options],
        capture_output=True, text=True,
    )  # fmt: skip


def test_the_exit_code_tells_clean_from_findings_from_could_not_run(
    small: Path, write: Write
) -> None:
    assert check_script(small).returncode == 0
    write("vi/news/wrong.md", META.format(t="Tin"), "Tàu rời Cảng mẫu.")
    assert check_script(small).returncode == 1
    assert check_script(small, "--baseline", str(small / "nowhere.json")).returncode == 2
    assert check_script(small / "nowhere").returncode == 2
    assert check_script(small, "--rule", "XX999").returncode == 2


def test_faults_of_files_are_in_the_reports_for_programs_too(small: Path, write: Write) -> None:
    write("vi/news/wrong.md", META.format(t="Tin") + "\ntag: [x]", "Tàu.")
    done = check_script(small, "--format", "json")
    (fault,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert (fault["path"], fault["line"], fault["rule"]) == ("docs/vi/news/wrong.md", 7, "FAULT")


def test_the_reason_of_a_withdrawal_is_checked_and_the_old_text_is_not(
    small: Path, write: Write
) -> None:
    meta = META.format(t="Tin").replace("published", "withdrawn")
    write(
        "vi/news/gone.md", meta + "\nwithdrawn: {on: 2025-06-02, reason: Tin sai về Cảng mẫu.}",
        "Tàu rời Cảng mẫu.",
    )  # fmt: skip
    (one,) = findings(small)
    assert (one.line, one.found) == (7, "Cảng mẫu")


def test_a_mark_in_code_or_a_comment_is_no_fault(small: Path, write: Write) -> None:
    write("vi/news/todo.md", META.format(t="Tin"), "<!-- {{ figure nope }} --> `{{ figure nope }}`")
    assert findings(small) == []


@pytest.mark.parametrize("comment", ["brand-ok BR001 quoted", "brand-ok BR001, BR006: q"])
def test_an_exception_that_is_not_in_its_form_is_a_finding(
    small: Path, write: Write, comment: str
) -> None:
    write("vi/news/odd.md", META.format(t="Tin"), f"<!-- {comment} --> Tàu.")
    assert [one.rule for one in run(load(small), read_levels(small))] == ["EX001"]


def test_what_is_asked_for_and_not_there_could_not_be_checked(small: Path) -> None:
    assert check_script(small, "--lang", "xx").returncode == 2
    assert check_script(small, str(small / "docs" / "nowhere")).returncode == 2
