"""The files of the search of one language: its index, and what narrows and orders its results."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from cityportal.content import Page
from cityportal.faults import Fault, FaultsError
from cityportal.kept import CACHE
from cityportal.search.document import document
from cityportal.search.filters import NAMES, values
from cityportal.search.pagefind import PagefindError, indexed, program
from cityportal.site import Site

_SIGNATURE = b"pagefind_dcd"


def search_folder(locale: str) -> str:
    """The folder under the site in which the search of ``locale`` is."""
    return f"pagefind/{locale}/"


def search_files(site: Site, locale: str, contents: Mapping[str, str]) -> dict[str, bytes]:
    """Name under the site and bytes of each file; none where the language has no search page.

    ``contents`` is the rendered HTML of the language's pages by address.

    Raises:
        FaultsError: Pagefind is not there, or it fails.
    """
    asked = site.search_page(locale)
    if asked is None:
        return {}
    pages = {site.url(page): page for page in site.listed(locale)}
    documents = {url: document(site, page, contents[url]) for url, page in pages.items()}
    files = _indexed(site, asked, documents)
    files |= _tables(site, pages, files)
    return {search_folder(locale) + name: data for name, data in sorted(files.items())}


def _indexed(site: Site, asked: Page, documents: Mapping[str, str]) -> dict[str, bytes]:
    pagefind = program()
    if pagefind is None:
        raise FaultsError([_missing(asked)])
    try:
        place = site.root / CACHE / "search" / f"{asked.locale}.zip"
        return indexed(pagefind, documents, asked.locale, place)
    except PagefindError as error:
        fault = _fault(asked, f"Pagefind báo lỗi: {error}", f"Pagefind fails: {error}")
        raise FaultsError([fault]) from error


def _missing(asked: Page) -> Fault:
    return _fault(
        asked,
        "Máy này chưa có chương trình Pagefind (bản extended) để lập chỉ mục tìm kiếm; hãy cài lại "
        "các gói, hoặc bỏ trang này để dựng cổng không có tìm kiếm.",
        "Pagefind (extended), which indexes the pages for the search, is not on this machine; "
        "install the packages again, or take this page away to build without a search.",
        "pip install -r requirements.txt",
    )


def _fault(asked: Page, vi: str, en: str, example: str = "") -> Fault:
    return Fault(asked.file, 0, 0, "type", vi, en, example)


def _tables(site: Site, pages: Mapping[str, Page], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Which pages have which value, for each filter and for the order by day.

    Pages go by Pagefind's names of its results. It has filters and orders of its own, but writes
    filters in another order every time, and orders into what every search loads.
    """
    tables: dict[str, dict[str, list[str]]] = {name: {} for name in (*NAMES, "day")}
    for name, data in files.items():
        if name.endswith(".pf_fragment"):
            known = json.loads(gzip.decompress(data).removeprefix(_SIGNATURE))
            page = pages[known["url"].removeprefix("/")]
            for table, found in {**values(site, page), "day": _days(page)}.items():
                for value in found:
                    tables[table].setdefault(value, []).append(PurePosixPath(name).stem)
    return {
        f"{table}.json": json.dumps(rows, sort_keys=True, separators=(",", ":")).encode()
        for table, rows in tables.items()
    }


def _days(page: Page) -> tuple[str, ...]:
    return (page.day.isoformat(),) if page.day > date.min else ()
