"""Superlatives and claims, which need a source."""

from __future__ import annotations

from collections.abc import Mapping

from cityportal.validation import Forms, Record, described


class Tone(Record):
    """``brand/tone.yml``."""

    claims: Mapping[str, Forms] = described(
        "words that claim a rank or a first, by language.",
        "những từ khẳng định thứ hạng hoặc việc “đầu tiên”, theo ngôn ngữ.",
        "claims: {en: [leading, largest]}",
        default={},
    )
    keep: Mapping[str, Forms] = described(
        "phrases that contain such a word but claim nothing, by language.",
        "những cụm từ có chứa từ ấy mà không khẳng định gì, theo ngôn ngữ.",
        "keep: {en: [leading to]}",
        default={},
    )
