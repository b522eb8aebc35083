"""How grave each rule is, and where figures must be marks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cityportal.validation import Record, described, validated
from cityportal.yamlfile import read_yaml


class Level(StrEnum):
    """How grave a finding is; an error stops publication."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class Levels(Record):
    """``brand/levels.yml``."""

    rules: Mapping[str, Level] = described(
        "level of each rule: error, warning or off.",
        "mức của từng quy tắc: error, warning, off.",
        "FG001: error",
    )
    source: str = described(
        "the language of the source texts.", "ngôn ngữ gốc để đối chiếu.", "source: vi"
    )
    governed: tuple[str, ...] = described(
        "folders in which registered figures must be written as figure marks.",
        "các thư mục phải viết số liệu bằng dấu số liệu.",
        "governed: [investment, partners]",
        default=(),
    )


def read_levels(root: Path) -> Levels:
    """The levels of a city.

    Raises:
        FaultsError: the file cannot be read or does not fit.
    """
    return validated(Levels, read_yaml(root / "brand" / "levels.yml", root))
