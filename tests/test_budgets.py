"""What a page may weigh: the build refuses more, and says of which page and what to do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from cities import PROJECT, built, load
from pages_html import documents
from pictures import illustrate, keep
from PIL import Image

from cityportal.budgets import LIMITS, Scales, Weight, phone_weight, sent
from cityportal.build import BuildError, build_site
from cityportal.commands.build import build
from cityportal.pictures.renditions import rendition_files
from cityportal.site import Site

META = "title: Dài\ndescription: Dài lắm.\ntype: page\nstatus: published"


def words(count: int) -> str:
    """A text that compresses badly, in paragraphs."""
    chance = Random(1)
    letters = "abcdefghiklmnopqrstuvxy"
    return "\n\n".join(
        " ".join("".join(chance.choices(letters, k=7)) for _ in range(100))
        for _ in range(count // 100)
    )


def test_a_page_that_is_too_long_is_refused_by_name(
    small: Path, small_site: Path, write: Callable[[str, str, str], Path]
) -> None:
    shutil.copytree(small_site, small / "site")
    before = {file.name for file in (small / "site").iterdir()}
    write("vi/news/long.md", META, words(6000))
    with pytest.raises(BuildError) as caught:
        built(small, small / "site")
    message = str(caught.value)
    assert "docs/vi/news/long.md" in message and "news/long/index.html" in message
    assert "tối đa 25,000. Hãy rút ngắn trang" in message
    assert "at most 25,000. Shorten the page" in message
    assert list(caught.value.problems) == ["vi"]
    assert {file.name for file in (small / "site").iterdir()} == before


def test_a_page_of_ordinary_length_is_not(
    small: Path, write: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    write("vi/news/long.md", META, words(2000))
    heaviest = build_site(load(small), tmp_path / "site", 2, lambda counts: None)
    assert heaviest.address == "news/long/"
    assert 10_000 < heaviest.html < heaviest.text < LIMITS["text"]


@pytest.mark.parametrize(
    ("part", "file"), [("scripts", "portal.js"), ("text", "portal.css"), ("text", "portal.js")]
)
def test_what_all_pages_load_counts(part: str, file: str, small: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(PROJECT / "theme", theme)
    asset = theme / "assets" / file
    asset.write_text(f"{asset.read_text()}\n/* {words(3500)} */")
    config = small / "mkdocs.yml"
    config.write_text(config.read_text().replace(f"{PROJECT}/theme", str(theme)))
    with pytest.raises(BuildError) as caught:
        built(small, tmp_path / "site")
    assert set(caught.value.problems) == {"vi", "en", "ko", "ja", "zh"}
    assert f"at most {LIMITS[part]:,}" in str(caught.value)
    assert "404.html" in str(caught.value)


def test_every_page_is_weighed_with_what_it_loads(portal: Site, portal_site: Path) -> None:
    weights = {weight.address: weight for weight in Scales(portal, portal_site).pages()}
    assert weights.keys() == documents(portal_site).keys()
    home, search = weights["en/"], weights["en/search/"]
    style = next((portal_site / "assets").glob("portal.*.css"))
    script = next((portal_site / "assets").glob("portal.*.js"))
    assert home.html == sent((portal_site / "en/index.html").read_bytes())
    assert home.style == sent(style.read_bytes())
    assert home.scripts == sent(script.read_bytes()) < search.scripts
    fonts = sum(file.stat().st_size for file in (portal_site / "assets").glob("*00.*.woff2"))
    assert home.fonts == weights[""].fonts == fonts
    assert weights["ko/"].fonts == weights["ja/"].fonts == weights["zh/"].fonts == 0
    assert home.pictures and not search.pictures
    assert not [weight for weight in weights.values() if weight.over]


def test_a_lead_picture_is_weighed_as_a_phone_gets_it(small: Path, tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (1600, 1220), Random(1).randbytes(1600 * 1220 * 3))
    illustrate(small, "news/lighthouse.md")
    keep(small, "harbour.jpg", image=noise, quality=95)
    with pytest.raises(BuildError) as caught:
        built(small, tmp_path / "site")
    message = str(caught.value)
    assert "docs/vi/news/lighthouse.md" in message
    assert "ảnh chính (image)" in message and "calmer lead picture" in message
    site = load(small)
    files = {file: len(data) for file, data in rendition_files(site).items()}
    (medium,) = [
        size for file, size in files.items() if re.match(r"pictures/harbour-720\..*avif", file)
    ]
    assert phone_weight(site, "harbour.jpg") == medium


@pytest.mark.parametrize("part", LIMITS)
def test_the_limit_is_the_last_that_passes(part: str, portal: Site) -> None:
    field = "html" if part == "text" else part
    none = {"html": 0, "style": 0, "scripts": 0, "fonts": 0, "pictures": 0}
    for more, count in ((0, 0), (1, 1)):
        weight = Weight("en/index.html", **none | {field: LIMITS[part] + more})
        faults = Scales(portal, Path()).faults([weight])
        assert len(faults) == count
    assert faults[0].path.as_posix().endswith("docs/en/index.md")
    assert f"{LIMITS[part] + 1:,}" in faults[0].vi and f"{LIMITS[part] + 1:,}" in faults[0].en


def test_the_build_names_the_heaviest_page(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = load(small)
    assert build(small, site.now, 2) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "heaviest" in one]
    assert "KB (HTML" in line and line.endswith("at most 25")
