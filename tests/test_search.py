"""What is in the index of a language, and what its search page offers; tests/browser searches."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pagefind_bin_extended
import pytest
from cities import built, load
from pages_html import documents
from test_build import command

from cityportal.build import BuildError
from cityportal.faults import FaultsError
from cityportal.search.document import document
from cityportal.search.files import search_files
from cityportal.search.filters import filters
from cityportal.search.writing import as_indexed, runs
from cityportal.site import Site

ROOTS = {"vi": "", "en": "en/", "ko": "ko/", "ja": "ja/", "zh": "zh/"}


def urls(site: Path, locale: str) -> list[str]:
    """The address of each page in the index of ``locale``."""
    folder = site / "pagefind" / locale / "fragment"
    texts = (gzip.decompress(file.read_bytes()) for file in folder.iterdir())
    return sorted(json.loads(text.removeprefix(b"pagefind_dcd"))["url"] for text in texts)


def test_every_page_of_the_language_is_in_its_index_and_nothing_else(
    portal: Site, portal_site: Path
) -> None:
    for locale in ROOTS:
        listed = sorted(f"/{portal.url(page)}" for page in portal.listed(locale))
        assert urls(portal_site, locale) == listed
        assert not [url for url in listed if "search" in url]


def test_what_may_not_be_read_is_not_found(small_site: Path) -> None:
    assert urls(small_site, "vi") == ["/", "/news/", "/news/fair/", "/news/lighthouse/"]


def test_the_bundle_holds_only_what_the_page_of_results_loads(portal_site: Path) -> None:
    for locale in ROOTS:
        folder = portal_site / "pagefind" / locale
        kinds = {file.suffix for file in folder.rglob("*") if file.is_file()}
        assert kinds == {
            ".js", ".json", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"
        }  # fmt: skip
        assert [file.name for file in folder.glob("*.js")] == ["pagefind.js"]
        entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
        assert list(entry["languages"]) == ["zh-hans" if locale == "zh" else locale]
        largest = max(file.stat().st_size for file in (folder / "index").iterdir())
        assert largest < 25_000, (locale, largest)


def test_filters_offer_what_some_page_has(portal: Site) -> None:
    section, year, topic = filters(portal, "ko")
    assert (section.name, year.name, topic.name) == ("section", "year", "topic")
    assert section.labels["heritage"] == "유산"
    assert list(year.labels) == sorted(year.labels, reverse=True)
    assert set(topic.labels) == {tag for page in portal.listed("ko") for tag in page.meta.tags}


def test_a_document_says_what_the_templates_say_of_a_page(portal: Site) -> None:
    pages = {page.path.as_posix(): page for page in portal.listed("vi")}
    heritage = document(portal, pages["heritage/yen-tu-con-son-kiep-bac.md"], "<p>Văn</p>")
    assert '<meta data-pagefind-meta="section[content]" content="Di sản">' in heritage
    assert "525,75 ha" in heritage and "<p>Văn</p>" in heritage
    charted = document(portal, pages["partners/localities.md"], "")
    assert "hợp nhất với tỉnh Hải Dương ngày 1/7/2025.</p>" in charted
    figures = document(portal, pages["figures/index.md"], "")
    assert figures.count("<p>") == len(list(portal.registries.figures))


def test_an_author_cannot_leave_the_document(small: Path) -> None:
    page = small / "docs" / "vi" / "news" / "fair.md"
    hostile = json.dumps('</h1><script data-pagefind-meta=x>\'" onerror="')
    text = page.read_text(encoding="utf-8").replace("Hội chợ\n", f"{hostile}\n", 1)
    page.write_text(text.replace("Bến số 1", "\"'A' & <b>\""), encoding="utf-8")
    site = load(small)
    (fair,) = [one for one in site.listed("vi") if one.path.name == "fair.md"]
    made = document(site, fair, "")
    assert "<script" not in made and "<b>" not in made
    assert "'A' &amp; &lt;b&gt;" in made


@pytest.mark.parametrize(
    ("locale", "text", "indexed"),
    [
        ("vi", "Đầu tư đồng", "D\u0335ầu tư d\u0335ồng"),
        ("en", "Chu Đậu, 3,904", "Chu D\u0335ậu, 3,904"),
        ("ko", "가–힣", "\U00027000\u200a–\u200a\U00029ba3"),
        ("ja", "来訪365団", "来訪\u200a365\u200a団"),
        ("zh", "接待365个", "接待365个"),
    ],
)
def test_words_are_given_as_readers_ask_for_them(locale: str, text: str, indexed: str) -> None:
    assert as_indexed(text, locale) == indexed


def test_titles_are_found_by_what_stands_inside() -> None:
    assert runs("下龙湾").split() == ["下龙湾", "龙湾", "湾"]
    assert max(map(len, runs("ハイフォンの港湾と交通網").split())) == 6


def test_the_search_page_is_linked_everywhere_and_listed_nowhere(portal_site: Path) -> None:
    pages = documents(portal_site)
    for locale, root in ROOTS.items():
        search = pages[f"{root}search/"]
        assert not search.is_listed and not search.alternates
        sitemap = (portal_site / f"sitemap-{locale}.xml").read_text(encoding="utf-8")
        assert "search/" not in sitemap
        up = "../" * f"{root}search/".count("/")
        assert search.values("//form/@data-folder") == [f"{up}pagefind/{locale}/"]
        sections = search.values("//nav[@class='sections']//a/@href")
        assert sections == search.values("//nav[@class='menu']//li[not(@class)]/a/@href")
    for url, page in pages.items():
        if not page.is_redirect:
            assert len(page.values("//a[@class='find']/@href")) == 1, url


def test_a_city_without_a_search_page_has_no_search(small: Path, tmp_path: Path) -> None:
    for file in small.glob("docs/*/search.md"):
        file.unlink()
    site = built(small, tmp_path / "site")
    assert not (site / "pagefind").exists()
    assert not documents(site)[""].values("//a[@class='find']/@href")


def test_a_machine_without_the_program_is_told_in_both_languages(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(pagefind_bin_extended, "get_executable", missing)
    with pytest.raises(BuildError) as caught:
        built(small, tmp_path / "site")
    message = str(caught.value)
    assert "docs/vi/search.md" in message and "pip install" in message
    assert "chưa có chương trình Pagefind" in message and "is not on this machine" in message
    assert "Traceback" not in message


def test_what_the_program_says_when_it_fails_is_told(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small / ".cache", ignore_errors=True)
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 7\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin_extended, "get_executable", lambda: program)
    with pytest.raises(BuildError, match="Pagefind fails: exit 7"):
        built(small, tmp_path / "site")


def test_filters_and_days_name_pages_of_the_index(portal: Site, portal_site: Path) -> None:
    for locale in ROOTS:
        folder = portal_site / "pagefind" / locale
        names = {file.stem for file in (folder / "fragment").iterdir()}
        for table in ("section", "year", "topic", "day"):
            rows = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))
            assert rows and {name for row in rows.values() for name in row} <= names
        years = json.loads((folder / "year.json").read_text(encoding="utf-8"))
        dated = [page for page in portal.listed(locale) if page.day.year == 2025]
        assert len(years["2025"]) == len(dated)


def test_the_same_pages_give_the_same_index(small: Path) -> None:
    site = load(small)
    contents = {site.url(page): "<p>Tin</p>" for page in site.listed("vi")}
    made = search_files(site, "vi", contents)
    (small / ".cache" / "search" / "vi.zip").unlink()
    assert search_files(site, "vi", contents) == made
    assert all(made.values())


def test_only_a_change_is_indexed_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = load(small)
    contents = {site.url(page): "<p>Tin</p>" for page in site.listed("vi")}
    made = search_files(site, "vi", contents)
    monkeypatch.setattr(pagefind_bin_extended, "get_executable", lambda: "/bin/false")
    assert search_files(site, "vi", contents) == made
    contents["news/fair/"] = "<p>Hội chợ dời sang tháng sau</p>"
    with pytest.raises(FaultsError):
        search_files(site, "vi", contents)


def test_the_duty_of_full_text_search_is_met(small: Path) -> None:
    assert command("build.py", "--root", str(small)).returncode == 0
    assert "met  Tìm kiếm toàn văn" in command("duties.py", "--root", str(small)).stdout
