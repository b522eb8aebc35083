"""What the tests share."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from channels import published
from cities import PROJECT, built, copy_city, keep
from feed_rules import Feed

from cityportal.build import build_site
from cityportal.embeds.embed import Embed, embeds
from cityportal.site import Site

Share: TypeAlias = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small city, to be changed at will."""
    return copy_city(tmp_path / "small")


@pytest.fixture
def write(small: Path) -> Callable[[str, str, str], Path]:
    """Write a page of the small city: path under docs, front matter, body."""

    def write_page(path: str, meta: str, body: str = "") -> Path:
        file = small / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{meta}\n---\n{body}\n", encoding="utf-8")
        return file

    return write_page


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Share:
    """A folder that the processes of this run share, made by the first that asks for it."""
    run = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        run = run.parent

    def share(name: str, make: Callable[[Path], object]) -> Path:
        folder = run / name
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                making = folder.with_suffix(".making")
                make(making)
                making.rename(folder)
        return folder

    return share


@pytest.fixture(scope="session")
def small_site(shared: Share) -> Path:
    """The small city, built once."""

    def make(folder: Path) -> None:
        city = copy_city(folder / "city")
        built(city, folder / "site")
        keep(city)

    return shared("small", make) / "site"


@pytest.fixture(scope="session")
def portal() -> Site:
    """The shipped city."""
    return Site.load(PROJECT, datetime.now(UTC))


@pytest.fixture(scope="session")
def portal_site(portal: Site, shared: Share) -> Path:
    """The shipped city, built once."""

    def make(folder: Path) -> None:
        folder.mkdir()
        build_site(portal, folder / "site", 2, lambda counts: None)

    return shared("portal", make) / "site"


@pytest.fixture(scope="session")
def portal_feeds(portal: Site, portal_site: Path) -> dict[str, Feed]:
    """The feeds of the shipped city by their addresses."""
    return published(portal_site, portal.settings.site_url)


@pytest.fixture(scope="session")
def shipped(portal: Site) -> list[Embed]:
    """The embeds of the shipped city."""
    return [embed for locale in portal.settings.locales for embed in embeds(portal, locale, {})]
