"""What the commands print and the exit codes they end with.

Exit codes: 0 all is well, 1 something is to be mended, 2 the command could not run.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cityportal.adapters.mkdocs import clock
from cityportal.build import BuildError, Watch, build_site
from cityportal.duties import duties
from cityportal.faults import FaultsError
from cityportal.locales import write_moment
from cityportal.model import Status
from cityportal.site import Site


def arguments(
    description: str | None, add: Callable[[argparse.ArgumentParser], None]
) -> argparse.Namespace:
    """The options every command takes, and those that ``add`` adds."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR",
        help="folder with mkdocs.yml, docs/, brand/ and data/ (default: this folder)",
    )  # fmt: skip
    parser.add_argument(
        "--now", type=_moment, metavar="TIME",
        help="build for this moment, e.g. 2026-12-01T09:00+07:00 "
        "(default: SOURCE_DATE_EPOCH, else the clock)",
    )  # fmt: skip
    add(parser)
    chosen = parser.parse_args()
    if chosen.now:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(chosen.now.timestamp()))
    chosen.now = clock()
    return chosen


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text}: add a zone, as in {text}+07:00")
    return moment.astimezone(UTC)


def build(root: Path, now: datetime, jobs: int) -> int:
    """Build the portal in ``root`` into its ``site/``; say what is held back and what to do."""
    started = time.monotonic()
    try:
        site = Site.load(root, now)
        _say_held(site)
        with _watching(site) as watch:
            build_site(site, site.root / "site", jobs, watch)
    except FaultsError as error:
        print(error.report(), file=sys.stderr)
        return _kept(root)
    except BuildError as error:
        print(error, file=sys.stderr)
        return _kept(root)
    seconds = time.monotonic() - started
    pages = sum(len(versions) for versions in site.pages.values())
    print(f"{pages} trang trong {seconds:.1f} giây · {pages} pages in {seconds:.1f} seconds")
    print(f"Cổng thông tin ở · The portal is in {site.root / 'site'}")
    print("Xem thử · Look at it: make preview → http://127.0.0.1:8000/")
    return 0


def check(root: Path, now: datetime) -> int:
    """Read everything, build nothing, list every fault."""
    try:
        site = Site.load(root, now)
    except FaultsError as error:
        print(error.report(), file=sys.stderr)
        return 1
    pages = sum(len(versions) for versions in site.pages.values()) + len(site.held)
    print(f"{pages} trang, không có lỗi · {pages} pages, no errors")
    _say_held(site)
    return 0


def list_duties(root: Path, now: datetime) -> int:
    """The duties of a public body's portal, language by language, with what is missing."""
    try:
        site = Site.load(root, now)
    except FaultsError as error:
        print(error.report(), file=sys.stderr)
        return 1
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


def _say_held(site: Site) -> None:
    for page in site.held:
        embargo = page.meta.embargo
        until = f" → {write_moment(embargo.moment, 'en')}" if embargo else ""
        kind = "bản nháp · draft" if page.meta.status is Status.DRAFT else "chờ phát hành · held"
        print(f"{kind}: {page.file.as_posix()}{until}")
    if site.next_release:
        moment = write_moment(site.next_release, "en")
        print(f"Cần dựng lại lúc · Build again at {moment}")


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
