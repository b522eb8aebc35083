"""Charts: drawn from the registry of figures, in the numbers of each language, for every reader."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cities import PROJECT, SITES, built, load
from lxml import etree
from pages_html import Document, documents

from cityportal.brandbook.palette import read_palette
from cityportal.charts import draw_charts
from cityportal.checks.colour import contrast, rgb
from cityportal.faults import FaultsError
from cityportal.figures import drawing
from cityportal.figures.drawing import Bar, Point
from cityportal.figures.vega import Spec, draw, drawn
from cityportal.site import Site

GOLDEN = PROJECT / "tests" / "golden"
LANGUAGES = {"vi": "", "en": "en/", "ko": "ko/", "ja": "ja/", "zh": "zh/"}
ROWS = [Bar("Ships from the east & north", "about 1,500", 1500), Bar("Others", "120", 120)]
POINTS = [
    Point(738_000, "7 July 2021", "120", 120),
    Point(738_010, "17 July 2021", "120", 120),
    Point(738_200, "January 2022", "1,500", 1500),
]
SPECS = {
    "bar": drawing.bars(ROWS),
    "share": drawing.bars(ROWS, 1620),
    "narrow": drawing.bars([Bar("A label of many words that has to be parted", "one", 1)]),
    "line": drawing.line(POINTS),
    "trend": drawing.trend(POINTS),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of ``SPECS`` drawn."""
    folder = tmp_path_factory.mktemp("charts")
    assert draw(list(SPECS.values()), folder) == len(SPECS)
    return folder


@pytest.mark.parametrize("name", SPECS)
def test_drawings_are_as_they_were(name: str, kept: Path) -> None:
    one = drawing.drawing(SPECS[name], kept)
    svg = f'<svg viewBox="0 0 {one.width} {one.height}">\n{one.marks}\n</svg>\n'
    svg = svg.replace("/><", "/>\n<").replace("</text><", "</text>\n<").replace("</g><", "</g>\n<")
    golden = GOLDEN / f"chart-{name}.svg"
    if os.environ.get("UPDATE_EXPECTED"):
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


def test_another_folder_gets_the_same_bytes_and_a_second_time_nothing_is_drawn(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(list(reversed(SPECS.values())), tmp_path)
    files = {file.name: file.read_bytes() for file in kept.iterdir()}
    assert files == {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr("subprocess.run", None)
    assert draw(list(SPECS.values()), kept) == 0
    assert drawn(SPECS["bar"], kept)


def test_a_bar_is_as_long_as_its_figure_and_a_line_begins_at_zero(kept: Path) -> None:
    long, short = _lengths(SPECS["bar"], kept)
    assert long == drawing.WIDTH
    assert short == pytest.approx(drawing.WIDTH * 120 / 1500, abs=0.1)
    long, short = _lengths(SPECS["share"], kept)
    assert long == pytest.approx(drawing.WIDTH * 1500 / 1620, abs=0.1)
    marks = drawing.drawing(SPECS["line"], kept).marks
    ((path),) = re.findall(r'class="line"><path d="([^"]*)"', marks)
    first, _, last = [float(y) for _, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
    ((base),) = re.findall(r'class="base"><line transform="translate\(0,([\d.]+)\)"', marks)
    assert (float(base) - first) / (float(base) - last) == pytest.approx(120 / 1500, abs=0.01)


def _lengths(spec: Spec, kept: Path) -> list[float]:
    marks = drawing.drawing(spec, kept).marks
    filled = re.findall(r'<g class="bars">.*?</g>', marks)[0]
    return [float(length) for length in re.findall(r"h([\d.]+)v", filled)]


# --- The small city, with charts of its own -------------------------------------------------------

LABELS = dict.fromkeys(LANGUAGES, "Ships")


def charted(small: Path, **chart: Any) -> Path:
    """The small city with one chart, on its lighthouse page in every language that has it."""
    stated = {"kind": "line", "title": LABELS, "sentence": LABELS, "history": "ships", **chart}
    stated = {key: value for key, value in stated.items() if value is not None}
    text = yaml.safe_dump({"fleet": stated}, allow_unicode=True, sort_keys=False)
    (small / "data" / "charts.yml").write_text(text, encoding="utf-8")
    for file in (small / "docs").glob("*/news/lighthouse.md"):
        file.write_text(file.read_text().replace("\n---\n", "\ncharts: [fleet]\n---\n", 1))
    return small


def more_figures(small: Path, **figures: Any) -> None:
    """Add figures to the registry, each the ships with other ``values`` or another ``unit``."""
    file = small / "data" / "figures.yml"
    registry = yaml.safe_load(file.read_text())
    for name, changed in figures.items():
        registry[name] = {**registry["ships"], **changed}
    file.write_text(yaml.safe_dump(registry, allow_unicode=True, sort_keys=False))


def one_value(value: float, **more: Any) -> dict[str, Any]:
    return {"values": [{"value": value, "as_of": "2024-12", "source": "record", **more}]}


def parts(*names: str) -> list[dict[str, str]]:
    return [{"figure": name} for name in names]


BAR = {"kind": "bar", "history": None}
UNFIT: dict[str, tuple[dict[str, Any], str, str]] = {
    "a figure that nobody knows": ({"history": "shps"}, "“shps”", "history: ships"),
    "both figures and a history": ({"kind": "bar", "figures": parts("ships")}, "not both", ""),
    "a line of several figures": (
        {"kind": "line", "history": None, "figures": parts("ships", "boats")}, "one figure", "",
    ),
    "a share without a whole": (
        {"kind": "share", "history": None, "figures": parts("boats", "rafts")}, "“whole”", "",
    ),
    "one figure alone": (BAR | {"figures": parts("ships")}, "At least two", ""),
    "another unit": (BAR | {"figures": parts("ships", "tons")}, "counted in “tonnes”", ""),
    "another period": (BAR | {"figures": parts("boats", "years")}, "2021/2024", ""),
    "dates too far apart": (BAR | {"figures": parts("boats", "old")}, "over a year apart", ""),
    "a range": (BAR | {"figures": parts("boats", "some")}, "a range", ""),
    "parts that do not add up": (
        {"kind": "share", "history": None, "whole": "ships", "figures": parts("boats", "rafts")},
        "add up to 6", "",
    ),
    "a history of one date": ({"history": "boats"}, "one date only", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_compared_is_a_fault(name: str, small: Path) -> None:
    chart, told, example = UNFIT[name]
    more_figures(
        small,
        boats=one_value(2, period="2024"),
        rafts=one_value(4, period="2024"),
        years=one_value(4, period="2021/2024"),
        some=one_value(4, upto=5),
        old={"values": [{"value": 1, "as_of": "2021-01", "source": "record"}]},
        tons={"unit": "tonnes", **one_value(3)},
    )
    units = small / "data" / "units.yml"
    units.write_text(units.read_text() + units.read_text().replace("ships:", "tonnes:", 1))
    with pytest.raises(FaultsError) as caught:
        load(charted(small, **chart))
    (fault,) = caught.value.faults
    assert fault.path == Path("data/charts.yml") and fault.line
    assert told in fault.en and fault.vi
    assert example in fault.example


def test_a_page_that_names_no_chart_is_a_fault_and_so_is_one_language_without(small: Path) -> None:
    charted(small)
    page = small / "docs" / "en" / "news" / "lighthouse.md"
    page.write_text(page.read_text().replace("[fleet]", "[fleets]"))
    with pytest.raises(FaultsError) as caught:
        load(small)
    assert "data/charts.yml" in caught.value.report()
    page.write_text(page.read_text().replace("charts: [fleets]\n", ""))
    with pytest.raises(FaultsError) as caught:
        load(small)
    assert "“charts”" in caught.value.report()


def test_a_city_is_built_with_its_chart_and_the_second_build_draws_none(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = documents(built(charted(small), tmp_path / "site"))
    page = pages["en/news/lighthouse/"]
    assert page.values("//figure[@class='chart']//*[@class='values']/*/text()") == [
        "120", "more than 1,500",
    ]  # fmt: skip
    cells = page.tree.xpath("//figure//tbody/tr")
    told = [[" ".join(cell.text_content().split()) for cell in row] for row in cells]
    assert told[1] == ["December 2024", "more than 1,500 ships", "Biên bản cảng"]
    assert page.values("//figure//tbody//cite/@lang") == ["vi", "vi"]
    monkeypatch.setattr("subprocess.run", None)
    assert draw_charts(load(small)) == 0


def test_nothing_is_drawn_for_a_page_that_is_withdrawn(small: Path) -> None:
    charted(small)
    for file in (small / "docs").glob("*/news/lighthouse.md"):
        withdrawn = "status: withdrawn\nwithdrawn: {on: 2025-05-01, reason: Sai}"
        file.write_text(file.read_text().replace("status: published", withdrawn))
    assert draw_charts(load(small)) == 0


# --- The shipped portal ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def charts(portal_site: Path) -> dict[str, Document]:
    """The built pages that show charts."""
    return {
        url: page for url, page in documents(portal_site).items() if 'class="chart"' in page.text
    }


NUMBERS = {
    "vi": ("khoảng 2.923 ha (46,5%)", "gần 50 tỷ USD", "hơn 130"),
    "en": ("about 2,923 hectares (46.5%)", "nearly US$50 billion", "more than 130"),
    "ko": ("약 2,923헥타르 (46.5%)", "500억 달러 가까이", "130여"),
    "ja": ("約2,923ヘクタール（46.5%）", "500億米ドル近く", "130超"),
    "zh": ("约2923公顷（46.5%）", "近500亿美元", "超过130"),
}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_numbers_are_written_as_the_language_writes_them(
    locale: str, charts: dict[str, Document]
) -> None:
    pages = ("investment/zones/", "investment/investors/", "")
    for path, number in zip(pages, NUMBERS[locale], strict=True):
        page = charts[LANGUAGES[locale] + path]
        assert number in page.values("//*[@class='values']/*/text()"), path


def test_a_chart_is_named_and_told_in_words_and_has_nothing_that_pages_may_not_have(
    charts: dict[str, Document],
) -> None:
    assert len(charts) == 40
    for url, page in charts.items():
        assert not page.values("//@style | //style"), url
        assert not page.values("//svg//@fill | //svg//@stroke | //svg//@font-family"), url
        ids = page.values("//@id")
        assert len(ids) == len(set(ids)), url
        for svg in page.tree.xpath("//figure[@class='chart']/svg"):
            assert svg.get("role") == "img"
            named = [page.tree.get_element_by_id(one) for one in svg.get("aria-labelledby").split()]
            assert all(one.text_content().strip() for one in named) and len(named) == 2, url


def test_the_table_says_what_the_drawing_does_with_dates_and_sources(
    charts: dict[str, Document], portal: Site
) -> None:
    for url, page in charts.items():
        for figure in page.tree.xpath("//figure[@class='chart']"):
            key = figure.get("id").removeprefix("chart-")
            rows = figure.xpath(".//tbody/tr")
            chart = portal.registries.charts[key]
            assert len(rows) == len(chart.figures) or chart.history, url
            assert bool(figure.xpath(".//tfoot/tr/td")) == bool(chart.whole), url
            assert figure.xpath(".//caption") and len(figure.xpath(".//thead//th[@scope]")) == 3
            for row in rows:
                assert row.xpath(
                    "th[@scope='row']/a[contains(@href, 'figures/')][contains(@href, '/#')]"
                ), url
                assert row.xpath(".//td[2]//a | .//td[2]//cite"), url
            assert figure.xpath("p[@class='chart-source']//cite | p[@class='chart-source']//a"), url


def test_a_chart_is_light(charts: dict[str, Document], portal_site: Path) -> None:
    shared = sum(
        _small(file.read_bytes())
        for kind in ("css", "js")
        for file in (portal_site / "assets").glob(f"portal*.{kind}")
    )
    for url, page in charts.items():
        html = page.file.read_bytes()
        without = re.sub(rb'<figure class="chart".*?</figure>', b"", html, flags=re.DOTALL)
        assert _small(html) - _small(without) < 2048, url
        assert _small(html) + shared < 25 * 1024, url


def _small(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def test_feeds_have_the_numbers_as_a_table_and_no_drawing(portal_site: Path) -> None:
    for root in LANGUAGES.values():
        feeds = [etree.parse(file) for file in (portal_site / root / "feeds").glob("*.atom")]
        contents = [one.text or "" for feed in feeds for one in feed.iter("{*}content")]
        with_chart = [text for text in contents if "<caption>" in text]
        assert with_chart
        assert not [text for text in contents if "<svg" in text or "<details" in text]
        assert all(text.count("<td>") >= 4 for text in with_chart)


def test_bars_and_lines_stand_out_in_every_scheme() -> None:
    for root in (PROJECT, SITES / "small"):
        for name, colours in read_palette(root).schemes.items():
            for ground in ("paper", "line", "sand"):
                assert contrast(rgb(colours["sea"]), rgb(colours[ground])) >= 3, (
                    root,
                    name,
                    ground,
                )


def test_the_pages_of_figures_draw_what_changed_and_nothing_disputed(
    portal: Site, portal_site: Path
) -> None:
    topics = [one for url, one in documents(portal_site).items() if url.startswith("en/figures/")]
    trends = "//svg[@class='trend']/ancestor::li/@id"
    drawn_ones = {name for page in topics for name in page.values(trends)}
    assert {"fdi-amount", "localities-partners", "agreements-in-force"} <= drawn_ones
    disputed = {name.replace(".", "-") for name, _, _ in portal.registries.figures.conflicts()}
    assert not drawn_ones & disputed
