"""Reading YAML safely: no tags, bounded aliases and depth, and the place of every value kept.

Only true/false, whole and decimal numbers and null are given a type; everything else stays text,
so a date reads as it was typed, ``09:30`` is not 570 and the country ``no`` is not false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cityportal.faults import Fault, FaultsError
from cityportal.textfile import read_text

MAX_DEPTH = 12
MAX_ALIASES = 50
MAX_VALUES = 100_000

KeyPath = tuple[str | int, ...]


class Position(NamedTuple):
    """Where a value stands; line and column count from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """Where the letters of a text stand in its file, without its quotation marks."""

    start: int
    end: int


@dataclass(frozen=True)
class YamlDocument:
    """One document: its plain value and where each key and each text stands.

    ``path`` is relative to the portal's root.
    """

    path: Path
    value: Any
    positions: Mapping[KeyPath, Position]
    spans: Mapping[KeyPath, Span] = field(default_factory=dict)

    def position(self, key: KeyPath) -> Position:
        """The place of ``key`` or, where it is absent, of its nearest parent that is there."""
        while key and key not in self.positions:
            key = key[:-1]
        return self.positions.get(key, Position(1, 1))

    def fault(self, key: KeyPath, vi: str, en: str, example: str = "") -> Fault:
        """A fault at the place of ``key``."""
        line, column = self.position(key)
        return Fault(self.path, line, column, ".".join(map(str, key)), vi, en, example)


def read_yaml(path: Path, root: Path) -> YamlDocument:
    """The document in ``path``.

    Raises:
        FaultsError: as ``read_text`` and ``parse_yaml`` do.
    """
    return parse_yaml(read_text(path, root), path.relative_to(root))


def parse_yaml(text: str, path: Path, before: str = "") -> YamlDocument:
    """The document in ``text``, which stands after ``before`` in the file ``path``.

    Raises:
        FaultsError: the text is not YAML, repeats a key, carries a tag, or goes past the bounds.
    """
    first_line = before.count("\n") + 1
    try:
        reader = _Reader(text, first_line, len(before))
        value = reader.read()
    except _RefusedError as error:
        line, column = error.mark.line + first_line, error.mark.column + 1
        raise FaultsError([Fault(path, line, column, "", error.vi, error.en)]) from error
    except yaml.reader.ReaderError as error:
        raise FaultsError([_unprintable(path, text, error, first_line)]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        raise FaultsError([_malformed(path, line, column, str(error.problem))]) from error
    return YamlDocument(path, value, reader.positions, reader.spans)


def _unprintable(path: Path, text: str, error: yaml.reader.ReaderError, first_line: int) -> Fault:
    before = text[: error.position]
    line, column = before.count("\n") + first_line, len(before) - before.rfind("\n")
    code = f"U+{error.character:04X}"
    return Fault(
        path, line, column, "",
        f"Có ký tự không nhìn thấy ({code}); hãy xóa đi.",
        f"There is an invisible character ({code}); remove it.",
    )  # fmt: skip


def _malformed(path: Path, line: int, column: int, problem: str) -> Fault:
    return Fault(
        path, line, column, "",
        "YAML không đọc được ở đây; chữ có dấu “:”, “#” hoặc ngoặc phải đặt trong ngoặc kép.",
        f"The YAML cannot be read here ({problem}); put text with “:”, “#” or brackets in quotes.",
        'title: "Cảng Hải Phòng: cửa ngõ ra biển"',
    )  # fmt: skip


class _RefusedError(Exception):
    """YAML that is well formed but not accepted here."""

    def __init__(self, mark: yaml.Mark, vi: str, en: str) -> None:
        super().__init__(en)
        self.mark, self.vi, self.en = mark, vi, en


class _BoundedLoader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - typed so by PyYAML

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._aliases = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        self._depth += 1
        if self.check_event(yaml.AliasEvent):
            self._aliases += 1
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self._depth > MAX_DEPTH:
            raise _RefusedError(
                mark,
                f"Lồng nhau sâu quá {MAX_DEPTH} tầng.",
                f"Values are nested deeper than {MAX_DEPTH} levels.",
            )
        if self._aliases > MAX_ALIASES:
            raise _RefusedError(
                mark,
                f"Có hơn {MAX_ALIASES} tham chiếu (*).",
                f"There are more than {MAX_ALIASES} aliases (*).",
            )
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _BoundedLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


_KNOWN_TAGS = {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "int", "float", "null", "seq", "map")
}


class _Reader:
    """Reads one document; notes where its keys and its texts stand in the file."""

    def __init__(self, text: str, first_line: int, first_offset: int) -> None:
        self._text = text
        self._loader = _BoundedLoader(text)
        self._first_line = first_line
        self._first_offset = first_offset
        self.positions: dict[KeyPath, Position] = {}
        self.spans: dict[KeyPath, Span] = {}

    def read(self) -> Any:
        """The plain value of the document."""
        try:
            node = self._loader.get_single_node()
            return self._plain(node, ()) if node else None
        finally:
            self._loader.dispose()

    def _position(self, mark: yaml.Mark) -> Position:
        return Position(mark.line + self._first_line, mark.column + 1)

    def _plain(self, node: Node, key: KeyPath) -> Any:
        """The plain value of ``node``.

        Aliases are expanded, so a bound on the number of values keeps a small file small.
        """
        if len(self.positions) > MAX_VALUES:
            raise _RefusedError(
                node.start_mark,
                f"Có hơn {MAX_VALUES} giá trị.",
                f"There are more than {MAX_VALUES} values.",
            )
        self.positions.setdefault(key, self._position(node.start_mark))
        if node.tag not in _KNOWN_TAGS:
            raise _RefusedError(
                node.start_mark,
                f"Không dùng nhãn kiểu “{node.tag}”.",
                f"The tag “{node.tag}” is not accepted.",
            )
        if isinstance(node, SequenceNode):
            return [self._plain(child, (*key, index)) for index, child in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._mapping(node, key)
        assert isinstance(node, ScalarNode)
        self.spans[key] = self._span(node)
        return self._loader.construct_object(node)

    def _span(self, node: ScalarNode) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("'", '"'):
            start, end = start + 1, end - 1
        elif node.style in ("|", ">"):
            start = self._text.find("\n", start) + 1 or end
        return Span(start + self._first_offset, end + self._first_offset)

    def _mapping(self, node: MappingNode, key: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, ScalarNode):
                raise _RefusedError(mark, "Khóa phải là một từ.", "A key must be a word.")
            name = str(key_node.value)
            if name in result:
                raise _RefusedError(
                    mark, f"Khóa “{name}” có hai lần.", f"The key “{name}” stands twice."
                )
            self.positions[(*key, name)] = self._position(mark)
            result[name] = self._plain(value_node, (*key, name))
        return result
