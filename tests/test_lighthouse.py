"""What counts as missed when Lighthouse is asked: ``make audit``."""

from __future__ import annotations

import pytest
from lighthouse_audit import CATEGORIES, Verdict

GOOD = Verdict(None, dict.fromkeys(CATEGORIES, 100), 1200, 0.01, 50, ())


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        (GOOD, []),
        (Verdict(None, {**GOOD.scores, "seo": 99}, 1200, 0.01, 50, ()), ["seo 99"]),
        (Verdict(None, {}, 1200, 0.01, 50, ()), [f"{one} None" for one in CATEGORIES]),
        (Verdict(None, GOOD.scores, 1201, 0.02, 51, ()), ["LCP 1201", "CLS 0.02", "TBT 51"]),
        (Verdict("NO_FCP", GOOD.scores, None, 0, 0, ()), ["NO_FCP", "LCP None"]),
    ],
)
def test_what_is_missed_is_named(verdict: Verdict, missed: list[str]) -> None:
    assert verdict.missed == missed
