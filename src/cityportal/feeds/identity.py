"""Permanent ids of pages: tag URIs made of the address that a page was first known by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

from cityportal.content import Page
from cityportal.site import Site


def group_of(site: Site, page: Page) -> str:
    """The permanent id of ``page``, the same in every language."""
    return _groups(site)[page.path]


def item_id(site: Site, page: Page) -> str:
    """The permanent id of ``page`` in its language."""
    return f"{group_of(site, page)}#{page.locale}"


@lru_cache(maxsize=1)
def _groups(site: Site) -> Mapping[PurePosixPath, str]:
    """The group of every path.

    A page that was renamed in some languages only, or held back in one, is still the same page:
    the first language that knows an old address decides.
    """
    feeds = site.registries.feeds
    assert feeds is not None
    first = {path: _address(path) for path in site.pages}
    everything = [*(page for all in site.pages.values() for page in all.values()), *site.held]
    rank = site.settings.locales.index
    for page in sorted(everything, key=lambda page: rank(page.locale), reverse=True):
        if page.meta.redirects_from:
            first[page.path] = page.meta.redirects_from[0].strip("/")
    return {path: f"tag:{feeds.authority}:{quote(address)}" for path, address in first.items()}


def _address(path: PurePosixPath) -> str:
    return str(path.with_suffix("")).removesuffix("/index")
