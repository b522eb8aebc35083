"""Social cards: every page has one, legible and whole, drawn once and the same everywhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cities import NOW, PROJECT, built, copy_city, load
from lxml import html
from PIL import Image, ImageChops, ImageColor

from cityportal.brandbook.cards import HEIGHT, WIDTH
from cityportal.cards import drawing, typefaces
from cityportal.cards.drawing import Ground, Text, painted, written
from cityportal.cards.files import deck, undrawn
from cityportal.cards.typefaces import missing, runs
from cityportal.checks.colour import contrast, rgb
from cityportal.commands.check import say_undrawn
from cityportal.content import Page
from cityportal.faults import FaultsError
from cityportal.pictures.renditions import rendition_files
from cityportal.serving.policy import Policy
from cityportal.site import Site

THEME = PROJECT / "theme"
LOCALES = ("vi", "en", "ko", "ja", "zh")
WEIGHT = 80_000
LONG = {
    "vi": "Ủy ban nhân dân thành phố Hải Phòng tiếp đoàn đại biểu các địa phương hữu nghị, trao "
    "đổi về cảng biển, đường sắt, khu thương mại tự do và chuyển đổi số",
    "en": "Representatives of thirty-one partner localities discuss ports, railways, free trade "
    "and the digital transformation of public services with the city",
    "ko": "하이퐁시 인민위원회 대표단이 서른한 개 우호 지방정부 대표단을 접견하고 "
    "항만과 철도, 자유무역구, 디지털 전환, 인재 양성, 문화 교류와 관광 협력, "
    "환경 보호와 에너지 전환 방안을 두루 논의하고 공동성명을 채택하다",
    "ja": "ハイフォン市人民委員会が三十一の友好自治体の代表団を迎え、港湾、鉄道、"
    "自由貿易区、デジタル化、人材育成、文化交流、観光、環境保護、エネルギー転換の"
    "協力策を幅広く話し合い、共同声明を採択する運びとなる",
    "zh": "海防市人民委员会接待三十一个友好地方代表团，就港口、铁路、自由贸易区、"
    "数字化转型、人才培养、文化交流、旅游、环境保护和能源转型等合作方案广泛交换意见，"
    "并通过联合声明，确定今后五年的合作方向与重点项目",
}
"""Titles nearly as long as a page may have."""


PAGE = "title: {title}\ndescription: Một trang.\ntype: page\nstatus: published"
RECORD = (
    "kind: photograph\nalt: {labels}\ncaption: {labels}\ncredit: A\nlicence: CC0 1.0\n"
    "date: 2025-03\nai_made: false\n"
)
Write = Callable[..., Path]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def with_picture(root: Path, write: Write, image: Image.Image, record: str = "") -> None:
    """A heritage page of the small city with ``image`` at its head."""
    assets = root / "docs/assets"
    assets.mkdir(parents=True, exist_ok=True)
    image.save(assets / "seen.jpg", quality=95)
    labels = "{vi: V, en: E, ko: K, ja: J, zh: Z}"
    (assets / "seen.yml").write_text(RECORD.replace("{labels}", labels) + record)
    meta = PAGE.format(title="Bến cảng").replace("type: page", "type: heritage")
    write("vi/news/seen.md", f"{meta}\nsources: [record]\npublished: 2025-04-01\nimage: seen.jpg")


def all_files(site: Site) -> dict[str, bytes]:
    rendition_files(site)
    cards = deck(site, THEME)
    return {
        name: data for locale in site.settings.locales for name, data in cards.files(locale).items()
    }


def names(site: Site) -> list[str]:
    cards = [deck(site, THEME).card(page) for page in pages(site)]
    return [card.file for card in cards if card]


def proof_of(site: Site, page: Page, title: str) -> tuple[Ground, list[Text]]:
    """The card of ``page`` under another title."""
    titled = replace(page, meta=page.meta.model_copy(update={"title": title}))
    proof = deck(site, THEME).proof(titled)
    assert proof
    return proof


def pages(site: Site) -> list[Page]:
    return [page for locale in site.settings.locales for page in site.listed(locale)]


def proofs(site: Site, locale: str) -> Iterator[tuple[Page, Ground, list[Text]]]:
    cards = deck(site, THEME)
    for page in site.listed(locale):
        proof = cards.proof(page)
        assert proof, page.file
        yield page, *proof


def ink(ground: Ground, texts: list[Text]) -> tuple[int, int, int, int]:
    """Where the text is, by the pixels that it changes: left, top, right, bottom."""
    box = ImageChops.difference(written(ground, texts), painted(ground)).getbbox()
    assert box
    return box


# Every page


def test_every_indexed_page_of_the_portal_names_its_card(portal: Site, portal_site: Path) -> None:
    base = portal.settings.site_url
    for page in pages(portal):
        head = html.parse(portal_site / portal.url(page) / "index.html").getroot().head
        meta = {one.get("property") or one.get("name"): one.get("content") for one in head}
        card = deck(portal, THEME).card(page)
        assert card, page.file
        assert meta["og:image"] == base + card.file
        assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        assert meta["og:image:type"] == card.type
        assert meta["og:image:alt"] == card.alt
        assert page.meta.title in card.alt
        assert meta["twitter:card"] == "summary_large_image"
        data = (portal_site / card.file).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (WIDTH, HEIGHT)
            assert image.get_format_mimetype() == card.type
        assert len(data) <= WEIGHT
    published = {path for path in (portal_site / "cards").rglob("*") if path.is_file()}
    assert len(published) == len(pages(portal))


def test_no_letter_of_the_portal_lacks_a_glyph(portal: Site) -> None:
    assert undrawn(portal) == []
    for locale in LOCALES:
        for page, _, texts in proofs(portal, locale):
            for text in texts:
                for run in runs(text.line.text, locale, text.line.bold):
                    lacking = [
                        one for one in run.text if not one.isspace() and not run.face.has(one)
                    ]
                    assert not lacking, (page.file, lacking)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_lies_in_its_column_and_touches_no_other(portal: Site, locale: str) -> None:
    """Measured by the ink of each line, which in Vietnamese rises far above capitals."""
    for page, ground, texts in proofs(portal, locale):
        column, below = ground.layout.column, 0.0
        for text in texts[:-1]:
            boxes = [
                run.face.font(text.line.size).getbbox(run.text, anchor="ls")
                for run in runs(text.line.text, locale, text.line.bold)
            ]
            top = text.line.foot + min(box[1] for box in boxes)
            bottom = text.line.foot + max(box[3] for box in boxes)
            width = sum(box[2] for box in boxes)
            assert top >= max(below, column.top), (page.file, text.line.text)
            assert bottom <= column.bottom, (page.file, text.line.text)
            assert text.line.left + width <= column.right + 1, (page.file, text.line.text)
            below = bottom


@pytest.mark.parametrize("locale", LOCALES)
def test_no_pixel_of_text_is_in_the_margin(portal: Site, locale: str) -> None:
    margin = portal.brand.cards.margin
    longest = sorted(proofs(portal, locale), key=lambda one: -len(one[0].meta.title))
    for page, ground, texts in longest[:8]:
        left, top, right, bottom = ink(ground, texts)
        assert left >= ground.layout.column.left - 2, page.file
        assert min(left, top) >= margin, page.file
        assert right <= WIDTH - margin and bottom <= HEIGHT - margin, page.file


@pytest.mark.parametrize("locale", LOCALES)
def test_a_title_as_long_as_may_be_is_made_smaller_and_then_cut_short(
    portal: Site, locale: str
) -> None:
    page = next(page for page in portal.listed(locale) if page.meta.image)
    sizes = []
    for title in (LONG[locale][:20], LONG[locale][:45], LONG[locale]):
        ground, texts = proof_of(portal, page, title)
        lines = [one.line for one in texts if one.line.bold][1:-1]
        sizes.append(lines[0].size)
        assert lines[-1].text.endswith("…") == (title == LONG[locale])
        assert ink(ground, texts)[2] <= ground.layout.column.right + 2
    assert sizes[0] > sizes[2] == min(sizes)


def test_a_word_wider_than_the_column_is_cut(portal: Site) -> None:
    page = next(page for page in portal.listed("en") if page.meta.image)
    ground, texts = proof_of(portal, page, "Pneumonoultramicroscopicsilicovolcanoconiosis")
    assert any(one.line.text.endswith("…") for one in texts)
    assert ink(ground, texts)[2] <= ground.layout.column.right + 2


def test_text_is_told_apart_from_what_is_behind_it(portal: Site) -> None:
    """Contrast by WCAG 2.2 with every pixel of a line's place, once for each layout."""
    seen = set()
    for _, ground, texts in proofs(portal, "en"):
        if ground.layout in seen:
            continue
        seen.add(ground.layout)
        behind = painted(ground)
        for text in texts:
            line = text.line
            box = (line.left, line.foot - line.size // 2, line.left + 200, line.foot)
            colours = behind.crop(box).getcolors(1 << 16)
            assert colours
            grounds = [
                rgb("#" + bytes(found).hex()) for _, found in colours if isinstance(found, tuple)
            ]
            ratio = min(contrast(rgb(text.colour), one) for one in grounds)
            assert ratio >= 4.5, (ground.layout.drawing, line.text, ratio)
    assert seen == set(portal.brand.cards.layouts.values())


# Missing letters


def test_a_page_with_a_letter_without_glyph_has_no_card_and_is_named(
    small: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write("vi/news/emoji.md", PAGE.format(title="Lễ hội 🎆 pháo hoa"))
    site = load(small)
    assert [one.letters for one in undrawn(site)] == ["🎆"]
    say_undrawn(site)
    told = capsys.readouterr().out
    assert "docs/vi/news/emoji.md" in told
    assert "“🎆” (U+1F386)" in told
    page = next(page for page in site.listed("vi") if "emoji" in str(page.path))
    assert deck(site, THEME).card(page) is None
    assert not any("emoji" in name for name in deck(site, THEME).files("vi"))


def test_signs_that_show_nothing_are_left_out(small: Path, write: Write) -> None:
    write("vi/news/soft.md", PAGE.format(title='"Hải\\u200bđăng\\u00ad mới"'))
    assert undrawn(load(small)) == []


def test_chinese_in_a_vietnamese_title_is_drawn_by_the_chinese_face() -> None:
    assert missing("Hữu nghị 友好", "vi") == ""
    parts = runs("Hữu nghị 友好 và hơn", "vi", bold=True)
    assert [part.face.file.suffix for part in parts] == [".ttf", ".ttc", ".ttf"]


@pytest.fixture
def without_han(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without Debian's fonts-noto-cjk."""
    monkeypatch.setattr(typefaces, "_HAN_FOLDERS", ())
    for cache in (typefaces.faces, typefaces._han):
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in (typefaces.faces, typefaces._han):
        cache.cache_clear()


def test_without_the_typeface_there_are_no_cards_in_it_and_one_line_says_so(
    small: Path, without_han: None, capsys: pytest.CaptureFixture[str]
) -> None:
    site = load(small)
    cards = deck(site, THEME)
    assert [len(cards.files(locale)) for locale in ("ko", "ja", "zh")] == [0, 0, 0]
    assert len(cards.files("vi")) == len(site.listed("vi"))
    say_undrawn(site)
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert "ja, ko, zh" in told[0]
    assert "apt-get install fonts-noto-cjk" in told[0]


# The cache


def test_a_second_build_draws_none_and_a_new_title_draws_one(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []

    def draw(*given: Any) -> bytes:
        made.append(drawing.drawn(*given))
        return made[-1]

    monkeypatch.setattr("cityportal.cards.files.drawn", draw)
    first = all_files(load(small))
    assert len(made) == len(first) == len(pages(load(small)))
    assert all_files(load(small)) == first
    assert len(made) == len(first)
    change(small / "docs/vi/news/fair.md", "title: ", "title: Lại ")
    second = all_files(load(small))
    assert len(made) == len(first) + 1
    assert len(set(second) - set(first)) == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("brand/cards.yml", "sizes: [90, 70, 50]", "sizes: [91, 70, 50]", 10),
        ("brand/cards.yml", "sizes: [70, 60, 50]", "sizes: [71, 60, 50]", 0),
        ("brand/palette.yml", 'deep: "#06344a"', 'deep: "#06344b"', 10),
        ("data/navigation.yml", "vi: Tin,", "vi: Bản tin,", 3),
        ("docs/en/news/lighthouse.md", "description: ", "description: Look, ", 1),
        ("docs/en/news/lighthouse.md", "tags: [port]", "tags: []", 0),
    ],
)
def test_a_card_has_a_new_name_when_anything_on_it_changes(
    small: Path, file: str, old: str, new: str, changed: int
) -> None:
    before = names(load(small))
    change(small / file, old, new)
    assert len(set(names(load(small))) - set(before)) == changed


def test_a_card_has_a_new_name_when_its_picture_does(small: Path, write: Write) -> None:
    with_picture(small, write, Image.new("RGB", (1200, 675), "#7fb7cc"))
    before = names(load(small))
    with_picture(small, write, Image.new("RGB", (1200, 675), "#0b5a7a"))
    assert len(set(names(load(small))) - set(before)) == 1


def test_the_same_bytes_in_any_folder(small: Path, tmp_path: Path) -> None:
    assert all_files(load(small)) == all_files(load(copy_city(tmp_path / "elsewhere")))


# What is published


def test_held_and_withdrawn_pages_have_no_card(small: Path) -> None:
    site = load(small)
    stems = {name.split(".")[0] for name in all_files(site)}
    assert "cards/vi/news/lighthouse" in stems
    assert not {f"cards/vi/news/{name}" for name in ("treaty", "sketch", "mistake")} & stems
    held = load(small, NOW + timedelta(days=30))
    assert any("treaty" in name for name in all_files(held))


def test_an_unlisted_page_has_no_card(small_site: Path) -> None:
    assert b"og:image" not in (small_site / "search/index.html").read_bytes()
    assert b"og:image" not in (small_site / "news/mistake/index.html").read_bytes()
    assert not list((small_site / "cards").rglob("search*"))


def test_a_photograph_becomes_a_jpeg_of_limited_weight(small: Path, write: Write) -> None:
    with_picture(small, write, Image.effect_noise((1200, 675), 90).convert("RGB"))
    site = load(small)
    rendition_files(site)
    found = {name: data for name, data in all_files(site).items() if name.endswith(".jpg")}
    assert len(found) == 1
    data = next(iter(found.values()))
    assert len(data) <= WEIGHT
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (WIDTH, HEIGHT)
        assert not image.getexif() and "icc_profile" not in image.info


def test_a_card_carries_the_rights_of_its_picture_and_the_mark_of_ai(portal: Site) -> None:
    page = next(page for page in portal.listed("en") if page.meta.image)
    card = deck(portal, THEME).card(page)
    assert card
    data = deck(portal, THEME).files("en")[card.file]
    assert b"CC0 1.0" in data
    assert b"trainedAlgorithmicMedia" in data


def test_the_focus_of_a_picture_stays_in_view(small: Path, write: Write) -> None:
    wide = Image.new("RGB", (1400, 700), "#7fb7cc")
    wide.paste("#b9261b", (1300, 300, 1400, 400))
    with_picture(small, write, wide, "focus: [0.98, 0.5]\n")
    site = load(small)
    rendition_files(site)
    page = next(page for page in site.listed("vi") if "seen" in str(page.path))
    proof = deck(site, THEME).proof(page)
    assert proof
    colours = painted(proof[0]).getcolors(1 << 20)
    assert colours
    reds = [one for _, one in colours if isinstance(one, tuple) and one[0] - one[2] > 140]
    assert reds, "the sun in the mark is less red"


def test_the_colours_of_the_brand_are_exact(portal: Site) -> None:
    page = next(page for page in portal.listed("vi") if page.path.name == "index.md")
    for one in [page, *portal.listed("ko")[:3]]:
        proof = deck(portal, THEME).proof(one)
        card = deck(portal, THEME).card(one)
        assert proof and card
        data = deck(portal, THEME).files(one.locale)[card.file]
        with Image.open(io.BytesIO(data)) as image:
            corner = image.convert("RGB").getpixel((20, 20))
        assert corner == ImageColor.getrgb(proof[0].colour)


def test_cards_are_kept_as_long_as_pictures(small: Path) -> None:
    rules = Policy(load(small)).rules
    of_cards = [rule.headers for rule in rules if "cards/*" in rule.globs]
    assert of_cards == [rule.headers for rule in rules if "pictures/*" in rule.globs]
    assert len(of_cards) == 2


# The officer's file


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("other: [plain]", "other: [plian]", "other:", "Nearest: “plain”"),
        ("ground: deep", "ground: depe", "ground:", "Nearest: “deep”"),
        ("colour: haze}", "colour: hazy}", "words: section", "Nearest: “haze”"),
        ("width: 1040, height: 340", "width: 1140, height: 340", "column:", "48 from the edge"),
        ("left: 80, top: 500", "left: 10, top: 500", "sign:", "48 from the edge"),
        ("left: 700, top: 0", "left: 710, top: 0", "picture:", "0 from the edge"),
        ("words: day", "words: date", "words: date", "Expected: what it says"),
        ("ground: deep", "ground: deep\n    drawing: no.svg", "drawing:", "brand/no.svg"),
        ("ground: deep", "ground: deep\n    drawing: bad.svg", "drawing:", "<script>"),
        ("ground: deep", "ground: deep\n    drawing: red.svg", "drawing:", "var(--coral)"),
    ],
)
def test_a_mistake_in_the_layouts_is_named_at_its_line(
    small: Path, old: str, new: str, line: str, said: str
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">{}</svg>'
    (small / "brand/bad.svg").write_text(svg.format("<script>1</script>"))
    (small / "brand/red.svg").write_text(svg.format('<path fill="var(--corla)" d="M0 0h9v9z"/>'))
    file = small / "brand/cards.yml"
    change(file, old, new)
    with pytest.raises(FaultsError) as raised:
        _ = load(small).brand
    fault = raised.value.faults[0]
    assert fault.path == Path("brand/cards.yml")
    assert line in file.read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert said in str(fault)


def test_a_city_without_layouts_has_no_cards(small: Path, tmp_path: Path) -> None:
    (small / "brand/cards.yml").unlink()
    site = built(small, tmp_path / "site")
    assert not (site / "cards").exists()
    assert b"og:image" not in (site / "en/index.html").read_bytes()
