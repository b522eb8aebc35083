"""BR007: the language of the text: letters of another script, unless they are marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityportal.checks.finding import Found
from cityportal.checks.prose import Block
from cityportal.checks.rule import Family, Rule, Text

_KANA = r"\u3041-\u3096\u30a1-\u30fa"
_HANGUL = r"\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_OTHER = r"\u0400-\u04ff\u0e00-\u0e7f\u0600-\u06ff"
_TRADITIONAL = (
    "國際會議們這來時對發現學開關東車長門問間灣島龍區華書語說話請讓論設計認證護識譯貿資賓質購費廣應"
    "當當點黨變愛遺產業與從為無營獎勵歷歸總約級紅紀結給經統絡線維網綠縣處號術衛複見規視親觀詢詞詳誌誠諮謝"
    "讀貨貴貫責貧買賣賞賢趙跡車軌軍輕載輛辦農連遊過達運遠適選還鄉醫銀錢鋼錄鎮鐵鑒閉陳陸陽隊階隨險難電靈靜項順須"
    "預領頭題類願顧風飛飯飲館馬駐駕驗鮮麗齊齡齒"
)
_SIMPLIFIED = (
    "们这发东车长门问间际贸资宾质购费广应达运远适选还乡银钱钢录镇铁闭陈陆阳队阶随险难电灵项顺须"
)
_FOREIGN = {
    "vi": (rf"[{_KANA}{_HANGUL}{_HAN}{_OTHER}]+", False),
    "en": (rf"[{_KANA}{_HANGUL}{_HAN}{_OTHER}]+", False),
    "ko": (rf"[{_KANA}{_OTHER}]+|(?<![(（{_HAN}])[{_HAN}]{{2,}}(?![)）{_HAN}])", False),
    "ja": (rf"[{_HANGUL}{_OTHER}]+|[{_SIMPLIFIED}]+", True),
    "zh": (rf"[{_KANA}{_HANGUL}{_OTHER}]+|[{_TRADITIONAL}]+", True),
}
_PATTERNS = {locale: (re.compile(pattern), sure) for locale, (pattern, sure) in _FOREIGN.items()}
_MARKED = re.compile(r"(\*{1,3}|_{1,3})(?!\s)(?:(?!\1).)+?\1\{[^{}\n]*\blang=[^{}\n]*\}", re.DOTALL)


def _check(text: Text) -> Iterator[Found]:
    pattern, sure = _PATTERNS[text.locale]
    for block in text.blocks:
        foreign = list(pattern.finditer(block.prose))
        marked = [found.span() for found in _MARKED.finditer(block.text)] if foreign else []
        for found in foreign:
            if not any(start <= found.start() < end for start, end in marked):
                yield _found(found, block, sure)


def _found(found: re.Match[str], block: Block, sure: bool) -> Found:
    words = found[0]
    return Found(
        "BR007", block.start + found.start(), block.start + found.end(),
        f"“{words}” không thuộc chữ viết của ngôn ngữ này; viết lại, hoặc đánh dấu ngôn ngữ.",
        f"“{words}” is not in the script of this language; rewrite it, or mark its language.",
        f"*{words}*{{lang=…}}", sure,
    )  # fmt: skip


FAMILY = Family((Rule("BR007", "language-of-text"),), _check)
