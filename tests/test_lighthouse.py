"""What counts as missed when Lighthouse is asked: ``make audit``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lighthouse_audit import CATEGORIES, Verdict

GOOD = Verdict(2000, None, dict.fromkeys(CATEGORIES, 100), 1200, 0.01, 50, ())


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        (GOOD, []),
        (replace(GOOD, scores={**GOOD.scores, "seo": 99}), ["seo 99"]),
        (replace(GOOD, scores={}), [f"{one} None" for one in CATEGORIES]),
        (replace(GOOD, lcp=1201, cls=0.02, tbt=51), ["LCP 1201", "CLS 0.02", "TBT 51"]),
        (replace(GOOD, error="NO_FCP", lcp=None), ["NO_FCP", "LCP None"]),
    ],
)
def test_what_is_missed_is_named(verdict: Verdict, missed: list[str]) -> None:
    assert verdict.missed == missed


@pytest.mark.parametrize(("speed", "factor"), [(3000, 4), (1500, 4), (750, 2), (100, 1)])
def test_a_slower_computer_is_slowed_down_less(speed: float, factor: float) -> None:
    assert replace(GOOD, speed=speed).slowdown == factor
