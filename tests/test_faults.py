"""Every fault of an author is said whole: place, key, what was expected, an example."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cities import SITES, copy_city, load

from cityportal.faults import FaultsError

BROKEN = sorted(path.name for path in (SITES / "broken").iterdir())


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_is_refused_with_the_whole_message(name: str, tmp_path: Path) -> None:
    overlay = SITES / "broken" / name
    with pytest.raises(FaultsError) as caught:
        load(copy_city(tmp_path / "city", overlay))
    report = caught.value.report() + "\n"
    expected = overlay / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")


def test_every_message_speaks_both_languages() -> None:
    for name in BROKEN:
        for block in (SITES / "broken" / name / "expected.txt").read_text().split("\n\n"):
            lines = block.splitlines()
            assert len(lines) >= 3 or "lỗi ·" in block, block
