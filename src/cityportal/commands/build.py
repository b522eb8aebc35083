"""Building, with progress, and with a word on what is held back or overdue."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cityportal.budgets import LIMITS, Weight
from cityportal.build import BuildError, Watch, build_site
from cityportal.checks import reports
from cityportal.checks.runner import errors
from cityportal.commands.check import say_held, say_undrawn
from cityportal.faults import FaultsError
from cityportal.site import Site


def build(root: Path, now: datetime, jobs: int) -> int:
    """Build the portal in ``root`` into its ``site/``; say what is held back and what to do."""
    started = time.monotonic()
    try:
        site = Site.load(root, now)
        say_held(site)
        _say_due(site)
        say_undrawn(site)
        if findings := errors(site):
            print(reports.text(findings, site.root), file=sys.stderr)
            return _kept(root)
        with _watching(site) as watch:
            heaviest = build_site(site, site.root / "site", jobs, watch)
    except FaultsError as error:
        print(error.report(), file=sys.stderr)
        return _kept(root)
    except BuildError as error:
        print(error, file=sys.stderr)
        return _kept(root)
    seconds = time.monotonic() - started
    pages = sum(len(versions) for versions in site.pages.values())
    print(f"{pages} trang trong {seconds:.1f} giây · {pages} pages in {seconds:.1f} seconds")
    print(_weighed(heaviest))
    print(f"Cổng thông tin ở · The portal is in {site.root / 'site'}")
    print("Xem thử · Look at it: make preview → http://127.0.0.1:8000/")
    return 0


def _weighed(page: Weight) -> str:
    parts = {"HTML": page.html, "CSS": page.style, "JS": page.scripts}
    told = ", ".join(f"{name} {size / 1000:.1f}" for name, size in parts.items())
    return (
        f"Trang nặng nhất · The heaviest page: /{page.address}, "
        f"{page.text / 1000:.1f} KB ({told}), tối đa · at most {LIMITS['text'] // 1000}"
    )


def _say_due(site: Site) -> None:
    late = site.registries.figures.due(site.today)
    if late:
        print(
            f"{len(late)} số liệu quá hạn xem lại · {len(late)} figures past review: "
            f"{', '.join(late[:5])}{' …' if len(late) > 5 else ''} (scripts/figures.py due)"
        )


def _kept(root: Path) -> int:
    if (root / "site").is_dir():
        print("\nsite/ giữ nguyên như cũ. · site/ is left as it was.", file=sys.stderr)
    return 1


@contextmanager
def _watching(site: Site) -> Iterator[Watch]:
    """Bars on a terminal, a line when a language is done elsewhere."""
    totals = {
        locale: sum(locale in versions for versions in site.pages.values())
        for locale in site.settings.locales
    }
    console = Console()
    if not console.is_terminal:
        told: set[str] = set()

        def tell(counts: Mapping[str, int]) -> None:
            for locale, count in counts.items():
                if count == totals[locale] and locale not in told:
                    told.add(locale)
                    print(f"{locale}: {count} trang · pages", flush=True)

        yield tell
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {
            language.locale: progress.add_task(language.name, total=totals[language.locale])
            for language in site.settings.languages
        }

        def draw(counts: Mapping[str, int]) -> None:
            for locale, count in counts.items():
                progress.update(tasks[locale], completed=count)

        yield draw
