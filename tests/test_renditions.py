"""The files made of pictures: sizes, formats, colours, what stays written in them; made once."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from cities import built, load
from lxml import html
from pages_html import Document, documents
from pictures import RECORD, draw, drawn, keep, red_is_green
from PIL import ExifTags, Image

from cityportal.build import BuildError, build_site
from cityportal.faults import FaultsError
from cityportal.pictures import making
from cityportal.pictures.renditions import PictureSet, picture_set, raster, rendition_files
from cityportal.pictures.shown import shown_picture
from cityportal.site import Site

Write = Callable[[str, str, str], Path]

META = "title: Tin\ndescription: Tin.\ntype: notice\nstatus: published\ndate: 2025-06-01"
FRONT = "title: Tin\ndescription: Tin.\ntype: section\nstatus: published"


@pytest.fixture
def shown(small: Path, write: Write) -> Callable[..., Site]:
    """The small city with the picture of these options at the head of a page."""

    def show(name: str = "harbour.jpg", **options: Any) -> Site:
        keep(small, name, **options)
        write("vi/news/ship.md", f"{META}\nimage: {name}", "Tin.")
        return load(small)

    return show


def opened(site: Site, file: str) -> Image.Image:
    return Image.open(io.BytesIO(rendition_files(site)[file]))


def files(of: PictureSet) -> list[str]:
    return [one.file for source in of.sources for one in source.renditions]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2000, [360, 720, 1200, 1600]),
        (1600, [360, 720, 1200, 1600]),
        (1300, [360, 720, 1200, 1300]),
        (1200, [360, 720, 1200]),
        (300, [300]),
    ],
)
def test_no_file_is_wider_than_its_original(
    shown: Callable[..., Site], width: int, widths: list[int]
) -> None:
    site = shown(image=drawn(width, width // 2))
    made = picture_set(site, "harbour.jpg")
    assert (made.width, made.height) == (width, width // 2)
    assert [one.type for one in made.sources] == ["image/avif", "image/webp", "image/jpeg"]
    for source in made.sources:
        assert [one.width for one in source.renditions] == widths
        for one in source.renditions:
            assert opened(site, one.file).size == (one.width, one.height)
            assert Image.MIME[str(opened(site, one.file).format)] == source.type
    assert made.fallback == raster(site, "harbour.jpg")
    assert made.fallback.width == min(width, 1200)


def test_what_shines_through_stays_so(shown: Callable[..., Site]) -> None:
    image = drawn(400, 200, "RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    site = shown("harbour.png", image=image)
    assert [one.type for one in picture_set(site, "harbour.png").sources][-1] == "image/png"
    for file in files(picture_set(site, "harbour.png")):
        assert opened(site, file).convert("RGBA").getpixel((0, 0))[3] < 128  # type: ignore[index]
    opaque = shown("harbour.png", image=drawn(400, 200, "RGBA"))
    assert [one.type for one in picture_set(opaque, "harbour.png").sources][-1] == "image/jpeg"


def test_a_picture_is_turned_upright(shown: Callable[..., Site]) -> None:
    image = drawn(800, 400)
    image.paste((200, 30, 30), (0, 0, 400, 400))
    fields = Image.Exif()
    fields[ExifTags.Base.Orientation] = 6
    site = shown(image=image, exif=fields)
    made = picture_set(site, "harbour.jpg")
    assert (made.width, made.height) == (400, 800)
    for file in files(made):
        one = opened(site, file).convert("RGB")
        assert one.width * 2 == one.height and not one.getexif()
        red, _, blue = one.getpixel((one.width // 2, 20))  # type: ignore[misc]
        assert red > 150 > blue


def test_colours_are_those_of_srgb(shown: Callable[..., Site]) -> None:
    image = Image.new("RGB", (400, 200), (200, 30, 30))
    site = shown(image=image, icc_profile=red_is_green(), quality=95)
    for file in files(picture_set(site, "harbour.jpg")):
        one = opened(site, file)
        red, green, _ = one.convert("RGB").getpixel((200, 50))  # type: ignore[misc]
        assert red < 60 and green > 160 and "icc_profile" not in one.info


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "LA", "1"])
def test_every_mode_is_shown(shown: Callable[..., Site], mode: str) -> None:
    name = "harbour.jpg" if mode == "CMYK" else "harbour.png"
    site = shown(name, image=drawn(500, 300).convert(mode))
    for file in files(picture_set(site, name)):
        assert opened(site, file).mode == "RGB"


def test_nothing_private_is_left_and_the_credit_is_written_anew(shown: Callable[..., Site]) -> None:
    fields = Image.Exif()
    fields[ExifTags.Base.Artist] = "Camera owner"
    fields.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (20.0, 51.0, 0.0)})
    site = shown(
        record=RECORD.replace("CC BY 4.0", "CC <BY> 4.0").replace("made: false", "made: true"),
        exif=fields,
        xmp=b"<exif:GPSLatitude>20,51N</exif:GPSLatitude>",
        comment=b"private",
    )
    for file in files(picture_set(site, "harbour.jpg")):
        data = rendition_files(site)[file]
        assert not opened(site, file).getexif()
        assert b"GPS" not in data and b"private" not in data and b"Camera owner" not in data
        assert "Nguyễn Văn A, Sở Ngoại vụ".encode() in data
        assert b"CC &lt;BY&gt; 4.0" in data and b"trainedAlgorithmicMedia" in data


def test_a_second_build_makes_none(
    shown: Callable[..., Site], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendition_files(shown())
    kept = small / ".cache" / "pictures"
    assert {f"pictures/{file.name}" for file in kept.iterdir()} == set(first)

    def refuse(*given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr(making, "encoded", refuse)
    assert rendition_files(load(small)) == first


def test_the_same_picture_gives_the_same_bytes(shown: Callable[..., Site], small: Path) -> None:
    first = rendition_files(shown(image=Image.effect_noise((900, 500), 60).convert("RGB")))
    for file in (small / ".cache" / "pictures").iterdir():
        file.unlink()
    assert rendition_files(load(small)) == first


def test_a_name_changes_with_the_bytes(shown: Callable[..., Site]) -> None:
    first = set(rendition_files(shown()))
    another = set(rendition_files(shown(image=drawn(1200, 676))))
    signed = set(rendition_files(shown(record=RECORD.replace("Văn A", "Văn B"))))
    assert not first & another and not first & signed


def test_only_what_live_pages_show_is_made(small: Path, write: Write) -> None:
    keep(small, "unused.jpg", image=drawn(300, 200))
    keep(small, "hidden.jpg", image=drawn(300, 200))
    keep(small, "ports/quay (1).png", image=drawn(300, 200))
    draft = META.replace("published", "draft")
    write("vi/news/draft.md", f"{draft}\nimage: hidden.jpg", "![Cảng](hidden.jpg)")
    write("vi/news/ship.md", META, "![Cảng](<ports/quay (1).png>)")
    stems = {PurePosixPath(file).name.split(".")[0] for file in rendition_files(load(small))}
    assert stems == {"quay-1-300"}


@pytest.mark.parametrize("fault", ["cut off", "bomb"])
def test_a_picture_that_cannot_be_shown_is_named_and_the_site_stays(
    small: Path, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    site = built(small, tmp_path / "site")
    before = (site / "index.html").read_bytes()
    file = keep(small, "ports/harbour.jpg", image=Image.effect_noise((1200, 675), 9).convert("RGB"))
    write("vi/news/ship.md", f"{META}\nimage: ports/harbour.jpg", "Tin.")
    if fault == "cut off":
        file.write_bytes(file.read_bytes()[:-5000])
    else:
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(FaultsError) as raised:
        build_site(load(small), site, 2, lambda counts: None)
    (told,) = raised.value.faults
    assert told.path.as_posix() == "docs/assets/ports/harbour.jpg"
    words = ("bị cắt cụt", "cut off") if fault == "cut off" else ("điểm ảnh", "pixels")
    assert words[0] in told.vi and words[1] in told.en
    assert (site / "index.html").read_bytes() == before


def test_a_file_that_goes_bad_while_it_is_made_is_named(
    shown: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = shown()
    assert picture_set(site, "harbour.jpg")
    (site.root / "docs" / "assets" / "harbour.jpg").write_bytes(b"gone bad")
    with pytest.raises(FaultsError, match=r"docs/assets/harbour\.jpg"):
        rendition_files(site)


def test_a_drawing_is_shown_as_it_is_and_told_in_pixels(small: Path, write: Write) -> None:
    file = draw(small)
    write("vi/news/ship.md", f"{META}\nimage: bay.svg", "Tin.")
    site = load(small)
    made = picture_set(site, "bay.svg")
    assert made.sources == () and (made.width, made.height) == (1200, 675)
    assert rendition_files(site)[made.fallback.file] == file.read_bytes()
    told = opened(site, raster(site, "bay.svg").file)
    assert (told.format, told.size) == ("PNG", (1200, 675))
    assert told.convert("RGB").getpixel((9, 9)) == (11, 90, 122)
    assert "Nguyễn Văn A" in str(told.info["xmp"], "utf-8")


# In pages


def page_of(site: Path, url: str) -> html.HtmlElement:
    return Document(url, site / url / "index.html").tree


def test_a_lead_picture_has_its_place_its_files_and_its_words(
    small: Path, write: Write, tmp_path: Path
) -> None:
    record = RECORD.replace("ai_made: false", "ai_made: true\nfocus: [0.1, 0.5]")
    keep(small, record=record)
    for locale in ("ko", "ja", "zh"):
        write(f"{locale}/news/index.md", FRONT, "")
    for locale in ("vi", "en", "ko", "ja", "zh"):
        write(f"{locale}/news/ship.md", f"{META}\nimage: harbour.jpg", "")
    site = built(small, tmp_path / "site")
    words = load(small).registries.words["made_by_ai"]
    for locale, alt in load(small).pictures["harbour.jpg"].picture.alt.items():
        url = f"{'' if locale == 'vi' else f'{locale}/'}news/ship"
        (figure,) = page_of(site, url).xpath("//figure")
        (image,) = figure.xpath(".//img")
        assert image.get("alt") == alt
        assert (image.get("width"), image.get("height")) == ("1200", "675")
        assert (image.get("loading"), image.get("fetchpriority")) == (None, "high")
        assert image.get("class") == "focus-left ground-deep" and not figure.xpath(".//@style")
        caption = figure.find("figcaption").text_content()
        (told,) = page_of(site, url).xpath("//meta[@property='og:image']/@content")
        shared = told.removeprefix(load(small).settings.site_url)
        with Image.open(site / shared) as made:
            assert made.size == (1200, 630)
        assert all(part in caption for part in ("Nguyễn Văn A", "CC BY 4.0", words[locale]))
        types = [source.get("type") for source in figure.iter("source")]
        assert types == ["image/avif", "image/webp", "image/jpeg"]
        for source in figure.iter("source"):
            assert source.get("sizes")
            for one in source.get("srcset").split(", "):
                address, width = one.split(" ")
                with Image.open(site / url / address) as made:
                    assert f"{made.width}w" == width


def test_a_picture_in_a_text_has_its_files_and_its_caption(
    small: Path, write: Write, tmp_path: Path
) -> None:
    keep(small, "ports/quay (1).png", image=drawn(900, 500))
    body = (
        "![Cầu <cảng>](<ports/quay (1).png>)\n\n"
        '![Cầu cảng](ports/quay%20(1).png "Mùa hè")\n\n'
        "Ở ![đây](<ports/quay (1).png>) và kia\n\n`![](none.jpg)`"
    )
    write("vi/news/ship.md", META, body)
    site = built(small, tmp_path / "site")
    tree = page_of(site, "news/ship")
    alone, titled = tree.xpath("//article//figure")
    assert alone.xpath(".//img/@alt") == ["Cầu <cảng>"]
    assert alone.xpath(".//img/@loading") == ["lazy"] and alone.xpath(".//img/@width") == ["900"]
    assert "Cảng" in alone.find("figcaption").text_content()
    assert "Mùa hè" in titled.find("figcaption").text_content()
    (within,) = tree.xpath("//article//p/picture")
    assert within.getparent().text_content() == "Ở  và kia"
    assert len(within.findall("source")) == 3
    for address in tree.xpath("//article//img/@src"):
        assert (site / "news/ship" / address).is_file()


def test_a_picture_without_a_record_is_no_page(small: Path, write: Write, tmp_path: Path) -> None:
    write("vi/news/ship.md", META, "![Cầu cảng](none.jpg)")
    with pytest.raises(BuildError, match=r"none\.jpg"):
        build_site(load(small), tmp_path / "site", 2, lambda counts: None)


def test_a_card_has_the_picture_of_its_page(portal: Site, portal_site: Path) -> None:
    for locale in portal.settings.locales:
        url = f"{'' if locale == 'vi' else f'{locale}/'}heritage"
        cards = page_of(portal_site, url).xpath("//ul[@class='cards pictured']/li")
        sources = [card.xpath(".//img/@src")[0] for card in cards]
        assert len(cards) == 7 and len(set(sources)) == 7
        assert {alt for card in cards for alt in card.xpath(".//img/@alt")} == {""}
    mixed = page_of(portal_site, "investment").xpath("//ul[@class='cards']/li")
    assert 0 < sum(bool(card.xpath(".//img")) for card in mixed) < len(mixed)


def test_every_picture_of_the_portal_keeps_its_place(portal_site: Path) -> None:
    shown = 0
    for document in documents(portal_site).values():
        for image in document.tree.xpath("//main//img"):
            assert image.get("width") and image.get("height") and image.get("alt") is not None
            assert (portal_site / document.url / image.get("src")).is_file(), document.url
            shown += 1
        assert len(document.tree.xpath("//img[@fetchpriority]")) <= 1
    assert shown > 100


@pytest.mark.parametrize(
    ("colour", "classes"),
    [((11, 60, 80), "ground-deep"), ((240, 235, 225), "ground-sand"),
     ((130, 180, 200), "ground-haze"), ((220, 90, 80), "ground-coral")],
)  # fmt: skip
def test_the_nearest_colour_of_the_palette_keeps_a_photograph_s_place(
    colour: tuple[int, int, int], classes: str, shown: Callable[..., Site]
) -> None:
    site = shown(image=Image.new("RGB", (1300, 700), colour))
    picture = shown_picture(site, "harbour.jpg", "vi")
    assert picture and picture.classes == classes


def test_a_drawing_has_no_ground(small: Path, write: Write) -> None:
    draw(small)
    write("vi/news/ship.md", f"{META}\nimage: bay.svg", "Tin.")
    picture = shown_picture(load(small), "bay.svg", "vi")
    assert picture and picture.classes == ""
