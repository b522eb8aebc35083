"""What the tests share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cities import PROJECT, built, copy_city, keep

from cityportal.build import build_site
from cityportal.site import Site


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
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city, built once."""
    city = copy_city(tmp_path_factory.mktemp("small") / "city")
    site = built(city, city.with_name("site"))
    keep(city)
    return site


@pytest.fixture(scope="session")
def portal() -> Site:
    """The shipped city."""
    return Site.load(PROJECT, datetime.now(UTC))


@pytest.fixture(scope="session")
def portal_site(portal: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped city, built once."""
    target = tmp_path_factory.mktemp("portal") / "site"
    build_site(portal, target, 2, lambda counts: None)
    return target
