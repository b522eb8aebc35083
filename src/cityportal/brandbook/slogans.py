"""Slogans and key messages: their exact wording, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import RootModel

from cityportal.brandbook.names import Standing
from cityportal.validation import Labels, Record, described


class Slogan(Record):
    """One slogan or key message."""

    status: Standing = described(
        "official if an act fixes it, else proposed.",
        "official nếu có văn bản quy định, nếu không thì proposed.",
        "status: proposed",
    )
    authority: Mapping[str, str] | None = described(
        "the act it rests on, in Vietnamese and English; null while there is none.",
        "văn bản làm căn cứ, tiếng Việt và tiếng Anh; null nếu chưa có.",
        'authority: {vi: "Chiến lược đối ngoại 2025-2030", en: "Strategy 2025-2030"}',
        default=None,
    )
    text: Labels = described(
        "the exact wording in every language.",
        "nguyên văn bằng mọi ngôn ngữ.",
        'text: {vi: "…", en: "…", ko: "…", ja: "…", zh: "…"}',
    )
    parts: Mapping[str, tuple[str, ...]] = described(
        "the words by which a retelling is known: all but one of them in one sentence, without "
        "the exact wording, is a misquotation; | stands between forms of one word.",
        "những từ để nhận ra câu bị viết lại: một câu có gần đủ các từ này mà không đúng nguyên "
        "văn là trích sai; dấu | đặt giữa các dạng của một từ.",
        "parts: {en: [dynamic, liveable|livable, investable]}",
        default={},
    )
    wrong: Mapping[str, tuple[str, ...]] = described(
        "wrong wordings seen in print, by language.",
        "các cách viết sai đã gặp, theo ngôn ngữ.",
        "wrong: {en: [City of Red Phoenix]}",
        default={},
    )
    must: tuple[str, ...] = described(
        "pages on which it must stand, each a path under the language's folder.",
        "các trang phải có câu này, mỗi mục là đường dẫn trong thư mục ngôn ngữ.",
        "must: [strategy/index.md]",
        default=(),
    )
    may: tuple[str, ...] = described(
        "folders in which it may stand; empty for anywhere.",
        "các thư mục được dùng câu này; để trống là mọi nơi.",
        "may: [strategy, press]",
        default=(),
    )


class Slogans(RootModel[dict[str, Slogan]]):
    """``brand/slogans.yml``."""
