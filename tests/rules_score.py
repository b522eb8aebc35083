"""Scoring the brand rules on the labelled snippets in tests/corpus."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import yaml
from rule_texts import RULES_ON, found_in, text_of
from scoring import Score

from cityportal.checks.finding import Found
from cityportal.checks.rule import Text

CORPUS = Path(__file__).parent / "corpus"


def entries() -> list[dict[str, Any]]:
    """Every labelled snippet; its language is that of the file."""
    return [
        {"lang": file.stem.partition("-")[2][:2], **entry}
        for file in sorted(CORPUS.glob("rules-*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def score() -> Score:
    """The rules held against the labels, at error level.

    A finding is right if it lies on a label; a label is met if a finding of its rule lies on it.
    """
    result = Score()
    with tempfile.TemporaryDirectory() as folder:
        for entry in entries():
            _add(result, entry, Path(folder))
    return result


def _add(result: Score, entry: dict[str, Any], folder: Path) -> None:
    text = text_of(
        folder, entry["lang"], entry["text"], entry.get("title", ""), source=entry.get("source", "")
    )
    labels = [(label["rule"], *_place(text, str(label["found"]))) for label in entry["expect"]]
    errors = [one for rule in RULES_ON for one in found_in(text, rule) if one.sure]
    result.texts += 1
    result.clean += not labels
    for rule, start, end in labels:
        result.labels[rule] += 1
        if any(one.rule == rule and _meets(one, start, end) for one in errors):
            result.met[rule] += 1
        else:
            result.missed.append(f"{entry['id']}: {rule} {text.text[start:end]!r}")
    for one in errors:
        if any(_meets(one, start, end) for _, start, end in labels):
            result.right += 1
        else:
            result.wrong.append(f"{entry['id']}: {one.rule} {text.text[one.start : one.end]!r}")


def _place(text: Text, found: str) -> tuple[int, int]:
    body = text.text.index("\n---\n") + 5
    at = text.text.find(found, body)
    at = at if at >= 0 else text.text.index(found)
    return at, at + len(found)


def _meets(one: Found, start: int, end: int) -> bool:
    return one.start < end and start < max(one.end, one.start + 1)


if __name__ == "__main__":
    print(score().report("brand rules"))
