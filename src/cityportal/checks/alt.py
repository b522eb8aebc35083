"""What an alt text may not be: nothing, a file name, a word for “picture”, a copy, foreign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cityportal.checks.flat import bare
from cityportal.checks.script import HAN, HANGUL, KANA

_FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|webp|gif|tiff?|heic|svg|bmp)"
    r"|(?:img|dsc[nf]?|_mg|pxl|mvimg|gopr|dji|scan|screenshot|image|photo|picture|anh|hinh)"
    r"[\W_]*\d[\W\d_]*(?:at|wa)?[\W\d_]*"
    r"|[pz]\d{6,}\w*",
    re.IGNORECASE,
)
"""A name with its ending, or as cameras, telephones and message services give them."""
_EMPTY = {
    "vi": r"(?:bức )?(?:hình )?ảnh(?: minh họa| chụp| đại diện)?|hình(?: minh họa)?|minh họa",
    "en": r"(?:an? |the )?(?:image|photo(?:graph)?|picture|illustration|graphic)",
    "ko": r"사진|이미지|그림|(?:참고|자료) ?(?:사진|이미지)",
    "ja": r"写真|画像|イメージ(?:写真|画像)?|図",
    "zh": r"图片?|照片|图像|(?:示意|插)图|配图",
}
_EMPTY_TEXT = {
    locale: re.compile(rf"\s*(?:{words})\s*[.。]?\s*", re.IGNORECASE)
    for locale, words in _EMPTY.items()
}
_VIETNAMESE = r"đĐăĂơƠưƯ\u1ea0-\u1ef9"
"""Letters that Vietnamese alone has; French and Portuguese share the rest."""
_OWN = {
    "ko": re.compile(rf"[{HANGUL}]"),
    "ja": re.compile(rf"[{KANA}]|^(?!.*[的们这]).*[{HAN}]", re.DOTALL),
    "zh": re.compile(rf"[{HAN}]"),
}
_NO_NAME = re.compile(rf"[{KANA}{HANGUL}{HAN}{_VIETNAMESE}]|(?:[^\W\d_]+\W+){{2,}}[^\W\d_]+")
"""Another script, or three words of Latin letters: fewer may be a name or a logo."""
_MARKED = re.compile(r"[À-ÿ]|[đăơư\u1ea0-\u1ef9]", re.IGNORECASE)
_VIETNAMESE_WORD = re.compile(rf"\b(?=\w*[{_VIETNAMESE}])\w+")
_ENGLISH = re.compile(r"\b(?:an?|the|of|at|with|and|from|for|in|on)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Objection:
    """What is wrong with an alt text; ``sure`` as in a finding."""

    vi: str
    en: str
    sure: bool = True


def objection(alt: str, beside: Iterable[str], stem: str, locale: str) -> Objection | None:
    """The first thing wrong with ``alt`` in ``locale``, or None.

    ``beside`` are the words shown with the picture, its caption and title, which are not to be read
    out twice; ``stem`` is the name of its file without the ending.
    """
    alt = alt.strip()
    said = bare(alt)
    if not said:
        return Objection(
            "Thiếu mô tả ảnh; hãy viết ảnh có gì, cho người không nhìn thấy ảnh.",
            "The alt text is missing; say what the picture shows, for those who cannot see it.",
        )
    if _FILE_NAME.fullmatch(alt) or not re.search(r"[^\W\d_]", alt) or alt == stem:
        return Objection(
            f"“{alt}” là tên tệp, không phải mô tả; hãy viết ảnh có gì.",
            f"“{alt}” is a file name, not a description; say what the picture shows.",
        )
    if locale in _EMPTY_TEXT and _EMPTY_TEXT[locale].fullmatch(alt):
        return Objection(
            f"“{alt}” chưa cho biết ảnh có gì; hãy tả điều nhìn thấy.",
            f"“{alt}” does not say what the picture shows; describe it.",
        )
    if any(said == bare(words) for words in beside):
        return Objection(
            "Mô tả ảnh chép lại chú thích nên bị đọc hai lần; mô tả nói ảnh có gì, chú thích nói "
            "việc gì, ở đâu, khi nào.",
            "The alt text repeats the caption, so it is read out twice; alt says what the picture "
            "shows, the caption what happened, where and when.",
        )
    if _foreign(alt, locale):
        return Objection(
            f"Mô tả ảnh không viết bằng ngôn ngữ “{locale}”; hãy viết lại bằng ngôn ngữ này.",
            f"The alt text is not in the language “{locale}”; write it in that language.",
            sure=locale in _OWN,
        )
    return None


def _foreign(alt: str, locale: str) -> bool:
    """Whether ``alt`` is in another language; where words tell and not the script, a doubt."""
    if locale == "vi":
        return bool(_ENGLISH.search(alt)) and not _MARKED.search(alt)
    if locale == "en":
        words = [word for word in _VIETNAMESE_WORD.findall(alt) if word[0].islower()]
        return len(words) > 1 and not _ENGLISH.search(alt)
    own = _OWN.get(locale)
    return own is not None and not own.search(alt) and bool(_NO_NAME.search(alt))
