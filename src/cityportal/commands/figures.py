"""The registry of figures: what is past review, what disagrees, where a figure is used."""

from __future__ import annotations

import difflib
import sys
from datetime import datetime
from pathlib import Path

from cityportal.checks.registry import Registry, uses
from cityportal.commands.faults import reporting_faults
from cityportal.figures.model import Statement
from cityportal.figures.writing import write
from cityportal.site import Site


@reporting_faults
def due(root: Path, now: datetime) -> int:
    """Figures past their review day, the longest overdue first."""
    site = Site.load(root, now)
    figures = site.registries.figures
    late = figures.due(site.today)
    for identifier in late:
        print(f"{figures[identifier].review}  {identifier}  {_label(site, identifier)}")
    print(f"{len(late)} số liệu quá hạn xem lại · {len(late)} figures past review")
    return 0


@reporting_faults
def conflicts(root: Path, now: datetime) -> int:
    """Statements that disagree: what holds, what is set aside, and why."""
    site = Site.load(root, now)
    found = list(site.registries.figures.conflicts())
    for identifier, holds, aside in found:
        print(f"{identifier}  {_label(site, identifier)}")
        print(f"    dùng · holds: {_stated(site, identifier, holds)}")
        for one in aside:
            print(f"    không dùng · set aside: {_stated(site, identifier, one)}")
        for one in (holds, *aside):
            for text in (one.conflict or {}).values():
                print(f"      {text}")
    print(f"{len(found)} số liệu có mâu thuẫn · {len(found)} figures in conflict")
    return 0


@reporting_faults
def used(root: Path, now: datetime, identifier: str) -> int:
    """Every page and language that states a figure, marked or typed, and the charts of it."""
    site = Site.load(root, now)
    figures = site.registries.figures
    if identifier not in figures:
        near = ", ".join(difflib.get_close_matches(identifier, figures, n=3, cutoff=0.4))
        print(f"Không có số liệu · No figure “{identifier}”. {near}", file=sys.stderr)
        return 2
    registries = {locale: Registry(figures, locale) for locale in site.settings.locales}
    count = 0
    for versions in site.pages.values():
        for page in versions.values():
            for line, text, how in uses(page, registries[page.locale], identifier):
                print(f"{page.file.as_posix()}:{line}: {text} ({how})")
                count += 1
    for key, chart in site.registries.charts.items():
        if identifier in (chart.whole, chart.history, *(part.figure for part in chart.figures)):
            print(f"data/charts.yml: {key}")
            count += 1
    print(f"{count} chỗ · {count} places")
    return 0


def _label(site: Site, identifier: str) -> str:
    label = site.registries.figures[identifier].label
    return f"{label[site.settings.default]} · {label[site.settings.x_default]}"


def _stated(site: Site, identifier: str, statement: Statement) -> str:
    unit = site.registries.figures.unit(identifier)
    text = write(statement, unit, site.settings.default)
    return f"{text} ({statement.as_of}, {statement.source})"
