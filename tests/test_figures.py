"""Figures: what is written in a language is read back in it; what is no quantity is passed over."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import corpus_score
import pytest
from cities import PROJECT, built, copy_city
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_html import documents

from cityportal.export import Export
from cityportal.figures.marks import replace_marks, with_notes
from cityportal.figures.reading import quantities
from cityportal.figures.writing import write, write_number
from cityportal.locales import PartialDate
from cityportal.site import Site

LOCALES = ("vi", "en", "ko", "ja", "zh")
AMOUNTS = st.one_of(
    st.integers(1, 10**15).map(Decimal),
    st.builds(
        lambda digits, power: Decimal(digits).scaleb(power),
        st.integers(1, 9999),
        st.integers(-2, 11),
    ),
).filter(lambda amount: Decimal("0.01") <= amount <= 10**15)
FRAMES = {
    "vi": "Tổng vốn là {n} USD trong kỳ.",
    "en": "The total is US${n} so far.",
    "ko": "총액은 {n} 달러입니다.",
    "ja": "総額は{n}米ドルです。",
    "zh": "总额为{n}美元。",
}


@pytest.mark.parametrize("locale", LOCALES)
@given(amount=AMOUNTS, full=st.booleans())
@settings(max_examples=400)
def test_what_is_written_is_read_back(locale: str, amount: Decimal, full: bool) -> None:
    text = FRAMES[locale].format(n=write_number(amount, locale, full))
    found = quantities(text, locale)
    assert len(found) == 1, (text, found)
    assert amount in found[0].amounts, (text, found)
    assert found[0].unit == "USD"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi", "Ngày 25/3/2025, Nghị quyết số 57-NQ/TW, Kế hoạch 111/KH-UBND, quý 4, lần thứ 16."),
        ("vi", "Giai đoạn 2025-2030; điện thoại 0225 3842 107; lúc 09:00; công nghiệp 4.0; G20."),
        ("vi", "Từ ngày 31 tháng 3 đến ngày 4 tháng 4 năm 2025, tháng 12/2025, năm 2026."),
        ("en", "On 25 March 2025 the 16th session met under Decree 42/2022; see Q4 2025 and G20."),
        ("en", "Call +84 225 3842 107 at 09:00, version 2.1.3, `code 41`, https://a.example/41/."),
        ("ko", "2025년 3월 25일 제16차 회의, 4분기, 2021~2024년, 14세기, 오전 9시 30분."),
        ("ja", "2025年3月25日の第16回会議、第4四半期、2021~2024年、14世紀、午前9時30分。"),
        ("zh", "2025年3月25日第16届会议，第四季度，2021—2024年，14世纪，上午9时30分，18号。"),
    ],
)
def test_what_is_no_quantity_is_passed_over(locale: str, text: str) -> None:
    assert [one for one in quantities(text, locale) if not one.worded] == []


@given(st.text(max_size=120), st.sampled_from(LOCALES))
def test_a_place_found_is_a_place_in_the_text(text: str, locale: str) -> None:
    for one in quantities(text, locale):
        assert text[one.start : one.end] == one.text
        assert one.text


def test_agreement_on_the_labelled_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = corpus_score.score()
    with capsys.disabled():
        print("\n" + outcome.report("agreement of figures"))
    assert outcome.texts >= 300
    assert outcome.precision >= 0.99, outcome.wrong
    assert outcome.recall >= 0.95, outcome.missed


GOLDEN = PROJECT / "tests" / "golden" / "figures.txt"


def test_every_figure_is_written_as_read_by_eye_in_five_languages(portal: Site) -> None:
    figures = portal.registries.figures
    lines = []
    for identifier in figures:
        lines.append(identifier)
        for statement in figures[identifier].values:
            unit = figures.unit(identifier)
            written = (write(statement, unit, locale) for locale in LOCALES)
            lines.append(f"  {statement.as_of}: {' | '.join(written)}")
    text = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_EXPECTED"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_every_figure_written_is_read_back(portal: Site) -> None:
    figures = portal.registries.figures
    for identifier in figures:
        for statement in figures[identifier].values:
            for locale in LOCALES:
                text = write(statement, figures.unit(identifier), locale)
                amounts = {a for one in quantities(text, locale) for a in one.amounts}
                assert statement.amount in amounts, (identifier, locale, text)
                if statement.upper is not None:
                    assert statement.upper in amounts, (identifier, locale, text)


def test_the_newest_then_the_more_official_statement_holds(portal: Site) -> None:
    figures = portal.registries.figures
    now, march = figures.current("localities.partners"), PartialDate(2025, 3)
    then = figures.current("localities.partners", march)
    assert now is not None and now.amount == 31
    assert then is not None and then.amount == 26
    assert figures.current("localities.partners", PartialDate(2020, 1)) is None
    guests = figures.current("spring-meeting.guests")
    assert guests is not None and guests.amount == 400 and guests.source == "report-2025"


def test_the_disagreements_of_the_sources_are_kept(portal: Site) -> None:
    conflicts = {identifier for identifier, _, _ in portal.registries.figures.conflicts()}
    assert {
        "agreements.new.2025", "fdi.investor-countries", "spring-meeting.guests",
        "delegations.in.leaders", "delegations.in.ambassadors",
    } <= conflicts  # fmt: skip
    for identifier in ("localities.partners", "organisations.partners", "agreements.in-force"):
        values = {one.amount for one in portal.registries.figures[identifier].values}
        assert len(values) > 1, identifier


@pytest.mark.parametrize(
    ("text", "vi", "en", "ko", "ja", "zh"),
    [
        ("fdi.amount", "gần 50 tỷ USD", "nearly US$50 billion", "500억 달러 가까이",
         "500億米ドル近く", "近500亿美元"),
        ("community.people", "gần 135.000 người", "nearly 135,000 people",
         "13만 5,000명 가까이", "13万5,000人近く", "近13.5万人"),
        ("trade.partners", "hơn 130 quốc gia và vùng lãnh thổ",
         "more than 130 countries and territories", "130여 개 국가·지역",
         "130を超える国・地域", "超过130个国家和地区"),
        ("aid.goal.2025-2030", "4–5 triệu USD", "US$4–5 million", "400만~500만 달러",
         "400万～500万米ドル", "400万至500万美元"),
        ("fdi.amount form=number", "50 tỷ", "50 billion", "500억", "500億", "500亿"),
        ("fdi.amount form=full", "50.000.000.000 USD", "US$50,000,000,000", "50,000,000,000 달러",
         "50,000,000,000米ドル", "50000000000美元"),
        ("fdi.amount form=short as_of=2025-03-25", "41 tỷ USD", "US$41 billion", "410억 달러",
         "410億米ドル", "410亿美元"),
    ],
)  # fmt: skip
def test_a_mark_becomes_the_figure_of_the_language(
    portal: Site, text: str, vi: str, en: str, ko: str, ja: str, zh: str
) -> None:
    figures = portal.registries.figures
    for locale, expected in zip(LOCALES, (vi, en, ko, ja, zh), strict=True):
        assert replace_marks(f"→ {{{{ figure {text} }}}}", figures, locale) == f"→ {expected}"


def test_a_mark_in_a_page_is_data_with_a_note(tmp_path: Path) -> None:
    city = copy_city(tmp_path / "city")
    file = city / "docs/vi/news/fair.md"
    text = file.read_text(encoding="utf-8").replace("Hội chợ của cảng.", "Có {{ figure ships }}.")
    file.write_text(
        text + "\n## Có {{ figure ships }}\n\n[{{ figure ships form=short }}](lighthouse.md) và "
        "{{ figure ships as_of=2023-12 }}, `{{ figure ships }}`.\n",
        encoding="utf-8",
    )
    page = documents(built(city, tmp_path / "site"))["news/fair/"]
    assert page.values("//data/@value") == ["1500", "1500", "120"]
    assert page.values("//h2/data/text()")[0] == "hơn 1.500\N{NO-BREAK SPACE}tàu"
    assert page.values("//main//code/text()") == ["{{ figure ships }}"]
    assert page.values("//a/data//a") == []
    assert page.values("//data/sup/a/@href") == ["#figure-1", "#figure-2"]
    notes = [" ".join(note.text_content().split()) for note in page.tree.xpath("//li[@id]")]
    assert notes == [
        "Tàu vào cảng: hơn 1.500 tàu, tháng 12/2024, Biên bản cảng",
        "Tàu vào cảng: 120 tàu, tháng 12/2023, Biên bản cảng",
    ]
    assert page.values("//meta[@name='description']/@content") == ["Có hơn 1.500 tàu."]


def test_plain_text_carries_its_notes(portal: Site) -> None:
    text = with_notes(
        "Vốn {{ figure fdi.amount }}, tức {{ figure fdi.amount form=full }}.",
        portal.registries.figures, "vi", lambda key: key,
    )  # fmt: skip
    assert text == (
        "Vốn gần 50 tỷ USD [1], tức 50.000.000.000 USD [1].\n\n"
        "[1] Vốn đầu tư trực tiếp nước ngoài đã thu hút: gần 50 tỷ USD, 6/1/2026, review-2026"
    )


def test_the_registry_for_machines_is_whole_and_fits_its_schema(
    portal: Site, portal_site: Path
) -> None:
    for locale in LOCALES:
        root = portal_site / ("" if locale == "vi" else locale) / "figures"
        export = Export.model_validate_json((root / "figures.json").read_bytes())
        assert {figure.id for figure in export.figures} == set(portal.registries.figures)
        schema = json.loads((root / "figures.schema.json").read_bytes())
        described = schema["$defs"]["ExportedStatement"]["properties"].values()
        assert all(field["description"] for field in described)
        text = (root / "figures.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert sum(row["holds"] == "yes" for row in rows) == len(export.figures)
        fdi = next(row for row in rows if row["id"] == "fdi.amount" and row["holds"] == "yes")
        assert (fdi["value"], fdi["unit"], fdi["as_of"]) == ("50000000000", "USD", "2026-01-06")


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    city = copy_city(tmp_path / "city")
    file = city / "data" / "figures.yml"
    file.write_text(file.read_text().replace("vi: Tàu vào cảng", "vi: '=HYPERLINK(1)'"))
    text = (built(city, tmp_path / "site") / "figures" / "figures.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text


def test_what_is_past_review_is_said(portal: Site) -> None:
    figures = portal.registries.figures
    assert "fdi.projects" in figures.due(date(2026, 11, 21))
    assert "fdi.amount" not in figures.due(date(2026, 11, 21))
