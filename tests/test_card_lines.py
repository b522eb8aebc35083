"""Where the lines of a card end, language by language."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cityportal.cards.lines import ELLIPSIS, broken, shortened
from cityportal.linebreaks import NOT_FIRST, NOT_LAST, pieces

EASTERN = st.text(
    "海防城市对外工作港口ハイフォンのひらがなー、。「」（）：·2025年A—", min_size=1, max_size=40
)
SPACED = st.lists(st.text("aưởpH–2,.", min_size=1, max_size=9), min_size=1, max_size=12)


def width(text: str) -> float:
    """As if every letter were one pixel wide, but full-width ones two."""
    return sum(2 if ord(letter) > 0x2E00 else 1 for letter in text)


def lines(text: str, locale: str, room: float, most: int = 4, *names: str) -> tuple[str, ...]:
    found = broken(pieces(text, locale, names), room, most, width)
    assert found is not None
    return found.lines


@given(EASTERN, st.sampled_from(["ja", "zh"]), st.integers(12, 40))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_sign(
    text: str, locale: str, room: int
) -> None:
    found = broken(pieces(text, locale), room, 9, width)
    assume(found is not None)
    assert found is not None
    assert "".join(found.lines) == text
    assert not any(line[0] in NOT_FIRST for line in found.lines[1:])
    assert not any(line[-1] in NOT_LAST for line in found.lines[:-1])
    assert all(width(line) <= room for line in found.lines)


@given(SPACED, st.sampled_from(["vi", "en", "ko"]), st.integers(9, 30))
def test_spaced_languages_break_at_spaces_only(words: list[str], locale: str, room: int) -> None:
    text = " ".join(words)
    found = broken(pieces(text, locale), room, 12, width)
    assert found is not None, "no word is wider than a line"
    assert " ".join(found.lines) == text
    assert all(width(line) <= room for line in found.lines)


@given(SPACED, st.sampled_from(["vi", "ja"]), st.integers(3, 20), st.integers(1, 3))
def test_what_is_cut_short_fits_and_says_so(
    words: list[str], locale: str, room: int, most: int
) -> None:
    found = shortened(pieces(" ".join(words), locale), room, most, width).lines
    assert 1 <= len(found) <= most
    assert found[-1].endswith(ELLIPSIS)
    assert all(width(line) <= room for line in found)


@pytest.mark.parametrize(
    ("text", "locale", "room", "expected"),
    [
        # Even lines, not a full one and a rest.
        ("Hai Phong opens the harbour", "en", 22, ("Hai Phong opens", "the harbour")),
        ("một hai ba bốn năm", "vi", 17, ("một hai", "ba bốn năm")),
        # Where a clause ends; a number stays with what it counts, a year with what it dates.
        ("Invest: what to weigh", "en", 18, ("Invest:", "what to weigh")),
        ("Seminar marks 70 years", "en", 16, ("Seminar marks", "70 years")),
        ("Homeland in spring 2025", "en", 16, ("Homeland", "in spring 2025")),
        ("Hải Phòng đón 365 đoàn", "vi", 17, ("Hải Phòng", "đón 365 đoàn")),
        # A word that leads on goes with what it leads to; no line begins with a dash.
        ("Structure of the Department", "en", 20, ("Structure", "of the Department")),
        ("Hạ Long – Cát Bà", "vi", 10, ("Hạ Long –", "Cát Bà")),
        # Korean words stay whole.
        ("하이퐁의 유산과 문화", "ko", 14, ("하이퐁의", "유산과 문화")),
        # Japanese and Chinese break where a phrase ends; katakana, numbers and Latin stay whole.
        ("ハイフォンの港湾と交通網", "ja", 16, ("ハイフォンの", "港湾と交通網")),
        ("2025年の対外活動", "ja", 14, ("2025年の", "対外活動")),
        ("海防举办座谈会", "zh", 10, ("海防举办", "座谈会")),
        ("阮秉谦：16世纪的状元", "zh", 16, ("阮秉谦：", "16世纪的状元")),
        # A short quotation stays whole.
        ("「南の薬」の医師", "ja", 10, ("「南の薬」", "の医師")),
    ],
)
def test_lines_end_where_an_editor_would_end_them(
    text: str, locale: str, room: int, expected: tuple[str, ...]
) -> None:
    assert lines(text, locale, room) == expected


def test_names_of_the_brand_book_stay_whole() -> None:
    title = "Cảng Hải Phòng mở cửa"
    assert lines(title, "vi", 10) == ("Cảng Hải", "Phòng", "mở cửa")
    assert lines(title, "vi", 10, 4, "hải phòng") == ("Cảng", "Hải Phòng", "mở cửa")
    assert lines("海防解放七十年", "zh", 10, 4, "解放") == ("海防", "解放七十年")


def test_no_letter_is_left_alone() -> None:
    assert all(len(line) > 1 for line in lines("海防对外工作数据报告书", "zh", 20))
    assert lines("an external portal a", "en", 18)[-1] != "a"


def test_what_needs_too_many_lines_is_not_set() -> None:
    assert broken(pieces("một hai ba bốn", "vi"), 4, 3, width) is None
    assert broken(pieces("dài-quá-một-dòng", "vi"), 8, 3, width) is None


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Hải Phòng, thành phố cảng", "vi", ("Hải Phòng…",)),
        ("海防：港口、城市与人民的故事", "zh", ("海防：港口…",)),
        ("Hảiphònghảiphònghảiphòng", "vi", ("Hảiphònghải…",)),
    ],
)
def test_no_sign_stands_before_the_ellipsis(
    text: str, locale: str, expected: tuple[str, ...]
) -> None:
    assert shortened(pieces(text, locale), 12, 1, width).lines == expected
