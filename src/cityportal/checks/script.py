"""The letters of the scripts, as ranges for a character class of a pattern."""

KANA = r"\u3041-\u3096\u30a1-\u30fa"
HANGUL = r"\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
EAST = rf"\u3040-\u30ff{HAN}々〆"
"""What Japanese and Chinese write without spaces: Han and kana with their marks."""
