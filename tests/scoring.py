"""Precision and recall of a check over labelled texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts over a corpus: of texts, of labels by rule, of findings that are right or wrong."""

    texts: int = 0
    clean: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of errors that are right."""
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of labels that are met."""
        return self.met.total() / self.labels.total()

    def report(self, what: str) -> str:
        """Lines to print: the figures, each rule's labels, each mistake."""
        rules = ", ".join(
            f"{rule} {self.met[rule]}/{self.labels[rule]}" for rule in sorted(self.labels)
        )
        lines = [
            f"{what}: {self.texts} labelled texts ({self.clean} clean), "
            f"precision of errors {self.precision:.2%}, recall {self.recall:.2%}",
            f"  {rules}",
            *(f"  WRONG  {line}" for line in self.wrong),
            *(f"  MISSED {line}" for line in self.missed),
        ]
        return "\n".join(lines)
