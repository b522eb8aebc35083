"""Bytes that a reader's first search costs, in a language of many pages made of shipped paragraphs.

PYTHONPATH=tests .venv/bin/python tests/search_size.py --pages 2000
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from itertools import count, islice
from pathlib import Path
from random import Random

from cities import PROJECT, built
from pages_html import Document
from playwright.sync_api import Browser, Request, sync_playwright
from servers import Server, nginx

from cityportal.content import Page
from cityportal.search.files import search_files
from cityportal.serving.policy import Policy
from cityportal.site import Site
from cityportal.urls import language_root

QUERIES = {
    "vi": ("cảng Lạch Huyện", "di san the gioi", "Hải Phòng"),
    "en": ("port", "world heritage", "Hai Phong"),
    "ko": ("항만", "세계유산", "하이퐁"),
    "ja": ("港", "世界遺産", "ハイフォン"),
    "zh": ("港口", "世界遗产", "海防"),
}
"""Something particular, something common, and what almost every page says."""
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}


@contextmanager
def large(site: Site, published: Path, locale: str, pages: int) -> Iterator[Server]:
    """``published`` served with the index of ``pages`` pages in ``locale``."""
    paragraphs = _paragraphs(site, published, locale)
    chance = Random(1)
    copies = {page.path: {locale: page} for page in _copies(site, locale, pages)}
    contents = {
        site.url(versions[locale]): "".join(chance.choices(paragraphs, k=4))
        for versions in copies.values()
    }
    search = site.search_page(locale)
    assert search is not None
    crowded = replace(site, pages=copies | {search.path: {locale: search}})
    with tempfile.TemporaryDirectory() as folder:
        served = Path(folder, "site")
        shutil.copytree(published, served, ignore=shutil.ignore_patterns("pagefind"))
        for name, data in search_files(crowded, locale, contents).items():
            (served / name).parent.mkdir(parents=True, exist_ok=True)
            (served / name).write_bytes(data)
        with nginx(Policy(site), served) as server:
            yield server


def _paragraphs(site: Site, published: Path, locale: str) -> list[str]:
    texts = [
        " ".join(element.text_content().split())
        for page in site.listed(locale)
        for url in [site.url(page)]
        for element in Document(url, published / url / "index.html").tree.xpath(
            "//main//article/*[self::p or self::ul]"
        )
    ]
    return [f"<p>{escape(text)}</p>" for text in texts if len(text) > 60]


def _copies(site: Site, locale: str, pages: int) -> Iterator[Page]:
    copies = (
        replace(page, path=page.path.with_stem(f"{page.path.stem}-{number}"))
        for number in count()
        for page in site.listed(locale)
    )
    return islice(copies, pages)


def cost(browser: Browser, address: str) -> int:
    """Bytes of what a first visit to the results at ``address`` loads for the search."""
    page = browser.new_context().new_page()
    loaded: list[Request] = []
    page.on("requestfinished", lambda request: loaded.append(request))
    page.goto(address)
    page.locator(".results li").first.wait_for()
    page.wait_for_load_state("networkidle")
    parts = [one for one in loaded if "/pagefind/" in one.url or "/search." in one.url]
    total = sum(one.sizes()["responseBodySize"] for one in parts)
    page.context.close()
    return total


def costs(
    browser: Browser, site: Site, published: Path, locale: str, pages: int
) -> Mapping[str, int]:
    """The cost of each query as the first one."""
    with large(site, published, locale, pages) as server:
        root = f"{server.origin}/{language_root(locale, site.settings)}search/?q="
        return {query: cost(browser, root + query) for query in QUERIES[locale]}


def main() -> None:
    """Print the cost in every language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, metavar="N", help="pages in a language")
    pages = parser.parse_args().pages
    now = datetime.now(UTC)
    site = Site.load(PROJECT, now)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        published = built(PROJECT, Path(folder, "site"), now)
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        for locale in site.settings.locales:
            found = costs(browser, site, published, locale, pages)
            line = ", ".join(f"{query} {size / 1000:.0f} KB" for query, size in found.items())
            print(f"{locale}: {pages} pages: {line}")


if __name__ == "__main__":
    main()
