"""Findings as people read them, and as programs do.

Text shows the place; JSON has everything; GitHub, SARIF 2.1.0 (code scanners) and JUnit (build
servers) have forms of their own.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from cityportal.brandbook.levels import Level
from cityportal.checks.finding import Finding
from cityportal.textfile import read_text
from cityportal.xmltext import XML_FORBIDDEN

_NAMES = {Level.ERROR: "Lỗi · Error", Level.WARNING: "Cảnh báo · Warning"}


def text(findings: Iterable[Finding], root: Path) -> str:
    """Each finding with its line and a caret under what was found, then a count."""
    many = list(findings)
    lines: dict[Path, list[str]] = {}
    parts = []
    for one in many:
        if one.path not in lines:
            lines[one.path] = read_text(root / one.path, root).split("\n")
        parts.append(_shown(one, lines[one.path][one.line - 1]))
    errors = sum(one.level is Level.ERROR for one in many)
    warnings = len(many) - errors
    parts.append(f"{errors} lỗi, {warnings} cảnh báo · {errors} errors, {warnings} warnings")
    return "\n\n".join(parts)


def _shown(one: Finding, line: str) -> str:
    number = str(one.line)
    before, found = line[: one.column - 1], one.found.split("\n")[0]
    caret = " " * _width(before) + "^" * max(1, _width(found))
    return "\n".join(
        [
            f"{one.path.as_posix()}:{one.line}:{one.column}: {one.rule} {_NAMES[one.level]}",
            f"  {one.vi}",
            f"  {one.en}",
            f"  {number} | {line}",
            f"  {' ' * len(number)} | {caret} → {one.suggestion}",
            f"  Quy tắc · Rule: {one.rule_page}",
        ]
    )


def _width(value: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in value
    )


def as_json(findings: Iterable[Finding], root: Path) -> str:
    """A list of objects; paths relative to the root."""
    rows = [{**asdict(one), "path": one.path.as_posix()} for one in findings]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def github(findings: Iterable[Finding], root: Path) -> str:
    """Workflow commands that annotate the lines of a change."""
    return "\n".join(
        f"::{one.level} file={one.path.as_posix()},line={one.line},col={one.column},"
        f"endLine={one.end_line},endColumn={one.end_column},title={one.rule}::"
        f"{_escaped(one.vi)}%0A{_escaped(one.en)}"
        for one in findings
    )


def sarif(findings: Iterable[Finding], root: Path) -> str:
    """One run in the form of OASIS SARIF 2.1.0; columns count characters."""
    many = list(findings)
    pages = {one.rule: one.rule_page for one in many}
    driver = {
        "name": "cityportal",
        "rules": [{"id": rule, "help": {"text": page}} for rule, page in sorted(pages.items())],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in many],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _result(one: Finding) -> dict[str, object]:
    region = {
        "startLine": one.line, "startColumn": one.column,
        "endLine": one.end_line, "endColumn": one.end_column,
    }  # fmt: skip
    place = {"artifactLocation": {"uri": quote(one.path.as_posix())}, "region": region}
    return {
        "ruleId": one.rule,
        "level": one.level.value,
        "message": {"text": f"{one.vi}\n{one.en}"},
        "locations": [{"physicalLocation": place}],
    }


def junit(findings: Iterable[Finding], root: Path) -> str:
    """A test case for each finding; errors are failures, warnings are passed with their words."""
    many = list(findings)
    errors = sum(one.level is Level.ERROR for one in many)
    suite = Element("testsuite", name="check", tests=str(len(many)), failures=str(errors))
    for one in many:
        place = f"{one.path.as_posix()}:{one.line}:{one.column}"
        case = SubElement(suite, "testcase", classname=one.rule, name=place)
        kind = "failure" if one.level is Level.ERROR else "system-out"
        SubElement(case, kind).text = XML_FORBIDDEN.sub("\ufffd", f"{one.vi}\n{one.en}")
    return tostring(suite, encoding="unicode", xml_declaration=True)


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: dict[str, Callable[[Iterable[Finding], Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}
