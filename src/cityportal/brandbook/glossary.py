"""The glossary: what a word of the source language is called in the others."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import RootModel

from cityportal.validation import Bilingual, Forms, Record, described


class Entry(Record):
    """One thing: its words in the source language, and the agreed terms in the others."""

    source: Forms = described(
        "the words in the source language for the concept.",
        "những từ trong ngôn ngữ gốc chỉ khái niệm này.",
        "source: [viện trợ phi chính phủ]",
    )
    agreed: Mapping[str, Forms] = described(
        "the agreed terms by language, the preferred one first.",
        "các thuật ngữ đã thống nhất theo ngôn ngữ, dạng nên dùng đứng đầu.",
        "agreed: {en: [non-governmental aid, NGO aid]}",
    )
    avoid: Mapping[str, Forms] = described(
        "translations not to be used for it, by language.",
        "những cách dịch không được dùng, theo ngôn ngữ.",
        "avoid: {en: [charity money]}",
        default={},
    )
    reason: Bilingual | None = described(
        "why, in Vietnamese and English, if it needs saying.",
        "lý do, bằng tiếng Việt và tiếng Anh, nếu cần.",
        'reason: {vi: "…", en: "…"}',
        default=None,
    )


class Glossary(RootModel[dict[str, Entry]]):
    """``brand/glossary.yml``."""
