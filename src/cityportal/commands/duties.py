"""The duties of a public body's portal, met and missing."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from cityportal.commands.faults import reporting_faults
from cityportal.duties import duties
from cityportal.site import Site


@reporting_faults
def list_duties(root: Path, now: datetime) -> int:
    """The duties of a public body's portal, language by language, with what is missing."""
    site = Site.load(root, now)
    built = site.root / "site"
    if not built.is_dir():
        print(
            "Chưa có site/: hãy chạy make site. · There is no site/: run make site.",
            file=sys.stderr,
        )
        return 2
    found = list(duties(site, built))
    for duty in found:
        mark = "thiếu · missing" if duty.missing else "đạt · met"
        print(f"{duty.locale}  {mark}  {duty.vi} · {duty.en} ({duty.act})")
        if duty.missing:
            print(f"    {duty.missing}")
    met = sum(not duty.missing for duty in found)
    print(f"{met}/{len(found)} đạt · met")
    return 0
