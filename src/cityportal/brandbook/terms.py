"""Terms of foreign affairs: what is not written, what instead, for whom and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cityportal.faults import Fault
from cityportal.validation import Bilingual, Forms, Record, described, nearest
from cityportal.yamlfile import YamlDocument


class Term(Record):
    """One choice of words."""

    avoid: Mapping[str, Forms] = described(
        "what not to write, by language.",
        "những từ không dùng, theo ngôn ngữ.",
        "avoid: {en: [South China Sea]}",
    )
    write: Mapping[str, str] = described(
        "what to write instead, by language.",
        "từ dùng thay, theo ngôn ngữ.",
        "write: {en: East Sea}",
    )
    keep: Mapping[str, Forms] = described(
        "phrases that contain an avoided word but are right, by language.",
        "những cụm từ có chứa từ không dùng mà vẫn đúng, theo ngôn ngữ.",
        "keep: {vi: [Hội Liên lạc Việt kiều Hải Phòng]}",
        default={},
    )
    audience: str | None = described(
        "the readers it applies to, a key under audiences; null for all.",
        "nhóm bạn đọc áp dụng, một khóa trong audiences; null là mọi bạn đọc.",
        "audience: investors",
        default=None,
    )
    reason: Bilingual = described(
        "why, in Vietnamese and English.",
        "lý do, bằng tiếng Việt và tiếng Anh.",
        'reason: {vi: "…", en: "…"}',
    )


class Terms(Record):
    """``brand/terms.yml``."""

    audiences: Mapping[str, Forms] = described(
        "the folders that each group of readers visits.",
        "các thư mục mà mỗi nhóm bạn đọc tìm đến.",
        "audiences: {investors: [investment]}",
        default={},
    )
    terms: Mapping[str, Term] = described(
        "the terms by key.", "các thuật ngữ theo khóa.", "terms: …", default={}
    )


def unfit_terms(document: YamlDocument, terms: Terms) -> Iterator[Fault]:
    """Audiences that are not there, and avoided words without what to write instead."""
    for key, term in terms.terms.items():
        if term.audience is not None and term.audience not in terms.audiences:
            near = nearest(term.audience, terms.audiences) if terms.audiences else "…"
            yield document.fault(
                ("terms", key, "audience"),
                f"Trong audiences không có “{term.audience}”. Gần nhất: “{near}”.",
                f"There is no “{term.audience}” under audiences. Nearest: “{near}”.",
                f"audience: {near}",
            )
        for locale in term.avoid:
            if locale not in term.write:
                yield document.fault(
                    ("terms", key, "avoid", locale),
                    f"Chưa nêu từ dùng thay trong ngôn ngữ “{locale}”.",
                    f"What to write instead in “{locale}” is missing.",
                    f"write: {{{locale}: …}}",
                )
