"""Drawings in SVG: what may be in them, and that those of the city are all in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from cities import load
from pictures import DRAWING, draw

from cityportal.brandbook.levels import read_levels
from cityportal.checks.finding import Finding
from cityportal.checks.runner import run
from cityportal.pictures.drawing import drawing_facts, rasterised
from cityportal.pictures.facts import Facts, Unreadable
from cityportal.pictures.record import Kind
from cityportal.site import Site


def findings(root: Path) -> list[Finding]:
    return [one for one in run(load(root), read_levels(root)) if one.rule == "BR009"]


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<path d="M0 0" onclick="alert(1)"/>', "onclick"),
        ('<path d="M0 0" ONLOAD="alert(1)"/>', "ONLOAD"),
        ("<text>Hải Phòng</text>", "<text>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
        ('<use href="https://elsewhere.example/a.svg#b"/>', "href"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg#b"/>', "href"),
        ('<path d="M0 0" fill="url(https://elsewhere.example/#b)"/>', "fill"),
        ('<path d="M0 0" style="fill: url( \'b.svg#b\')"/>', "style"),
        ("<style>@import 'b.css';</style>", "<style>"),
        ("<animate/>", "<animate>"),
        ("<?xml-stylesheet href='b.css'?>", "<?…?>"),
    ],
)
def test_what_runs_loads_or_needs_a_font_is_refused(small: Path, inside: str, named: str) -> None:
    draw(small, inside=inside)
    (one,) = findings(small)
    assert (one.path.name, one.line, one.found) == ("bay.yml", 1, "drawing")
    assert named in one.vi and named in one.en


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"<html/>",
        DRAWING.format("")[:-9].encode(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING.format("&a;").encode(),
        DRAWING.format("").replace('viewBox="0 0 1200 675"', "").encode(),
        DRAWING.format("").replace("1200 675", "1200").encode(),
        DRAWING.format("").replace("1200 675", "0 675").encode(),
    ],
)
def test_what_is_no_drawing_or_has_no_size_is_named(data: bytes) -> None:
    told = drawing_facts(data)
    assert isinstance(told, Unreadable) and told.vi and told.en


def test_a_good_drawing_is_left_alone(small: Path) -> None:
    inside = (
        '<title>Vịnh</title><defs><g id="a"><circle r="9"/></g></defs><use href="#a"/>'
        '<!-- sóng --><g clip-path="url(#b)"/><metadata><a:b xmlns:a="urn:c">đ</a:b></metadata>'
    )
    draw(small, inside=inside)
    assert findings(small) == []


def test_a_heavy_drawing_is_found(small: Path) -> None:
    draw(small, inside=f"<path d='{'M0 0' * 20_000}'/>")
    (small / "brand" / "images.yml").write_text("drawing_weight: 60\n")
    (one,) = findings(small)
    assert "60 kB" in one.vi and "60 kB" in one.en


def test_a_drawing_marked_as_made_by_ai_must_be_recorded_so(small: Path) -> None:
    draw(small, inside="<metadata>trainedAlgorithmicMedia</metadata>")
    (one,) = findings(small)
    assert one.found == "false"


def test_a_drawing_becomes_a_picture_of_the_width_asked_for() -> None:
    data = DRAWING.format("").encode()
    assert rasterised(data, 1200) == rasterised(data, 1200) != rasterised(data, 600)


def test_what_cannot_be_drawn_is_named() -> None:
    for data in (b"", DRAWING.format("").encode("utf-16")):
        assert isinstance(rasterised(data, 1200), Unreadable)


def test_the_illustrations_are_in_order(portal: Site) -> None:
    drawn = {name: one for name, one in portal.pictures.items() if one.is_drawn}
    assert len(drawn) == 13
    for name, one in drawn.items():
        facts = one.facts
        assert isinstance(facts, Facts), name
        assert (facts.width, facts.height) == (1200, 675) and facts.weight < 14_000
        assert one.picture.kind is Kind.DRAWING and one.picture.ai_made and one.picture.focus
        assert len({*one.picture.alt.values(), *one.picture.caption.values()}) == 10


def test_every_illustration_is_shown_in_every_language(portal: Site) -> None:
    for locale in portal.settings.locales:
        pages = [portal.alternates(path).get(locale) for path in portal.pages]
        assert {page.meta.image for page in pages if page and page.meta.image} == {
            name for name, one in portal.pictures.items() if one.is_drawn
        }
