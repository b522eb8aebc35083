"""Two pages against Lighthouse; ``make audit`` takes one of each kind in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from lighthouse_audit import CATEGORIES, Verdict, verdicts

from cityportal.site import Site

pytestmark = pytest.mark.xdist_group("browser")

GOOD = Verdict(None, dict.fromkeys(CATEGORIES, 100), 1200, 0.01, 50, ())


def test_a_phone_far_away_has_the_page_at_once(portal: Site, portal_site: Path) -> None:
    pages = ("", "en/heritage/yen-tu-con-son-kiep-bac/")
    for address, verdict in verdicts(portal, portal_site, pages).items():
        assert not verdict.missed, (address, str(verdict), verdict.failed)


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        (GOOD, []),
        (Verdict(None, {**GOOD.scores, "seo": 99}, 1200, 0.01, 50, ()), ["seo 99"]),
        (Verdict(None, GOOD.scores, 1201, 0.02, 51, ()), ["LCP 1201", "CLS 0.02", "TBT 51"]),
        (Verdict("NO_FCP", GOOD.scores, None, 0, 0, ()), ["NO_FCP", "LCP None"]),
    ],
)
def test_what_is_missed_is_named(verdict: Verdict, missed: list[str]) -> None:
    assert verdict.missed == missed
