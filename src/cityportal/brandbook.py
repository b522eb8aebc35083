"""The brand book as data: the names of the city and its neighbours, right and wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import RootModel

from cityportal.faults import Fault, FaultsError
from cityportal.validation import Labels, Record, described, validated
from cityportal.yamlfile import YamlDocument, read_yaml


class NameStatus(StrEnum):
    """Whether an act fixes a name, or the department has still to decide."""

    OFFICIAL = "official"
    PROPOSED = "proposed"


class Name(Record):
    """One thing and its name in every language."""

    kind: str = described(
        "what it is: city, body, heritage, place, person …",
        "loại: city, body, heritage, place, person …",
        "kind: city",
    )
    status: NameStatus = described(
        "official if an act fixes it, else proposed.",
        "official nếu có văn bản quy định, nếu không thì proposed.",
        "status: official",
    )
    authority: Mapping[str, str] | None = described(
        "the act it rests on, in Vietnamese and English; null while there is none.",
        "văn bản làm căn cứ, tiếng Việt và tiếng Anh; null nếu chưa có.",
        'authority: {vi: "Thông tư 03/2009/TT-BNG", en: "Circular 03/2009/TT-BNG"}',
    )
    names: Labels = described(
        "the right form in every language.",
        "dạng đúng bằng mọi ngôn ngữ.",
        "names: {vi: Hải Phòng, en: Hai Phong, ko: 하이퐁, ja: ハイフォン, zh: 海防}",
    )
    wrong: Mapping[str, tuple[str, ...]] = described(
        "wrong forms seen in print, by language.",
        "các dạng sai đã gặp, theo ngôn ngữ.",
        "wrong: {en: [Haiphong, Hai-Phong]}",
        default={},
    )
    keep: tuple[str, ...] = described(
        "registered names that hold a wrong form and are right.",
        "tên đã đăng ký có chứa dạng sai nhưng đúng.",
        "keep: [Haiphong Port Joint Stock Company]",
        default=(),
    )


class _Names(RootModel[dict[str, Name]]):
    pass


def read_names(root: Path, locales: Iterable[str]) -> Mapping[str, Name]:
    """The names in ``root/brand/names.yml``.

    Raises:
        FaultsError: the file does not fit, a language lacks its name, or a wrong form is the right
        form of something.
    """
    document = read_yaml(root / "brand" / "names.yml", root)
    names = validated(_Names, document).root
    faults = [*_missing(document, names, tuple(locales)), *_contradictions(document, names)]
    if faults:
        raise FaultsError(faults)
    return names


def _missing(
    document: YamlDocument, names: Mapping[str, Name], locales: tuple[str, ...]
) -> Iterable[Fault]:
    for key, name in names.items():
        for locale in locales:
            if not name.names.get(locale):
                yield document.fault(
                    (key, "names"),
                    f"Thiếu tên bằng ngôn ngữ “{locale}”.",
                    f"The name in the language “{locale}” is missing.",
                    "names: {vi: Hải Phòng, en: Hai Phong, ko: 하이퐁, ja: ハイフォン, zh: 海防}",
                )


def _contradictions(document: YamlDocument, names: Mapping[str, Name]) -> Iterable[Fault]:
    right = {(locale, form) for name in names.values() for locale, form in name.names.items()}
    for key, name in names.items():
        for locale, forms in name.wrong.items():
            for index, form in enumerate(forms):
                if (locale, form) in right:
                    yield document.fault(
                        (key, "wrong", locale, index),
                        f"“{form}” vừa là dạng sai vừa là tên đúng của một mục.",
                        f"“{form}” is given as wrong and is the right name of an entry.",
                    )
