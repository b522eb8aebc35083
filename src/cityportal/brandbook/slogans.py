"""Slogans and key messages: their exact wording, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import RootModel

from cityportal.brandbook.names import Standing
from cityportal.validation import Forms, Labels, Record, described


class Slogan(Record):
    """One slogan or key message."""

    status: Standing = described(
        "official if a document fixes it, otherwise proposed.",
        "official nếu có văn bản quy định, nếu không thì proposed.",
        "status: proposed",
    )
    authority: Mapping[str, str] | None = described(
        "the document it rests on, in Vietnamese and English; null if there is none yet.",
        "văn bản làm căn cứ, bằng tiếng Việt và tiếng Anh; null nếu chưa có.",
        'authority: {vi: "Chiến lược đối ngoại 2025-2030", en: "Strategy 2025-2030"}',
        default=None,
    )
    text: Labels = described(
        "the exact wording in every language.",
        "nguyên văn trong từng ngôn ngữ.",
        'text: {vi: "…", en: "…", ko: "…", ja: "…", zh: "…"}',
    )
    parts: Mapping[str, Forms] = described(
        "words that give away a paraphrase: a sentence with all of them but one, and not the exact "
        "wording, is a misquotation; | separates forms of one word.",
        "những từ để nhận ra câu bị viết lại: câu có đủ các từ này, hoặc chỉ thiếu một, mà không "
        "đúng nguyên văn là trích sai; dấu | đặt giữa các dạng của một từ.",
        "parts: {en: [dynamic, liveable|livable, investable]}",
        default={},
    )
    wrong: Mapping[str, Forms] = described(
        "wrong wordings seen in print, by language.",
        "các cách viết sai đã gặp, theo ngôn ngữ.",
        "wrong: {en: [City of Red Phoenix]}",
        default={},
    )
    must: tuple[str, ...] = described(
        "pages that must quote it, each a path within the language's folder.",
        "các trang phải nêu câu này, mỗi mục là một đường dẫn trong thư mục ngôn ngữ.",
        "must: [strategy/index.md]",
        default=(),
    )
    may: tuple[str, ...] = described(
        "folders in which it may be used; empty for anywhere.",
        "các thư mục được dùng câu này; để trống là dùng ở mọi nơi.",
        "may: [strategy, press]",
        default=(),
    )


class Slogans(RootModel[dict[str, Slogan]]):
    """``brand/slogans.yml``."""
