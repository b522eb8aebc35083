"""The names of the city and its neighbours in every language, right and wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pydantic import RootModel

from cityportal.faults import Fault
from cityportal.validation import Forms, Labels, Record, described
from cityportal.yamlfile import YamlDocument


class Standing(StrEnum):
    """Whether an act fixes a wording, or the department has still to decide."""

    OFFICIAL = "official"
    PROPOSED = "proposed"


class Name(Record):
    """One thing and its name in every language."""

    kind: str = described(
        "what it is: city, body, heritage, place, person …",
        "loại: city, body, heritage, place, person …",
        "kind: city",
    )
    status: Standing = described(
        "official if a document fixes it, otherwise proposed.",
        "official nếu có văn bản quy định, nếu không thì proposed.",
        "status: official",
    )
    authority: Mapping[str, str] | None = described(
        "the document it rests on, in Vietnamese and English; null if there is none yet.",
        "văn bản làm căn cứ, bằng tiếng Việt và tiếng Anh; null nếu chưa có.",
        'authority: {vi: "Thông tư 03/2009/TT-BNG", en: "Circular 03/2009/TT-BNG"}',
    )
    names: Labels = described(
        "the correct name in every language.",
        "tên đúng trong từng ngôn ngữ.",
        "names: {vi: Hải Phòng, en: Hai Phong, ko: 하이퐁, ja: ハイフォン, zh: 海防}",
    )
    wrong: Mapping[str, Forms] = described(
        "wrong forms seen in print, by language.",
        "các dạng sai đã gặp, theo ngôn ngữ.",
        "wrong: {en: [Haiphong, Hai-Phong]}",
        default={},
    )
    keep: Forms = described(
        "registered names that contain a wrong form but are right.",
        "tên đã đăng ký, có chứa dạng sai mà vẫn đúng.",
        "keep: [Haiphong Port Joint Stock Company]",
        default=(),
    )


class Names(RootModel[dict[str, Name]]):
    """``brand/names.yml``."""


def contradictions(document: YamlDocument, names: Names) -> Iterator[Fault]:
    """Wrong forms that are the right form of something."""
    right = {(locale, form) for name in names.root.values() for locale, form in name.names.items()}
    for key, name in names.root.items():
        for locale, forms in name.wrong.items():
            for index, form in enumerate(forms):
                if (locale, form) in right:
                    yield document.fault(
                        (key, "wrong", locale, index),
                        f"“{form}” ghi ở đây là dạng sai nhưng lại là tên đúng của một mục.",
                        f"“{form}” is listed as wrong here but is the correct name of an entry.",
                    )
