"""Press kits: what is inside, what never is, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cities import NOW, built, load
from lxml import html as lxml_html
from pictures import RECORD, keep

from cityportal.feeds.presskit import press_kits
from cityportal.site import Site

Write = Callable[..., Path]
META = "title: {title}\ndescription: {title}.\ntype: {kind}\nstatus: {status}\ndate: {date}\n"
FRONT = "title: Bản tin\ndescription: Các số.\ntype: section\nstatus: published"
TEXT = """
Cảng đón **{{ figure ships }}**.

<!-- ghi chú -->

- một
- hai

| Năm | Tàu |
|---|---|
| 2023 | 120 |
"""
NAME = "press-kits/spring.zip"
RELEASE = datetime(2026, 1, 1, 2, tzinfo=UTC)
SECRET = "BÍ MẬT"


def meta(title: str, kind: str = "bulletin-item", status: str = "published") -> str:
    return META.format(title=title, kind=kind, status=status, date="2025-03") + "sources: [record]"


@pytest.fixture
def city(small: Path, write: Write) -> Path:
    """The small city with an issue: two articles, and three pages nobody may read."""
    for locale in ("vi", "en"):
        write(f"{locale}/bulletin/index.md", FRONT)
    folder = "bulletin/spring"
    write(f"vi/{folder}/index.md", meta("Số xuân", "bulletin-issue"), "Mời đọc [bài](ships.md).")
    write(f"en/{folder}/index.md", meta("Spring issue", "bulletin-issue"), "Read on.")
    write(f"vi/{folder}/ships.md", meta("Tàu đến"), TEXT)
    corrected = "\nupdated: 2025-04-02\ncorrection: One thousand, not two."
    write(f"en/{folder}/ships.md", meta("Ships come") + corrected, "{{ figure ships }} came.")
    write(f"vi/{folder}/draft.md", meta(f"{SECRET} nháp", status="draft"), SECRET)
    gone = "\nwithdrawn: {on: 2025-12-03, reason: Đã thay.}"
    write(f"vi/{folder}/gone.md", meta(f"{SECRET} đã rút", status="withdrawn") + gone, SECRET)
    hour = "\nembargo: {until: 2026-01-01 09:00, zone: Asia/Ho_Chi_Minh}"
    write(f"vi/{folder}/later.md", meta(f"{SECRET} sau", status="embargoed") + hour, SECRET)
    return small


def unpacked(kit: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(kit)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def kit_of(root: Path, now: datetime = NOW) -> dict[str, bytes]:
    return unpacked(press_kits(load(root, now))[NAME])


READMES = [f"README.{locale}.txt" for locale in ("en", "ja", "ko", "vi", "zh")]


def test_a_kit_holds_the_texts_of_every_language_there_is(city: Path) -> None:
    kit = kit_of(city)
    assert list(kit) == [
        *READMES,
        "en/fact-sheet.txt", "en/texts/index.md", "en/texts/ships.md",
        "vi/fact-sheet.txt", "vi/texts/index.md", "vi/texts/ships.md",
        "SHA256SUMS",
    ]  # fmt: skip
    assert kit["vi/texts/ships.md"].decode() == (
        "Tàu đến\n\ntháng 3/2025\n\nTàu đến.\n\nCảng đón **hơn 1.500 tàu**.\n\n- một\n- hai\n\n"
        "| Năm | Tàu |\n|---|---|\n| 2023 | 120 |\n\n"
        "Nguồn\n- Biên bản cảng, Cảng vụ, tháng 3/2025\n\n"
        "https://mau.example/cong/bulletin/spring/ships/\n"
    )


def test_a_correction_stands_at_the_head_of_the_text(city: Path) -> None:
    text = kit_of(city)["en/texts/ships.md"].decode()
    assert "\n\nCorrected on 2 April 2025: One thousand, not two.\n\n" in text


def test_the_fact_sheet_names_value_time_and_source_once(city: Path, write: Write) -> None:
    write("vi/bulletin/spring/again.md", meta("Lại tàu"), "{{ figure ships }}.")
    assert kit_of(city)["vi/fact-sheet.txt"].decode() == (
        "Tàu vào cảng: hơn 1.500 tàu\ntháng 12/2024\nBiên bản cảng, Cảng vụ\n"
    )


def test_every_readme_has_rights_and_terms_and_tells_of_what_is_there(city: Path) -> None:
    site, kit = load(city), kit_of(city)
    feeds, words = site.registries.feeds, site.registries.words
    assert feeds is not None
    for locale in site.settings.locales:
        readme = kit[f"README.{locale}.txt"].decode()
        assert feeds.rights[locale] in readme and feeds.terms[locale] in readme
        has_facts = f"{locale}/fact-sheet.txt" in kit
        assert (words["press_kit_facts"][locale] in readme) == has_facts
        assert words["press_kit_pictures"][locale] not in readme
    assert "Spring issue" in kit["README.ko.txt"].decode()


def test_the_sums_are_those_of_every_file(city: Path) -> None:
    kit = kit_of(city)
    sums = kit.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{sha256(data).hexdigest()}  {name}" for name, data in kit.items()]


def test_nothing_that_may_not_be_read_is_inside(city: Path) -> None:
    for name, data in kit_of(city).items():
        assert SECRET not in data.decode(), name
        assert not re.search("draft|gone|later", name)


def test_an_embargoed_article_is_inside_from_its_hour(city: Path) -> None:
    before, after = kit_of(city), kit_of(city, RELEASE)
    assert set(after) - set(before) == {"vi/texts/later.md"}
    assert SECRET in after["vi/texts/later.md"].decode()


def test_pictures_come_as_supplied_with_captions_in_every_language(
    city: Path, write: Write
) -> None:
    record = RECORD.replace("ai_made: false", "ai_made: true")
    original = keep(city, "ports/harbour.jpg", record, quality=95)
    keep(city, "unused.jpg")
    write("vi/bulletin/spring/port.md", meta("Cảng") + "\nimage: ports/harbour.jpg", "Ảnh.")
    kit = kit_of(city)
    assert [name for name in kit if name.startswith("pictures/")] == ["pictures/ports/harbour.jpg"]
    assert kit["pictures/ports/harbour.jpg"] == original.read_bytes()
    assert kit["ja/captions.txt"].decode() == (
        "pictures/ports/harbour.jpg\n港の様子\nNguyễn Văn A, Sở Ngoại vụ\nCC BY 4.0\n2025年3月\n"
        "全部または一部をAIで生成\n"
    )
    words = load(city).registries.words["press_kit_pictures"]
    for locale in ("vi", "en", "ko", "ja", "zh"):
        assert f"{locale}/captions.txt" in kit
        assert words[locale] in kit[f"README.{locale}.txt"].decode()


def test_the_bytes_depend_on_the_content_alone(city: Path, tmp_path: Path) -> None:
    first = press_kits(load(city))[NAME]
    (city / "docs/vi/bulletin/spring/ships.md").touch()
    assert press_kits(load(city, datetime(2025, 12, 31, 15, tzinfo=UTC)))[NAME] == first
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        for entry in opened.infolist():
            assert entry.date_time == (2025, 3, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.external_attr >> 16 == 0o100644 and entry.create_system == 3


def test_the_issue_leads_to_its_kit_and_says_how_large_it_is(city: Path, tmp_path: Path) -> None:
    site = built(city, tmp_path / "site")
    kit = site / NAME
    assert [file.name for file in site.rglob("*.zip")] == ["spring.zip"]
    size = round(kit.stat().st_size / 1000)
    for page, words in (
        ("bulletin/spring", f"Bộ tư liệu báo chí (ZIP, {size} kB)"),
        ("en/bulletin/spring", f"Press kit (ZIP, {size} kB)"),
    ):
        file = site / page / "index.html"
        (link,) = re.findall(r'<a href="(.*press-kits.*)" download>(.*)</a>', file.read_text())
        assert link[1] == words
        assert (file.parent / link[0]).resolve() == kit.resolve()


def test_only_the_front_of_a_readable_issue_has_a_kit(city: Path, write: Write) -> None:
    write("vi/bulletin/alone.md", meta("Số lẻ", "bulletin-issue"))
    write("vi/bulletin/next/index.md", meta("Số sau", "bulletin-issue", "draft"))
    assert list(press_kits(load(city))) == [NAME]


def test_each_shipped_issue_has_all_its_texts_in_its_kit(portal: Site, portal_site: Path) -> None:
    issues = portal.issues("vi")
    assert issues
    for issue in issues:
        kit = unpacked((portal_site / f"press-kits/{issue.folder.name}.zip").read_bytes())
        expected = {
            f"{locale}/texts/{path.relative_to(issue.folder)}"
            for path in portal.pages
            if issue.folder in path.parents
            for locale in portal.alternates(path)
        }
        assert {name for name in kit if "/texts/" in name} == expected


def test_the_words_of_a_text_are_those_of_its_page(portal: Site, portal_site: Path) -> None:
    compared = 0
    for issue in portal.issues("vi"):
        kit = unpacked((portal_site / f"press-kits/{issue.folder.name}.zip").read_bytes())
        for path in (path for path in portal.pages if issue.folder in path.parents):
            for locale, page in portal.alternates(path).items():
                name = f"{locale}/texts/{path.relative_to(issue.folder)}"
                told = bare(re.sub(r"\]\([^()]*\)|\{[^{}]*\}", "", kit[name].decode()))
                shown: Any = lxml_html.parse(str(portal_site / portal.url(page) / "index.html"))
                for block in shown.xpath("//article/p"):
                    if not block.xpath(".//a[@download]"):
                        assert bare(block.text_content()) in told, name
                        compared += 1
    assert compared > 200


def bare(text: str) -> str:
    """The letters and digits of ``text``."""
    return re.sub(r"[\W_]", "", text)
