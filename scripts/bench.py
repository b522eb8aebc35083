"""Đo thời gian dựng một thành phố giả có nhiều trang. · Time the build of an invented large city.

Prints seconds, peak memory and the shares of feeds and search for two sizes, so that growth can be
seen; then the seconds of the checks over copies of the shipped pages, whose texts are more various.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from cityportal import publish
from cityportal.brandbook.levels import read_levels
from cityportal.build import build_site
from cityportal.checks.runner import run
from cityportal.commands import options
from cityportal.site import Site

_SHARES = {name: multiprocessing.Value("d") for name in ("feed_files", "search_files")}
"""Seconds of processor time that a part of the build took in all workers."""
Make = Callable[[Site, str, Mapping[str, str]], dict[str, bytes]]
_SHIPPED = Path(__file__).parent.parent
_CITY = _SHIPPED / "tests" / "sites" / "small"
_META = "title: {n}\ndescription: {n}.\ntype: bulletin-item\nstatus: published\n"
_FIGURES = {
    "vi": "Năm 2025, cảng đón {n} đoàn với 3.904 người; vốn đạt 41 tỷ USD, tăng 12,5%.",
    "en": "In 2025 the port received {n} delegations of 3,904 people; US$41 billion, up 12.5%.",
    "ko": "2025년 항만은 {n}개 대표단 3,904명을 맞았고 투자액은 410억 달러로 12.5% 늘었습니다.",
    "ja": "2025年、港は{n}の代表団3,904人を迎え、投資額は410億ドルで12.5%増えました。",
    "zh": "2025年港口接待{n}个代表团3904人，投资410亿美元，增长12.5%。",
}
_TEXT = {
    "vi": "Tàu vào cảng lúc sáng sớm, hàng được dỡ trong ngày. " * 40,
    "en": "Ships come in at dawn, and their goods are landed within the day. " * 32,
    "ko": "배는 새벽에 항만으로 들어오고 화물은 그날 안에 내려집니다. " * 62,
    "ja": "船は夜明けに港へ入り、貨物はその日のうちに下ろされます。" * 72,
    "zh": "船只清晨进港，货物当天卸完。" * 145,
}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pages", type=int, default=400, metavar="N", help="pages in each of the five languages"
    )
    parser.set_defaults(root=_CITY)


def _make_city(city: Path, folder: Path, pages: int) -> None:
    shutil.copytree(city, folder, ignore=shutil.ignore_patterns("site", "site.*"))
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("../../../", f"{_SHIPPED}/"))
    feeds = folder / "data" / "feeds.yml"
    feeds.write_text(feeds.read_text().replace("items: 2\n", "items: 30\n"))
    for locale in ("vi", "en", "ko", "ja", "zh"):
        for n in range(pages):
            month = _month_of(n)
            file = folder / "docs" / locale / "bulletin" / f"issue-{month}" / f"item-{n}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            kind = (
                _META.format(n=f"Tin {n}") + f"date: {month}-25\nsources: [record]\ntags: [port]\n"
            )
            file.write_text(
                f"---\n{kind}---\n\n{_FIGURES[locale].format(n=n % 900 + 11)}\n\n"
                + f"## {n}\n\n{_TEXT[locale]}\n\n" * 3
            )
        for front in {file.parent for file in (folder / "docs" / locale).rglob("item-*.md")}:
            (front / "index.md").write_text(
                "---\n"
                + _META.format(n=front.name).replace("item", "issue")
                + f"date: {front.name.removeprefix('issue-')}\n---\n"
            )
        (folder / "docs" / locale / "bulletin" / "index.md").write_text(
            "---\ntitle: Tin\ndescription: Tin.\ntype: section\nstatus: published\n---\n"
        )


def _month_of(item: int) -> str:
    """Fifty items a month, back from March 2025."""
    months = 2025 * 12 + 2 - item // 50
    return f"{months // 12}-{months % 12 + 1:02}"


def _time(pages: int, chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "city"
        _make_city(chosen.root, city, pages)
        started = time.monotonic()
        for seconds in _SHARES.values():
            seconds.value = 0.0
        site = Site.load(city, chosen.now)
        loaded = time.monotonic()
        check = _time_check(site)
        checked, used = time.monotonic(), _workers_time()
        build_site(site, Path(folder) / "site", 2, lambda counts: None)
        done = time.monotonic()
        whole = _workers_time() - used
        feeds, search = (seconds.value / whole for seconds in _SHARES.values())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{pages * 5:>6} pages: load {loaded - started:.1f} s, "
        f"{check}, build {done - checked:.1f} s, "
        f"{(done - started) / pages / 5 * 1000:.1f} ms a page, {memory:.0f} MB a process; "
        f"of the build's {whole:.1f} s of processor time feeds {feeds:.1%}, search {search:.1%}"
    )


def _workers_time() -> float:
    """Seconds of processor time of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _counted(make: Make, seconds: Synchronized[float]) -> Make:
    """``make`` as the build calls it, with its time and that of its programs counted."""

    def counted(site: Site, locale: str, contents: Mapping[str, str]) -> dict[str, bytes]:
        started = time.process_time() + _workers_time()
        files = make(site, locale, contents)
        with seconds.get_lock():
            seconds.value += time.process_time() + _workers_time() - started
        return files

    return counted


def _time_shipped(pages: int, chosen: argparse.Namespace) -> None:
    site = Site.load(_SHIPPED, chosen.now)
    copies = pages // _count(site) + 1
    site = _repeated(site, copies)
    print(f"{_count(site):>6} pages: {_time_check(site)}; the shipped ones, {copies} copies")


def _repeated(site: Site, copies: int) -> Site:
    pages = {
        path.with_stem(f"{path.stem}-{copy}"): versions
        for copy in range(copies)
        for path, versions in site.pages.items()
    }
    return replace(site, pages=pages)


def _count(site: Site) -> int:
    return sum(map(len, site.pages.values()))


def _time_check(site: Site) -> str:
    started = time.monotonic()
    findings = run(site, read_levels(site.root))
    seconds = time.monotonic() - started
    rate = _count(site) / seconds
    return f"check {seconds:.1f} s ({rate:.0f} pages a second, {len(findings)} findings)"


if __name__ == "__main__":
    arguments = options.arguments(__doc__, _options)
    for name, seconds in _SHARES.items():
        setattr(publish, name, _counted(getattr(publish, name), seconds))
    for size in (arguments.pages // 2, arguments.pages):
        _time(size, arguments)
    _time_shipped(arguments.pages * 5, arguments)
