"""Checking: everything is read, nothing is built, every fault and finding is listed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from cityportal.brandbook.levels import Level
from cityportal.cards.files import undrawn
from cityportal.cards.typefaces import PACKAGE, lacks_typeface
from cityportal.checks import reports
from cityportal.checks.finding import Finding, from_fault
from cityportal.checks.runner import Known, beyond, fixed, run
from cityportal.faults import FaultsError
from cityportal.locales import write_moment
from cityportal.model import Status
from cityportal.site import Site
from cityportal.textfile import read_text


@dataclass(frozen=True)
class CheckOptions:
    """What ``scripts/check.py`` was asked for; empty selections mean everything."""

    paths: tuple[Path, ...] = ()
    languages: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    form: str = "text"
    fix: bool = False
    baseline: Path | None = None


def check(root: Path, now: datetime, options: CheckOptions) -> int:
    """Read everything, build nothing, list every fault and finding; give back the exit code."""
    if not (root / "mkdocs.yml").is_file():
        print(f"{root}: không có mkdocs.yml. · There is no mkdocs.yml.", file=sys.stderr)
        return 2
    try:
        known = _known(options.baseline)
    except (OSError, ValueError) as error:
        print(f"--baseline: không đọc được báo cáo. · The report cannot be read. {error}",
              file=sys.stderr)  # fmt: skip
        return 2
    try:
        return _check(root, now, options, known)
    except FaultsError as error:
        if options.form == "text":
            print(error.report(), file=sys.stderr)
        else:
            faults = [from_fault(fault) for fault in error.faults]
            print(reports.FORMATS[options.form](faults, root))
        return 1


def _check(root: Path, now: datetime, options: CheckOptions, known: Iterable[Known]) -> int:
    site = Site.load(root, now)
    if strangers := _strangers(site, options):
        print(f"Không có: {strangers}. · There is no such: {strangers}.", file=sys.stderr)
        return 2
    findings = _findings(site, options)
    if options.fix and _fix(site, findings):
        site = Site.load(root, now)
        findings = _findings(site, options)
    findings = beyond(findings, known)
    if options.form != "text" or findings:
        print(reports.FORMATS[options.form](findings, site.root))
    if options.form == "text":
        pages = sum(len(versions) for versions in site.pages.values()) + len(site.held)
        errors = sum(finding.level is Level.ERROR for finding in findings)
        print(f"{pages} trang, {errors} lỗi · {pages} pages, {errors} errors")
        say_held(site)
        say_undrawn(site)
    return int(any(finding.level is Level.ERROR for finding in findings))


def _strangers(site: Site, options: CheckOptions) -> str:
    """The paths and languages that were asked for and are not there."""
    paths = [str(path) for path in options.paths if not path.exists()]
    languages = [one for one in options.languages if one not in site.settings.locales]
    return ", ".join(paths + languages)


def _findings(site: Site, options: CheckOptions) -> list[Finding]:
    chosen = {path.resolve() for path in options.paths}

    def wanted(path: Path, locale: str | None) -> bool:
        file = (site.root / path).resolve()
        inside = not chosen or file in chosen or any(folder in chosen for folder in file.parents)
        return inside and (not options.languages or locale in options.languages)

    return run(site, site.levels, options.rules, wanted)


def _known(baseline: Path | None) -> tuple[Known, ...]:
    if baseline is None:
        return ()
    return TypeAdapter(tuple[Known, ...]).validate_json(baseline.read_bytes())


def _fix(site: Site, findings: list[Finding]) -> int:
    """Put in every fix that needs no further look; give back how many."""
    done = 0
    for path in sorted({finding.path for finding in findings}):
        here = [one for one in findings if one.path == path and one.fix is not None]
        if here:
            file = site.root / path
            file.write_text(fixed(read_text(file, site.root), here), encoding="utf-8")
            done += len(here)
    print(f"{done} chỗ đã sửa · {done} places mended", file=sys.stderr)
    return done


def say_held(site: Site) -> None:
    """Print what waits: drafts, embargoed pages and when to build again, maps to be approved."""
    for page in site.held:
        embargo = page.meta.embargo
        until = f" → {write_moment(embargo.moment, 'en')}" if embargo else ""
        kind = "bản nháp · draft" if page.meta.status is Status.DRAFT else "chờ phát hành · held"
        print(f"{kind}: {page.file.as_posix()}{until}")
    if site.next_release:
        moment = write_moment(site.next_release, "en")
        print(f"Cần dựng lại lúc · Build again at {moment}")
    atlas = site.registries.atlas
    for key in atlas.waiting():
        seal = f"data/maps.yml: {key}, seal: {atlas.seal(key)}"
        if atlas.maps[key].sign_off:
            print(f"bản đồ đã đổi, chờ duyệt lại · map changed, to be approved again: {seal}")
        else:
            print(f"bản đồ chờ duyệt, chưa đăng · map waits for approval, not shown: {seal}")


def say_undrawn(site: Site) -> None:
    """Print which pages have no social card, and why; links to them show their lead picture."""
    pages = undrawn(site)
    languages = sorted({one.page.locale for one in pages if lacks_typeface(one.page.locale)})
    if languages:
        print(
            f"Không có ảnh thẻ cho {', '.join(languages)}: máy này thiếu phông Noto Sans CJK · "
            f"No social cards for {', '.join(languages)}: Noto Sans CJK is not on this machine: "
            f"sudo apt-get install {PACKAGE}"
        )
    for one in pages:
        if one.page.locale not in languages:
            letters = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in one.letters)
            print(
                f"{one.page.file.as_posix()}: không có ảnh thẻ, phông chữ thiếu {letters} · "
                f"no social card, the typefaces lack {letters}"
            )
