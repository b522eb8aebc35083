"""Scoring the agreement check on the labelled pairs in tests/corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cityportal.figures.agreement import compare

CORPUS = Path(__file__).parent / "corpus"


@dataclass
class Score:
    """Counts over the corpus: an error is right if a label of its rule overlaps it."""

    pairs: int = 0
    clean: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of errors that are right."""
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of labels that some finding, sure or doubtful, meets."""
        return sum(self.found.values()) / sum(self.labels.values())

    def summary(self) -> str:
        """One line to print."""
        return (
            f"agreement of figures: {self.pairs} labelled pairs ({self.clean} clean), "
            f"precision of errors {self.precision:.2%}, recall {self.recall:.2%}"
        )


def entries() -> list[dict[str, Any]]:
    """Every labelled pair."""
    return [
        entry
        for file in sorted(CORPUS.glob("pairs-*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def score() -> Score:
    """The check held against the labels."""
    result = Score()
    for entry in entries():
        source, target = entry["source"], entry["target"]
        findings = compare(source["text"], source["lang"], target["text"], target["lang"])
        labels = list(entry["expect"])
        result.pairs += 1
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
                result.found[label["rule"]] += 1
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
    outcome = score()
    print(outcome.summary())
    for line in outcome.wrong:
        print("WRONG ", line)
    for line in outcome.missed:
        print("MISSED", line)
