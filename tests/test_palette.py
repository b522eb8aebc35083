"""Colours are those of the palette, and told apart (BR010)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cities import PROJECT, load
from hypothesis import given
from hypothesis import strategies as st

from cityportal.brandbook.levels import Level, read_levels
from cityportal.brandbook.palette import read_palette
from cityportal.checks.colour import contrast, oklab, readable, rgb
from cityportal.checks.finding import Finding
from cityportal.checks.literals import in_markup, in_stylesheet
from cityportal.checks.runner import run
from cityportal.faults import FaultsError
from cityportal.site import Site

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def findings(root: Path, *rules: str) -> list[Finding]:
    return run(load(root), read_levels(root), rules)


def change(root: Path, old: str, new: str, count: int = 1) -> None:
    palette = root / "brand" / "palette.yml"
    text = palette.read_text(encoding="utf-8")
    assert old in text
    palette.write_text(text.replace(old, new, count), encoding="utf-8")


def style(root: Path, css: str, name: str = "theme/assets/own.css") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(css, encoding="utf-8")


def test_the_shipped_theme_and_palette_are_clean(portal: Site) -> None:
    assert run(portal, read_levels(PROJECT), ("BR010",)) == []
    assert len(read_palette(PROJECT).pairs) > 10


@pytest.mark.parametrize(
    ("old", "new", "line", "texts"),
    [
        ('ink: "#14212b"', 'ink: "#8a8f93"', "  ink:", 3),
        ('flamboyant: "#ff8a7b"', 'flamboyant: "#8c2a20"', "  flamboyant:", 3),
        ('on-deep: "#f4f8fa"', 'on-deep: "#52808f"', "  on-deep:", 1),
        ('  sea: "#000000"', '  sea: "#777777"', "  sea:", 4),
        ('  paper: "#ffffff"', '  paper: "#c8c8c8"', "  paper:", 1),
    ],
)
def test_a_colour_that_is_not_told_apart_is_found_at_its_key(
    small: Path, old: str, new: str, line: str, texts: int
) -> None:
    change(small, old, new)
    found = findings(small)
    text = (small / "brand" / "palette.yml").read_text(encoding="utf-8").split("\n")
    colour = new.split('"')[1]
    assert {(one.rule, one.level, one.path.as_posix(), one.found) for one in found} == {
        ("BR010", Level.ERROR, "brand/palette.yml", colour)
    }
    assert len(found) == texts
    assert all(text[one.line - 1].startswith(line) for one in found)
    assert all(text[one.line - 1][one.column - 1 :].startswith(colour) for one in found)


def test_what_was_measured_is_said_and_the_suggestion_is_enough(small: Path) -> None:
    change(small, 'on-deep: "#f4f8fa"', 'on-deep: "#52808f"')
    (one,) = findings(small)
    assert "3.03:1" in one.en and "4.5:1" in one.en and "the light scheme" in one.en
    assert "3,03:1" in one.vi and "4,5:1" in one.vi and "giao diện sáng" in one.vi
    change(small, "#52808f", one.suggestion)
    assert findings(small) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("text: ink", "text: inc", ("pairs.0.text", "“ink”")),
        ("ground: paper", "ground: papper", ("pairs.0.ground", "“paper”")),
        ("least: 4.5", "least: 1", ("pairs.0.least", "4.5 for text")),
        ("#14212b", "#14212", ("light.ink", "#rrggbb")),
        ('dark:\n  paper: "#0e1820"', "dark:", ("light.paper", "The dark scheme lacks")),
        ("print:\n  paper", "print:\n  papier", ("print.papier", "“paper”")),
    ],
)
def test_a_palette_that_does_not_fit_is_a_fault_at_its_key(
    small: Path, old: str, new: str, said: tuple[str, ...]
) -> None:
    change(small, old, new)
    with pytest.raises(FaultsError) as caught:
        findings(small)
    report = caught.value.report()
    assert "brand/palette.yml:" in report and all(words in report for words in said)


@pytest.mark.parametrize(
    ("css", "found", "suggestion"),
    [
        ("a { color: #0B5A7C }", "#0B5A7C", "var(--sea)"),
        ("a { color: #eee }", "#eee", "var(--sand)"),
        ("a { border: 1px solid Tomato }", "Tomato", "var(--coral)"),
        ("a { fill: rgb(11 90 122 / 50%) }", "rgb(11 90 122 / 50%)",
         "color-mix(in srgb, var(--sea) 50%, transparent)"),
        ("a { fill: #06344a80 }", "#06344a80",
         "color-mix(in srgb, var(--deep) 50%, transparent)"),
        ("a { fill: oklch(43% .09 230) }", "oklch(43% .09 230)", "var(--sea)"),
        ("a { fill: oklab(.43 -.06 -.07) }", "oklab(.43 -.06 -.07)", "var(--sea)"),
        ("a { fill: hsl(3deg, 73%, 42%) }", "hsl(3deg, 73%, 42%)", "var(--flamboyant)"),
        ("a { fill: color(display-p3 1 0 (0)) }", "color(display-p3 1 0 (0))", "var(--…)"),
        ("a { fill: rgb(from var(--sea) r g b) }", "rgb(from var(--sea) r g b)", "var(--…)"),
        ("a { --own: #123457 }", "#123457", "var(--deep)"),
        ("a { color: var(--none, #0b5a7c) }", "#0b5a7c", "var(--sea)"),
        ("a { background: linear-gradient(#0b5a7c, var(--sea)) }", "#0b5a7c", "var(--sea)"),
        ("@media print { @supports (x: y) { a:hover { color: #0b5a7c } } }", "#0b5a7c",
         "var(--sea)"),
        ("/* ờ\n */ a { b:is(#abc) & { color: /* #fff */ #0b5a7c } }", "#0b5a7c", "var(--sea)"),
    ],
)  # fmt: skip
def test_a_colour_from_elsewhere_is_found_at_its_place(
    small: Path, css: str, found: str, suggestion: str
) -> None:
    style(small, f"\n{css}\n")
    (one,) = findings(small)
    assert (one.found, one.suggestion, one.rule) == (found, suggestion, "BR010")
    line = f"\n{css}".split("\n")[one.line - 1]
    assert line[one.column - 1 : one.end_column - 1] == found
    assert one.path == Path("theme/assets/own.css")


@pytest.mark.parametrize(
    "css",
    [
        "#abc, .red, tan:hover, [fill=blue] { color: inherit }",
        "a { color: transparent; fill: none; stroke: currentColor; background: Canvas }",
        "a { color: #06344A; fill: #06344aff; stroke: rgb(6, 52, 74); background: WHITE }",
        "a { background: color-mix(in oklab, var(--sea) 20%, transparent) url(#fff) }",
        "a { font-family: Linen, 'red'; animation: red 1s; grid-area: tan } /* red */",
        'a::after { content: "#abc"; width: 1e3px }',
        "a { color: #12345 } @media (color: red) { }",
    ],
)
def test_what_is_no_colour_or_one_of_the_palette_is_left_alone(small: Path, css: str) -> None:
    style(small, css)
    assert findings(small) == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<path fill='#123'/>", ["#123"]),
        ('<svg color="red"\nFILL = "#0b5a7c" data-fill="#111">', ["red", "#0b5a7c"]),
        ('<stop stop-color="hsl(1 2% 3%)" style="a: b; stop-color: #222"/>',
         ["hsl(1 2% 3%)", "#222"]),
        ('<animate attributeName="fill" values="none; #333 ;tan"/>', ["#333", "tan"]),
        ("<style>/*<![CDATA[*/ a { fill: #444 } /*]]>*/</style>", ["#444"]),
        ("<style type='x'><![CDATA[ a { fill: #444 } ]]></style>", ["#444"]),
        ("<!-- <a fill='#555'> --><g fill='url(#fff)' id='#666' stroke=''/>", []),
        ('{# style="color: red" #}<p style="color: {{ x }}; margin: {{ y }}">#777 red</p>', []),
        ("<style></style><g style=''/>", []),
    ],
)  # fmt: skip
def test_colours_in_markup(markup: str, found: list[str]) -> None:
    assert [markup[one.start : one.end] for one in in_markup(markup)] == found


def test_a_picture_is_given_the_colour_itself_and_a_template_its_name(small: Path) -> None:
    style(small, '<svg><g fill="#0b5a7c"/></svg>', "docs/assets/map/ward.svg")
    style(small, '<p style="color: #0b5a7c">', "theme/kinds/own.html")
    assert [(one.path.name, one.suggestion) for one in findings(small)] == [
        ("ward.svg", "#0b5a7a"),
        ("own.html", "var(--sea)"),
    ]


def test_a_colour_may_be_excepted_with_its_reason(small: Path) -> None:
    comment = "/* brand-ok BR010: the sponsor's colour */"
    style(small, f"{comment}\na {{ color: #123 }}\n\nb {{ color: var(--sea) }}\n")
    assert findings(small) == []
    style(small, f"{comment}\na {{ color: var(--sea) }}\n\nb {{ color: #123 }}\n")
    assert [(one.rule, one.line) for one in findings(small)] == [("EX001", 1), ("BR010", 4)]
    style(small, f"{comment}\na {{ color: var(--sea) }}\n")
    assert [one.rule for one in findings(small)] == ["EX001"]
    style(small, '<!-- brand-ok BR010: old seal -->\n<g fill="red"/>', "docs/assets/a.svg")
    assert [one.rule for one in findings(small)] == ["EX001"]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == 21
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.478, abs=0.001)
    assert contrast(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.542, abs=0.001)


def test_oklab_is_that_of_its_author() -> None:
    assert oklab(rgb("#ffffff")) == pytest.approx((1, 0, 0), abs=1e-6)
    assert oklab(rgb("#ff0000")) == pytest.approx((0.628, 0.2249, 0.1258), abs=1e-3)


@given(colour=COLOURS, ground=COLOURS)
def test_a_readable_colour_is_readable(colour: str, ground: str) -> None:
    better = readable(rgb(colour), rgb(ground), 4.5)
    assert re.fullmatch(r"#[0-9a-f]{6}", better)
    assert contrast(rgb(better), rgb(ground)) >= 4.5


@given(st.text("#abcf019 (){}[]<>:;,/*\"'\\\n\f=-.%redtansylfihgbv", max_size=60))
def test_a_place_is_inside_the_text_whatever_the_text(text: str) -> None:
    for css in (text, f"a{{color:{text}"):
        for one in in_stylesheet(css):
            assert 0 <= one.start < one.end <= len(css)
    for markup in (text, f"<a style='{text}' fill='{text}'/>"):
        for one in in_markup(markup):
            assert 0 <= one.start < one.end <= len(markup)
