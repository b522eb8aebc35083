"""Addresses: from a page's path and language to its place under the site, and back."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from cityportal.settings import Settings

HOME = PurePosixPath("index.md")
"""The path of a language's home page."""


def language_root(locale: str, settings: Settings) -> str:
    """The folder of a language under the site: empty for the default, else ``en/``."""
    return "" if locale == settings.default else f"{locale}/"


def page_url(path: PurePosixPath, locale: str, settings: Settings) -> str:
    """``heritage/cat-ba.md`` in ``en`` is ``en/heritage/cat-ba/``; the home of ``vi`` is empty."""
    return language_root(locale, settings) + _place(path)


@lru_cache(maxsize=1 << 16)
def _place(path: PurePosixPath) -> str:
    folder = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


def absolute(url: str, settings: Settings) -> str:
    """The public address of a site-relative ``url``."""
    return settings.site_url + url


def old_url(old: str, locale: str, settings: Settings) -> str:
    """The site-relative address of an entry of ``redirects_from``, ending in a slash."""
    return language_root(locale, settings) + old.strip("/") + "/"
