"""Running Pagefind: it reads the documents of a language and writes the index that browsers load.

The program is called as it is on the command line. Its Python interface answers ten times a second
at most, which is too slow for a document at a time.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cityportal.content import Page
from cityportal.faults import Fault, FaultsError
from cityportal.search.document import document
from cityportal.site import Site

_LOADED = {"pagefind.js", "pagefind-entry.json"}
_SMALL = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "500"}
"""How many places of words make a part of the index, which a browser loads whole. By default they
are 20,000; words with diacritics are not counted, so in Vietnamese these parts would be large."""


def bundle_folder(locale: str) -> str:
    """The folder under the site in which the index of ``locale`` stands."""
    return f"pagefind/{locale}/"


def search_files(site: Site, locale: str, contents: Mapping[str, str]) -> dict[str, bytes]:
    """The index of ``locale`` by name under the site; nothing where there is no search page.

    ``contents`` is the rendered HTML of the language's pages by address.

    Raises:
        FaultsError: Pagefind is not there, or it fails.
    """
    page = site.search_page(locale)
    if page is None:
        return {}
    with TemporaryDirectory() as folder:
        source, made = Path(folder, "source"), Path(folder, "made")
        for found in site.listed(locale):
            url = site.url(found)
            _write(source / url / "index.html", document(site, found, contents[url]))
        _run(source, made, page)
        return {bundle_folder(locale) + name: data for name, data in _used(made)}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _run(source: Path, made: Path, page: Page) -> None:
    # The numbers of notes stand in the text as <sup>; nobody looks for them.
    options = ("--exclude-selectors", "sup", "--silent")
    command = [_program(page), "--site", source, "--output-path", made, *options]
    done = subprocess.run(
        command, env={**os.environ, **_SMALL}, capture_output=True, text=True, check=False
    )
    if done.returncode or not made.is_dir():
        said = done.stderr.strip()
        raise FaultsError([_fault(page, f"Pagefind báo lỗi: {said}", f"Pagefind fails: {said}")])


def _program(page: Page) -> Path:
    try:
        from pagefind_bin_extended import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError) as error:
        fault = _fault(
            page,
            "Máy này chưa có chương trình Pagefind (bản extended) để lập chỉ mục tìm kiếm; hãy cài "
            "lại các gói, hoặc bỏ trang này để dựng cổng không có tìm kiếm.",
            "Pagefind (extended), which indexes the pages for the search, is not on this machine; "
            "install the packages again, or take this page away to build without a search.",
            "pip install -r requirements.txt",
        )
        raise FaultsError([fault]) from error


def _fault(page: Page, vi: str, en: str, example: str = "") -> Fault:
    return Fault(page.file, 0, 0, "type", vi, en, example)


def _used(made: Path) -> Iterator[tuple[str, bytes]]:
    """What our page of results loads: Pagefind's own pages of results are left out."""
    for file in sorted(made.rglob("*")):
        if file.name in _LOADED or file.suffix.startswith((".pf_", ".pagefind")):
            yield file.relative_to(made).as_posix(), file.read_bytes()
