"""BR006: typography, each language by its own conventions.

One policy a language: curly quotes in Vietnamese and English, full-width marks in Japanese and
Chinese, no space between Han and Latin letters, Vietnamese tone marks on the vowel where the city's
documents set them (hòa, thúy, ủy). What can only be meant one way carries its fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.habit import Habit, Mend, habits_in
from cityportal.checks.rule import Family, Rule, Text
from cityportal.checks.script import EAST

_ALL = ("vi", "en", "ko", "ja", "zh")
_EAST = ("ja", "zh")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_WIDE_JA = {**_WIDE, ",": "、"}
_TONES = {
    **dict(zip("àáảãạ", "òóỏõọ", strict=True)), **dict(zip("èéẻẽẹ", "òóỏõọ", strict=True)),
    **dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
}  # fmt: skip
_PLAIN = {
    **dict.fromkeys("àáảãạ", "a"),
    **dict.fromkeys("èéẻẽẹ", "e"),
    **dict.fromkeys("ỳýỷỹỵ", "y"),
}


def _to(replacement: str) -> Mend:
    return lambda found, locale: replacement


def _moved_tone(found: re.Match[str], locale: str) -> str:
    """Oà becomes òa: the tone goes to the first vowel."""
    first, second = found[0][0], found[0][1]
    marked = _TONES[second.lower()]
    plain = _PLAIN[second.lower()]
    return (marked.upper() if first.isupper() else marked) + (
        plain.upper() if second.isupper() else plain
    )


def _widened(found: re.Match[str], locale: str) -> str:
    return (_WIDE_JA if locale == "ja" else _WIDE)[found[0]]


# A pattern begins with the one character that is sought and looks behind from there: a search leaps
# to it, but tries every place for a pattern that begins with a lookbehind or a repetition.
_HABITS = (
    Habit(
        re.compile(r"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"), _ALL,
        "Có ký tự không nhìn thấy; hãy xóa đi.", "There is an invisible character; remove it.",
        _to(""), raw=True,
    ),
    Habit(
        re.compile(r"[ \u00a0](?<=[^\s|].)(?<!^[-*+:].)(?<!^\d\..)[ \u00a0]+(?=[^\s|])"), _ALL,
        "Hai dấu cách liền nhau.", "Two spaces in a row.", _to(" "), raw=True,
        signs=("  ", "\u00a0"),
    ),
    Habit(
        re.compile(r"([,;:!?、。，；：！？])(?<![.…].)\1+(?!(?<=:)\w)"), _ALL,
        "Dấu câu bị lặp lại.", "A punctuation mark is repeated.", lambda found, locale: found[1],
    ),
    Habit(
        re.compile(r"\.\.\.(?<!\....)(?!\.)"), _ALL,
        "Dấu chấm lửng là một ký tự (…).", "An ellipsis is one character (…).",
        lambda found, locale: "……" if locale == "zh" else "…", signs=("...",),
    ),
    Habit(
        re.compile(r'(?<![\w\\])(\\?)"(?=[^\s"])([^"\\\n]*(?<=[^\s"\\]))\1"(?![^\W가-힣])'),
        ("vi", "en", "ko"),
        "Dùng ngoặc kép cong.", "Use curly quotation marks.",
        lambda found, locale: f"“{found[2]}”", signs=('"',),
    ),
    Habit(
        re.compile(r"((?:19|20)(?<![\d.,/-]..)\d\d)-((?:19|20)\d\d)(?![\d/-])"), ("vi", "en"),
        "Giữa hai năm dùng gạch ngang (–).", "Use an en dash (–) between two years.",
        lambda found, locale: f"{found[1]}–{found[2]}",
    ),
    Habit(
        re.compile(r"[oOuU](?i:(?<=o)[àáảãạèéẻẽẹ]|(?<=u)(?<!qu)[ỳýỷỹỵ])(?!\w)"), ("vi",),
        "Đặt dấu thanh như văn bản của thành phố (hòa, thúy, ủy).",
        "Place the tone mark as in the city's documents (hòa, thúy, ủy).", _moved_tone,
    ),
    Habit(
        re.compile(r"(?i)\b([a-z]{2,}+)\s(?!had\b|that\b)\1\b"), ("en",),
        "Từ bị lặp lại.", "A word is repeated.", lambda found, locale: found[1], sure=False,
    ),
    Habit(
        re.compile(rf"[,;:!?.](?<=[{EAST}）」』”].)(?!(?<=[:.])[0-9A-Za-z])"), _EAST,
        "Dùng dấu câu toàn độ rộng.", "Use full-width punctuation.", _widened,
    ),
    Habit(
        re.compile(r"[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ]*"), ("ko", "ja", "zh"),
        "Chữ số và chữ La-tinh viết nửa độ rộng.", "Use half-width digits and Latin letters.",
        lambda found, locale: "".join(chr(ord(char) - 0xFEE0) for char in found[0]),
    ),
    Habit(
        re.compile(rf"[ \u3000](?<=[{EAST}].)[ \u3000]*(?=[{EAST}])"), _EAST,
        "Không đặt dấu cách giữa các chữ Hán, kana.", "No space between Han or kana.",
        _to(""), raw=True,
    ),
    Habit(
        re.compile(rf" (?:(?<=[{EAST}] )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9] )(?=[{EAST}]))"), _EAST,
        "Không đặt dấu cách giữa chữ Hán và chữ La-tinh.", "No space between Han and Latin.",
        _to(""), sure=False, raw=True,
    ),
    Habit(
        re.compile(r"[、。「」]"), ("ko",),
        "Tiếng Hàn không dùng dấu câu này.", "Korean does not use this punctuation mark.",
        lambda found, locale: {"、": ",", "。": ".", "「": "‘", "」": "’"}[found[0]],
    ),
)  # fmt: skip


def _check(text: Text) -> Iterator[Found]:
    return habits_in(text.blocks, text.locale, _HABITS, "BR006")


FAMILY = Family((Rule("BR006", "typography"),), _check)
