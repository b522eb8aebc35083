"""Scoring the agreement check on the labelled pairs in tests/corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from scoring import Score

from cityportal.figures.agreement import compare

CORPUS = Path(__file__).parent / "corpus"


def entries() -> list[dict[str, Any]]:
    """Every labelled pair."""
    return [
        entry
        for file in sorted(CORPUS.glob("pairs-*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def score() -> Score:
    """The check held against the labels.

    An error is right if a label of its rule overlaps it; a label is met by a doubt as well.
    """
    result = Score()
    for entry in entries():
        source, target = entry["source"], entry["target"]
        findings = compare(source["text"], source["lang"], target["text"], target["lang"])
        labels = list(entry["expect"])
        result.texts += 1
        result.clean += not labels
        result.labels.update(label["rule"] for label in labels)
        met: set[int] = set()
        for finding in findings:
            text = source["text"] if finding.in_source else target["text"]
            hits = {
                i for i, label in enumerate(labels)
                if label["rule"] == finding.rule and _overlaps(label["found"], finding, text)
            }  # fmt: skip
            met |= hits
            if not finding.sure:
                continue
            if hits:
                result.right += 1
            else:
                result.wrong.append(
                    f"{entry['id']}: {finding.rule} {finding.quantity.text!r} in {text!r}"
                    f" / {source['text'] if not finding.in_source else target['text']!r}"
                )
        for i, label in enumerate(labels):
            if i in met:
                result.met[label["rule"]] += 1
            else:
                seen = [(str(f.rule), f.quantity.text, f.sure) for f in findings]
                result.missed.append(
                    f"{entry['id']}: {label['rule']} {label['found']!r} not in {seen}: "
                    f"{source['text']!r} → {target['text']!r}"
                )
    return result


def _overlaps(found: str, finding: Any, text: str) -> bool:
    at = text.find(str(found))
    while at >= 0:
        if finding.quantity.start < at + len(str(found)) and at < finding.quantity.end:
            return True
        at = text.find(str(found), at + 1)
    return False


if __name__ == "__main__":
    print(score().report("agreement of figures"))
