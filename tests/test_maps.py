"""Maps: drawn to scale, names apart, and on no published page before they are approved."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from math import cos, radians
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from cities import PROJECT, built, load
from coast import COAST, LANGUAGES, NAMES, approve, mapped, state
from pages_html import documents

from cityportal.article import Article
from cityportal.commands.check import say_held
from cityportal.faults import FaultsError
from cityportal.figures.drawing import WIDTH, width_of
from cityportal.maps.drawing import draw
from cityportal.maps.model import Map
from cityportal.maps.shown import shown_maps
from cityportal.site import Site

GOLDEN = PROJECT / "tests" / "golden" / "map.svg"


@pytest.fixture
def coast(small: Path) -> Path:
    """The small city with a map that is not approved."""
    return mapped(small)


def article(site: Site, locale: str = "en") -> Article:
    page = site.page(PurePosixPath("news/lighthouse.md"), locale)
    assert page is not None
    return Article(site, page)


def test_a_map_waits_until_it_is_approved_and_again_when_it_is_changed(
    coast: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say_held(load(coast))
    assert "chờ duyệt, chưa đăng · map waits for approval" in capsys.readouterr().out
    assert shown_maps(article(load(coast))) == []
    sign_off = approve(coast)
    say_held(load(coast))
    assert "duyệt" not in capsys.readouterr().out
    assert [one.key for one in shown_maps(article(load(coast)))] == ["coast"]
    moved = [dict(COAST["places"][0], at=[10.21, 20.45]), *COAST["places"][1:]]
    state(coast, places=moved, sign_off=sign_off)
    say_held(load(coast))
    assert "map changed, to be approved again" in capsys.readouterr().out
    assert shown_maps(article(load(coast))) == []
    state(coast, sign_off=sign_off)
    names = coast / "brand" / "names.yml"
    names.write_text(names.read_text().replace("Old Fort", "New Fort"))
    assert shown_maps(article(load(coast))) == []


def test_the_preview_shows_what_waits_and_says_so(coast: Path) -> None:
    (one,) = shown_maps(article(replace(load(coast), preview=True)))
    assert not one.approved


def test_no_file_of_the_site_knows_a_map_that_waits(coast: Path, tmp_path: Path) -> None:
    site = built(coast, tmp_path / "site")
    assert not [file for file in site.rglob("*.html") if "map-coast" in file.read_text()]


def test_an_approved_map_is_told_in_words_in_the_readers_language(
    coast: Path, tmp_path: Path
) -> None:
    approve(coast)
    pages = documents(built(coast, tmp_path / "site"))
    for url, locale in (("news/lighthouse/", "vi"), ("en/news/lighthouse/", "en")):
        page = pages[url]
        listed = {" ".join(one.text_content().split()) for one in page.tree.xpath("//figure//li")}
        for written in NAMES.values():
            name = written[LANGUAGES.index(locale)]
            assert any(name in line and "Biên bản cảng" in line for line in listed), (url, name)
        assert "7/SNgV" in page.text and not page.values("//@style")
        ids = page.values("//@id")
        assert len(ids) == len(set(ids))
        (svg,) = page.tree.xpath("//figure/svg[@role='img']")
        for one in svg.get("aria-labelledby").split():
            assert page.tree.get_element_by_id(one).text_content()


def names(locale: str = "en") -> list[str]:
    return [written[LANGUAGES.index(locale)] for written in NAMES.values()]


def test_a_map_is_as_it_was() -> None:
    drawn = draw(Map.model_validate(COAST), names(), "en").drawing
    svg = f'<svg viewBox="0 0 {drawn.width} {drawn.height}">\n{drawn.marks}\n</svg>\n'
    svg = svg.replace("><", ">\n<")
    if os.environ.get("UPDATE_EXPECTED"):
        GOLDEN.write_text(svg, encoding="utf-8")
    assert svg == GOLDEN.read_text(encoding="utf-8")


def test_east_and_north_are_to_one_scale() -> None:
    drawn = draw(Map.model_validate(COAST), names(), "vi").drawing
    ((end, height),) = re.findall(r'class="scale" d="M0,[\d.]+v8M0,([\d.]+)h([\d.]+)', drawn.marks)
    frame = float(end) - 14
    per_degree = frame / 0.6
    assert per_degree == pytest.approx(WIDTH / (0.8 * cos(radians(20.3))), rel=0.01)
    assert float(height) == pytest.approx(20 * per_degree / 111.195, rel=0.01)
    assert ">20 km<" in drawn.marks


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_two_names_meet_and_a_place_without_a_name_has_a_number(locale: str) -> None:
    drawn = draw(Map.model_validate(COAST), names(locale), locale)
    group = drawn.drawing.marks.split('class="names"')[1].split("</g>")[0]
    written = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)"(?: text-anchor="(\w+)")?>([^<]*)<', group
    )
    boxes = []
    for x, y, anchor, text in written:
        width = width_of(text)
        left = float(x) - {"": 0, "middle": width / 2, "end": width}[anchor]
        assert left >= 0 and left + width <= WIDTH, text
        boxes.append((left, float(y) - 12, left + width, float(y)))
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or (
                other[3] <= one[1]
            )  # fmt: skip
            assert apart, written
    shown = {text for *_, text in written}
    for name, number in zip(names(locale), drawn.numbers, strict=True):
        assert (str(number) if number else name) in shown


def test_a_name_is_text() -> None:
    assert "<b>" not in draw(Map.model_validate(COAST), ["<b>"] * 5, "en").drawing.marks


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"bounds": COAST["bounds"] | {"east": 9.0}}, "West must be less than east"),
        ({"places": [{**COAST["places"][0], "at": [20.45, 10.2]}]}, "longitude comes before"),
        ({"places": [{**COAST["places"][0], "name": "fortress"}]}, "Nearest: “fort”"),
        ({"outlines": [{**COAST["outlines"][0], "source": "recrd"}]}, "Nearest: “record”"),
        ({"outlines": [{**COAST["outlines"][0], "points": [[1, 2], [3, 4]]}]}, "its corners"),
        ({"places": [{**COAST["places"][0], "at": [1000, 20]}]}, "in degrees"),
        ({"title": {"vi": "Bản đồ"}}, "“ko” is missing"),
    ],
)
def test_what_no_map_can_be_is_a_fault(coast: Path, changed: dict[str, Any], told: str) -> None:
    state(coast, **changed)
    with pytest.raises(FaultsError) as caught:
        load(coast)
    assert all(fault.path == Path("data/maps.yml") and fault.vi for fault in caught.value.faults)
    assert told in caught.value.report()


def test_a_page_that_names_no_map_is_a_fault(small: Path) -> None:
    for file in (small / "docs").glob("*/news/lighthouse.md"):
        file.write_text(file.read_text().replace("\n---\n", "\nmaps: [coast]\n---\n", 1))
    with pytest.raises(FaultsError) as caught:
        load(small)
    assert "data/maps.yml" in caught.value.report()
