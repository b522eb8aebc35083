"""Figures: what is written in a language is read back in it; what is no quantity is passed over."""

from __future__ import annotations

from decimal import Decimal

import corpus_score
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityportal.figures.reading import quantities
from cityportal.figures.writing import write_number

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
        print(f"\n{outcome.summary()}")
    assert outcome.pairs >= 300
    assert outcome.precision >= 0.99, outcome.wrong
    assert outcome.recall >= 0.95, outcome.missed
