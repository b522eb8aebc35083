"""The cities the tests build: the small invented one, copies of it, and the shipped one."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from cityportal.build import build_site
from cityportal.kept import CACHE, write_whole
from cityportal.site import Site

PROJECT = Path(__file__).parent.parent
SITES = PROJECT / "tests" / "sites"
NOW = datetime(2025, 12, 31, 12, tzinfo=UTC)
"""The small city is read at this moment: its treaty is embargoed until the day after."""

os.environ["NO_MKDOCS_2_WARNING"] = "1"


def copy_city(target: Path, *overlays: Path) -> Path:
    """The small city in ``target``, with the files of ``overlays`` laid over it."""
    shutil.copytree(SITES / "small", target, ignore=shutil.ignore_patterns("site", "site.*"))
    config = target / "mkdocs.yml"
    for overlay in overlays:
        shutil.copytree(
            overlay, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
        )
    config.write_text(config.read_text().replace("../../../", f"{PROJECT}/"))
    return target


def keep(root: Path) -> None:
    """Leave to later copies of the small city what took long to make for the one in ``root``."""
    cache = root / CACHE
    for place in (*cache.glob("**/*.zip"), *cache.glob("templates/*")):
        write_whole(SITES / "small" / place.relative_to(root), place.read_bytes())


def load(root: Path, now: datetime = NOW) -> Site:
    """The city in ``root`` at ``now``."""
    return Site.load(root, now)


def built(root: Path, target: Path, now: datetime = NOW) -> Path:
    """The city in ``root`` built into ``target``."""
    build_site(Site.load(root, now), target, 2, lambda counts: None)
    return target
