"""Long lists are paged by year and month; no page grows heavier however many entries come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from cities import PROJECT, built, copy_city, load
from pages_html import Document, documents
from pictures import draw

from cityportal.parts import part_pages
from cityportal.periods import LONG, LONG_YEAR, Period, divisions, named
from cityportal.site import Site
from cityportal.view import View

Write = Callable[[str, str, str], Path]
ITEM = (
    "title: Tin {n}\ndescription: Tin {n}.\ntype: page\nstatus: published\n"
    "date: {year}-{month:02}-{day:02}"
)

FRONT = "title: Tin\ndescription: Tin.\ntype: section\nstatus: published"


def fill(root: Path, locale: str, *counts: tuple[int, int]) -> None:
    """Pages of the section ``news``: so many in such a year, spread over its months."""
    for year, count in counts:
        for n in range(count):
            meta = ITEM.format(n=f"{year} {n}", year=year, month=n % 12 + 1, day=n % 28 + 1)
            file = root / "docs" / locale / "news" / f"{year}-{n}.md"
            file.write_text(f"---\n{meta}\n---\nBài.\n", encoding="utf-8")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small city with a year that is divided, one as long as a year may be, a shorter one."""
    root = copy_city(tmp_path_factory.mktemp("long") / "city")
    fill(root, "vi", (2024, LONG_YEAR + 1), (2023, LONG_YEAR), (2022, 20))
    fill(root, "en", (2024, 30), (2023, 30))
    return load(root)


@pytest.fixture(scope="module")
def pages(long: Site) -> dict[str, Document]:
    return documents(built(long.root, long.root / "site"))


def test_a_short_list_has_no_years(small: Path) -> None:
    fill(small, "vi", (2024, 9), (2023, 9))
    site = load(small)
    front = site.by_url["news/"]
    assert divisions(site, front) == ()
    assert named(site, front) == site.children(front.folder, "vi")
    assert not [part for page, part in part_pages(site, "vi") if page == front]


def test_a_long_list_is_paged_by_year(long: Site, pages: dict[str, Document]) -> None:
    front = pages["news/"]
    years = ["2025/", "2024/", "2023/", "2022/"]
    assert len(entries(front)) == LONG
    assert entries(front)[0] == "Hải đăng"
    assert front.values("//nav[@aria-labelledby='by_year']//a/@href") == years
    assert {year: len(entries(pages[f"news/{year}/"])) for year in (2022, 2023)} == {
        2022: 20, 2023: LONG_YEAR,
    }  # fmt: skip
    linked = {url for page in pages.values() for url, _ in page.links()}
    assert {long.url(page) for page in long.listed("vi")} <= linked | {""}


def test_the_page_of_a_year_says_so_in_its_language(long: Site, pages: dict[str, Document]) -> None:
    page = pages["en/news/2023/"]
    root = long.settings.site_url
    assert page.values("//h1/text()") == ["News of the port: 2023"]
    assert page.values("//nav[@class='trail']//li//text()")[-1].strip() == "2023"
    assert page.values("//link[@rel='canonical']/@href") == [f"{root}en/news/2023/"]
    assert page.alternates == {
        "vi": f"{root}news/2023/",
        "en": f"{root}en/news/2023/",
        "x-default": f"{root}en/news/2023/",
    }
    assert page.values("//nav[@class='languages']//a/@href")[:2] == ["../../../news/2023/", "./"]
    sitemap = (long.root / "site" / "sitemap-en.xml").read_text(encoding="utf-8")
    assert f"<loc>{root}en/news/2023/</loc>" in sitemap


def test_a_long_year_is_paged_by_month(pages: dict[str, Document]) -> None:
    year, month, short = pages["news/2024/"], pages["news/2024/03/"], pages["news/2023/"]
    months = [f"{n:02}/" for n in range(12, 0, -1)]
    assert len(entries(year)) == LONG
    assert year.values("//nav[@aria-labelledby='by_month']//a/@href") == months
    assert len(entries(short)) == LONG_YEAR
    assert not short.values("//nav[@aria-labelledby='by_month']")
    assert month.values("//h1/text()") == ["Tin của cảng: tháng 3/2024"]
    assert len(entries(month)) == 5
    trail = month.values("//nav[@class='trail']//li//text()")
    assert [part.strip() for part in trail if part.strip()][-2:] == ["2024", "Tháng 3/2024"]
    assert month.values("//nav[@class='languages']//a/@href")[1] == "../../../en/news/2024/03/"
    assert list(month.alternates) == ["vi", "en", "x-default"]


def test_a_front_weighs_the_same_however_long_its_list(pages: dict[str, Document]) -> None:
    for root in ("", "en/"):
        assert len(pages[f"{root}news/"].text) < 16_000
        assert len(pages[f"{root}news/2024/"].text) < 20_000


def test_an_issue_counts_as_many_entries_as_it_has_items(portal_site: Path) -> None:
    pages = documents(portal_site)
    for url in ("bulletin/", "en/bulletin/", "ko/bulletin/"):
        assert len(entries(pages[url])) <= LONG
        assert pages[url].values("//nav[@aria-labelledby='by_year']//a/@href")[0] == "2026/"
        issues = pages[f"{url}2025/"].values("//section/h2/a/@href")
        assert sorted(map(quarter, issues)) == ["2025-q1", "2025-q2", "2025-q3", "2025-q4"]


def test_a_front_names_at_least_one_entry(small: Path, write: Write) -> None:
    for issue in (1, 2):
        dated = ITEM.format(n=issue, year=2024 + issue, month=3, day=issue)
        write(f"vi/news/{issue}-q/index.md", dated.replace("page", "bulletin-issue"), "")
        for n in range(LONG + 1):
            write(f"vi/news/{issue}-q/item-{n}.md", dated, "Bài.")
    site = load(small)
    paths = [page.path for page in named(site, site.by_url["news/"])]
    assert PurePosixPath("news/lighthouse.md") in paths
    assert len(paths) < 4


def entries(page: Document) -> list[str]:
    return page.values("//ul[contains(@class, 'cards')]/li/*[self::h2 or self::h3]/a/text()")


def quarter(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def test_the_page_of_a_year_has_no_picture_of_its_own(small: Path, write: Write) -> None:
    draw(small)
    write("vi/news/index.md", f"{FRONT}\nimage: bay.svg", "Tin.")
    fill(small, "vi", (2024, 30))
    site = load(small)
    front = site.by_url["news/"]
    assert View(site, "vi", front, PROJECT / "theme").shared_picture is not None
    assert View(site, "vi", front, PROJECT / "theme", Period(2024)).shared_picture is None
