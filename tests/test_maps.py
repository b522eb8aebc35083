"""Maps: drawn to scale, names apart, and on no published page before they are approved."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from math import cos, radians
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from cities import PROJECT, built, load
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
LANGUAGES = ("vi", "en", "ko", "ja", "zh")
STATED = {"source": "record", "as_of": "2025-03"}
NAMES = {
    "fort": ("Pháo đài cổ", "Old Fort", "옛 요새", "古い要塞", "古堡"),
    "north-quay": ("Bến Bắc", "North Quay", "북부두", "北埠頭", "北码头"),
    "south-quay": ("Bến Nam", "South Quay", "남부두", "南埠頭", "南码头"),
    "old-quay": ("Bến Cũ", "Old Quay", "구부두", "旧埠頭", "旧码头"),
    "new-quay": ("Bến Mới", "New Quay", "신부두", "新埠頭", "新码头"),
}
COAST: dict[str, Any] = {
    "title": dict(zip(LANGUAGES, ("Bản đồ", "Map", "지도", "地図", "地图"), strict=True)),
    "sentence": dict.fromkeys(LANGUAGES, "100%"),
    "bounds": {"west": 10.0, "south": 20.0, "east": 10.8, "north": 20.6},
    "outlines": [{"points": [[9.9, 20.7], [10.5, 20.7], [10.3, 20.4], [9.9, 19.9]], **STATED}],
    "places": [
        {"name": "fort", "kind": "heritage", "at": [10.2, 20.45], **STATED},
        {"name": "north-quay", "kind": "port", "at": [10.31, 20.39], **STATED},
        {"name": "south-quay", "kind": "port", "at": [10.29, 20.36], **STATED},
        {"name": "old-quay", "kind": "port", "at": [10.3, 20.34], **STATED},
        {"name": "new-quay", "kind": "port", "at": [10.27, 20.375], **STATED},
    ],
}


@pytest.fixture
def coast(small: Path) -> Path:
    """The small city with a map of invented places, on its lighthouse page, not approved."""
    table = small / "brand" / "names.yml"
    names = yaml.safe_load(table.read_text())
    for key, written in NAMES.items():
        names[key] = {
            "kind": "place", "status": "proposed", "authority": None,
            "names": dict(zip(LANGUAGES, written, strict=True)),
        }  # fmt: skip
    table.write_text(yaml.safe_dump(names, allow_unicode=True))
    state(small)
    for file in (small / "docs").glob("*/news/lighthouse.md"):
        file.write_text(file.read_text().replace("\n---\n", "\nmaps: [coast]\n---\n", 1))
    return small


def state(root: Path, **changed: Any) -> None:
    """Write the map with some keys ``changed``."""
    text = yaml.safe_dump({"coast": COAST | changed}, allow_unicode=True, sort_keys=False)
    (root / "data" / "maps.yml").write_text(text, encoding="utf-8")


def approve(root: Path, **changed: Any) -> dict[str, Any]:
    """Approve the map as it stands with ``changed``."""
    state(root, **changed)
    seal = load(root).registries.atlas.seal("coast")
    sign_off = {"by": "Sở", "on": "2025-05-01", "reference": "7/SNgV", "seal": seal}
    sign_off["on"] = yaml.safe_load("2025-05-01")
    state(root, **changed, sign_off=sign_off)
    return sign_off


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
