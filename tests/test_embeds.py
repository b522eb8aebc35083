"""The embeds: the files of the contract, what is in them, and what is in none of them."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import feedparser
import pytest
from cities import NOW, PROJECT, built, load
from embedding import LIGHTHOUSE, THEME, change, made, oembed_of, parsed, plain, words
from feed_rules import RULES, A, Feed
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pictures import illustrate
from servers import nginx

from cityportal.article import Citation, FactLine
from cityportal.build import BuildError
from cityportal.embeds.addresses import WIDTHS, Form, Scheme
from cityportal.embeds.budget import FRAME
from cityportal.embeds.content import content
from cityportal.embeds.embed import Embed
from cityportal.embeds.files import scripts
from cityportal.embeds.oembed import answers
from cityportal.embeds.rendering import Rendering
from cityportal.embeds.sizes import height
from cityportal.embeds.snippets import Choice, filled, integrity, snippets
from cityportal.feeds.lead import Lead
from cityportal.pictures.renditions import PictureSet, Rendition
from cityportal.pictures.renditions import Source as PictureSource
from cityportal.pictures.shown import ShownPicture
from cityportal.serving.policy import Policy
from cityportal.site import Site

GOLDEN = PROJECT / "tests" / "golden"
WITHDRAWN = "status: withdrawn\nwithdrawn: {on: 2025-06-01, reason: Sai số liệu.}"


# The files


def of_page(folder: str, *more: str) -> Iterator[str]:
    """The names of the contract, and those of ``more`` forms."""
    for form in ("card", "article", *more):
        yield from (f"{folder}/{form}{scheme}.html" for scheme in ("", "-light", "-dark"))
    for width in ("", "-280", "-360", "-480", "-800", "-1000", "-1200"):
        yield from (f"{folder}/oembed{width}.{notation}" for notation in ("json", "xml"))
    yield from (f"{folder}/fragment.html", f"{folder}/content.json")


def test_every_page_for_partners_has_every_file_and_nothing_else_has(portal_site: Path) -> None:
    wanted = {"embed.css", "mark.svg", "frame-1.js", "height-1.js", "element-1.js"}
    for locale in ("vi", "en", "ko", "ja", "zh"):
        docs = PROJECT / "docs" / locale
        wanted |= {f"{locale}/notice.html", f"{locale}/changes.atom"}
        pages = [page for page in docs.rglob("*.md") if "\nembed: true\n" in page.read_text()]
        assert len(pages) == 7
        for page in pages:
            more = ["gallery"] if "\ngallery: " in page.read_text() else []
            wanted |= set(of_page(f"{locale}/{page.relative_to(docs).with_suffix('')}", *more))
    root = portal_site / "embed" / "v1"
    found = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    assert found == wanted


def test_a_page_of_two_pictures_has_a_gallery(small: Path) -> None:
    illustrate(small, "news/lighthouse.md")
    galleries = {name for name in made(small) if "gallery" in name}
    assert galleries == {f"{LIGHTHOUSE}gallery{one}.html" for one in ("", "-light", "-dark")}
    change(small, "gallery: [quay.jpg]", "gallery: [harbour.jpg]")
    assert not [name for name in made(small) if "gallery" in name]


@pytest.mark.parametrize(
    "name",
    ["card.html", "fragment.html", "content.json", "oembed.json", "oembed.xml", "changes.atom"],
)
def test_the_files_of_the_small_city_are_as_they_were(name: str, small_site: Path) -> None:
    folder = "embed/v1/vi/" if name == "changes.atom" else LIGHTHOUSE
    as_it_was(name, (small_site / folder / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("way", ["frame", "growing", "element"])
def test_the_snippets_of_the_small_city_are_as_they_were(way: str) -> None:
    as_it_was(f"{way}.html", f"{ready(plain())[way]}\n")


def as_it_was(name: str, text: str) -> None:
    file = GOLDEN / f"embed-{name}"
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_a_city_that_announces_nothing_has_no_such_feed(small: Path) -> None:
    (small / "data/embeds.yml").unlink()
    assert "embed/v1/vi/notice.html" in made(small)
    assert "embed/v1/vi/changes.atom" not in made(small)


# The snippets


def ready(embed: Embed, choice: Choice | None = None) -> dict[str, str]:
    """The snippets of ``embed``, filled in."""
    ways = snippets(embed, scripts(THEME))
    return {way: filled(one, embed, choice or Choice()) for way, one in ways.items()}


@pytest.mark.parametrize("way", ["frame", "growing"])
def test_a_frame_asks_for_little_and_keeps_its_place(way: str) -> None:
    root = parsed(ready(plain(), Choice(Form.ARTICLE, Scheme.DARK, 480))[way])
    (frame,) = root.iter("iframe")
    assert set(frame.attrib.pop("sandbox").split()) == {
        "allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox",
    }  # fmt: skip
    assert frame.attrib.pop("style").startswith("border:0;width:100%;max-width:480px;")
    assert frame.attrib == {
        "src": f"https://mau.example/cong/{LIGHTHOUSE}article-dark.html", "title": "Hải đăng",
        "width": "480", "height": "720", "loading": "lazy", "referrerpolicy": "strict-origin",
    }  # fmt: skip


@pytest.mark.parametrize("way", ["frame", "growing", "element"])
def test_a_quotation_comes_before_the_frame(way: str) -> None:
    snippet = ready(plain())[way]
    assert way == "element" or snippet.startswith("<blockquote")
    (quotation,) = parsed(snippet).iter("blockquote")
    (link,) = quotation.iter("a")
    assert link.get("href") == quotation.get("cite") == "https://mau.example/cong/news/lighthouse/"
    assert link.text == "Hải đăng"
    text = "".join(quotation.itertext())
    for told in ("Ngọn hải đăng cao 30 m.", "Cao: 30 m (Cảng vụ, tháng 3/2025)", "Cảng vụ Mẫu"):
        assert told in text


def test_scripts_are_named_with_the_sum_of_their_bytes(small_site: Path) -> None:
    for way, name in (("growing", "height-1.js"), ("element", "element-1.js")):
        (script,) = parsed(ready(plain())[way]).iter("script")
        assert script.get("src") == f"https://mau.example/cong/embed/v1/{name}"
        data = (small_site / "embed/v1" / name).read_bytes()
        assert script.get("integrity") == integrity(data)
        assert script.get("crossorigin") == "anonymous"


SUMS = {
    "frame-1.js": "sha384-9aMhkx6PEGT0BoBAQ+C2kaM6bnaU0LwILu48MFCucoklXZA5qycOMl9dosd138FQ",
    "height-1.js": "sha384-yxIkNcVv+OYZY0EJ6CPhBSUl5kUlR3OXRZf2nMlW/tTQXT95QmA+Kkxgw6x/kgaU",
    "element-1.js": "sha384-xBGnmQKhFFLtT7picwW5pBQq5CIpvvAQxouMGvYTlejoVPqoRA2yO8XhJGcPjSBy",
}


@pytest.mark.parametrize("name", SUMS)
def test_a_published_script_never_changes(name: str) -> None:
    data = (THEME / "embeds" / name).read_bytes()
    assert integrity(data) == SUMS[name], f"a change is a new file, {name.replace('1', '2')}"


def test_the_script_for_partners_pages_is_small() -> None:
    assert (THEME / "embeds" / "height-1.js").stat().st_size <= 1500


# Whatever the text is

SEEDS = [
    "]]>", "<script>alert(1)</script>", "&amp;", "\"'", "{address}", "{width}", "{{", "}", "{% x",
    "</blockquote>", "</textarea>", "--><b>", "$&", "\\", "ש\u202eא", "👩🏽", "e\u0301", "\ufffe",
]  # fmt: skip
letters = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), max_size=5)
hostile = st.lists(letters | st.sampled_from(SEEDS), min_size=1).map("".join)


def invented(title: str, summary: str, told: str, credit: str) -> Embed:
    """The lighthouse with these words, and two pictures."""
    source = Citation(told, "", told, "", "https://a.example/?a&b")
    file = Rendition("pictures/a-1200.jpg", 1200, 675)
    files = PictureSet(1200, 675, (PictureSource("image/avif", (file,)),), file)
    picture = ShownPicture(files, told, told, credit, "CC BY 4.0", "", "")
    thumbnail = Lead(
        "https://mau.example/cong/a.jpg", "image/jpeg", 9, 1200, 675, told, told, credit, "CC0"
    )
    return replace(
        plain(), title=title, summary=summary, facts=(FactLine(told, told, source, told, told),),
        pictures=(picture, picture), thumbnail=thumbnail,
    )  # fmt: skip


def as_html(embed: Embed) -> dict[str, str]:
    """``embed`` in every form."""
    rendering = Rendering(embed.site, THEME)
    frames = {form.value: rendering.frame(embed, form, Scheme.AUTO).decode() for form in Form}
    return {**frames, "fragment": rendering.fragment(embed).decode(), **ready(embed)}


def shape(html: str) -> list[tuple[str, list[str]]]:
    """The elements and the names of their attributes."""
    return [(str(one.tag), sorted(one.attrib)) for one in parsed(html).iter()]


@cache
def shapes() -> dict[str, list[tuple[str, list[str]]]]:
    return {name: shape(html) for name, html in as_html(invented("x", "x", "x", "x")).items()}


@given(title=hostile, summary=hostile, told=hostile, credit=hostile)
@settings(deadline=None, max_examples=30)
def test_text_comes_out_as_it_went_in(title: str, summary: str, told: str, credit: str) -> None:
    embed = invented(f"x{title}", f"x{summary}", f"x{told}", f"x{credit}")
    for name, html in as_html(embed).items():
        assert shape(html) == shapes()[name]
        text = words(html)
        assert embed.title in text and embed.summary in text
        assert name == Form.GALLERY or embed.facts[0].value in text
        assert name in ready(embed) or embed.pictures[0].credit in text
    data = json.loads(content(embed, scripts(THEME)))
    assert [data["title"], data["summary"]] == [embed.title, embed.summary]
    assert data["facts"][0]["value"] == data["pictures"][0]["caption"] == f"x{told}"


@given(title=hostile, summary=hostile, told=hostile)
@settings(deadline=None, max_examples=30)
def test_oembed_answers_carry_any_text(title: str, summary: str, told: str) -> None:
    embed = invented(f"x{title}", f"x{summary}", f"x{told}", "x")
    files = dict(answers(embed))
    in_json = json.loads(files[f"{LIGHTHOUSE}oembed.json"])
    in_xml = etree.fromstring(files[f"{LIGHTHOUSE}oembed.xml"])
    assert in_json["title"] == embed.title
    harmless = json.loads(oembed_of(invented("x", "x", "x", "x")))
    assert shape(in_json["html"]) == shape(harmless["html"])
    for key in ("title", "html"):
        assert in_xml.findtext(key) == re.sub("[\ufffe\uffff]", "", in_json[key])


# What may not be read


def test_a_withdrawn_page_is_a_notice_in_every_form(small: Path) -> None:
    illustrate(small, "news/lighthouse.md")
    before = made(small)
    change(small, "status: published", WITHDRAWN)
    after = made(small)
    assert before.keys() - after.keys() == {name for name in before if "gallery" in name}
    for name, text in after.items():
        if not name.startswith(LIGHTHOUSE):
            continue
        assert "Sai số liệu." in text and "Bài này đã được rút" in text, name
        for gone in ("Hải đăng", "Ngọn hải", "30 m", "Lịch sử", "phần trên", "Cảng vụ,", "harbour"):
            assert gone not in text, name
    told = json.loads(after[f"{LIGHTHOUSE}content.json"])
    assert told["status"] == "withdrawn" and not told["facts"] and not told["pictures"]


@pytest.mark.parametrize(("page", "secret"), [("treaty", "BÍ MẬT"), ("sketch", "PHÁC THẢO")])
def test_what_is_not_released_is_in_no_embed(
    page: str, secret: str, small: Path, tmp_path: Path
) -> None:
    change(small, "type:", "embed: true\ntype:", page)
    site = built(small, tmp_path / "site")
    for file in (site / "embed").rglob("*.*"):
        assert page not in file.as_posix()
        assert secret.encode() not in file.read_bytes() and page.encode() not in file.read_bytes()
    with nginx(Policy(load(small)), site) as server:
        for name in ("card.html", "gallery-dark.html", "oembed.json?maxwidth=360", "content.json"):
            answer = server.get(f"/cong/embed/v1/vi/news/{page}/{name}")
            assert answer.status == 404
            assert answer.body == (site / "embed/v1/vi/notice.html").read_bytes()
            assert "https://www.sister.example" in answer.headers["content-security-policy"]
            assert "x-frame-options" not in answer.headers


def test_a_notice_says_what_it_is_in_its_language(small_site: Path) -> None:
    texts = {"en": "This content is not available", "ja": "この内容は現在ご覧いただけません"}
    for locale, text in texts.items():
        notice = parsed((small_site / f"embed/v1/{locale}/notice.html").read_text())
        assert notice.get("lang") == locale
        assert [one.text for one in notice.iter("h1")] == [text]


# Heights


def test_a_wider_card_of_text_is_no_higher_and_more_text_no_lower(shipped: list[Embed]) -> None:
    for embed in shipped:
        bare = replace(embed, pictures=())
        heights = [height(bare, Form.CARD, width) for width in WIDTHS]
        assert heights == sorted(heights, reverse=True), embed.page.file
        heights = [height(embed, Form.CARD, width) for width in WIDTHS]
        longer = replace(embed, summary=f"{embed.summary} {embed.summary}")
        for width, one in zip(WIDTHS, heights, strict=True):
            assert one % 10 == 0 and 220 <= one <= 1200
            assert height(longer, Form.CARD, width) >= one


def test_an_article_is_as_high_whatever_it_says(shipped: list[Embed]) -> None:
    assert {height(one, Form.ARTICLE, width) for one in shipped for width in WIDTHS} == {720}


# The budget


def noise(count: int) -> str:
    """Words that no compression makes shorter."""
    return " ".join(format(7**number % 2**61, "x") for number in range(9, count + 9))


def test_a_frame_that_weighs_too_much_stops_the_build(small: Path, tmp_path: Path) -> None:
    change(small, "Xem [phần trên](#lich-su).", noise(3000))
    with pytest.raises(BuildError) as raised:
        built(small, tmp_path / "site")
    said = str(raised.value)
    assert "docs/vi/news/lighthouse.md" in said
    assert f"Khung nhúng {LIGHTHOUSE}article" in said and "tối đa 15,000" in said
    assert f"The embed {LIGHTHOUSE}article" in said and "at most 15,000" in said
    assert not (tmp_path / "site").exists()


def test_the_heaviest_of_several_is_named(small: Path, tmp_path: Path) -> None:
    change(small, "Xem [phần trên](#lich-su).", noise(2000))
    change(small, "type:", "embed: true\ntype:", "fair")
    change(small, "Mở cửa cho mọi người.", noise(3000), "fair")
    with pytest.raises(BuildError, match="vi/news/fair/article") as raised:
        built(small, tmp_path / "site")
    assert "lighthouse" not in str(raised.value)


def test_every_shipped_frame_is_light(portal_site: Path) -> None:
    root = portal_site / "embed" / "v1"
    style = sent(root / "embed.css")
    frames = [*root.rglob("card*.html"), *root.rglob("article*.html")]
    weights = {file.relative_to(root).as_posix(): sent(file) + style for file in frames}
    heaviest = max(weights, key=lambda name: weights[name])
    print(f"{heaviest}: {weights[heaviest]:,} bytes with style, {style:,} of them")
    assert weights[heaviest] <= FRAME == 15_000


def sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


# The feed of changes

OF_ITEMS = {
    "atom_feed_has_what_is_mandatory_once",
    "atom_entries_have_what_is_mandatory_once",
    "atom_ids_are_unique_tag_uris",
    "atom_content_is_safe_html",
}
"""Rules that ask for what only pages have: subtitles, rights, identifiers of their own, HTML."""


def test_announcements_keep_the_rules_of_atom(portal: Site, portal_site: Path) -> None:
    rules = [rule for rule in RULES["atom"] if rule.__name__ not in OF_ITEMS]
    assert len(rules) == len(RULES["atom"]) - len(OF_ITEMS)
    for locale in portal.settings.locales:
        name = f"embed/v1/{locale}/changes.atom"
        data = (portal_site / name).read_bytes()
        feed = Feed(portal.settings.site_url + name, data)
        assert [found for rule in rules for found in rule(feed)] == []
        assert feed.root.findtext(f"{A}id") == feed.address
        read = feedparser.parse(data)
        assert not read.bozo
        assert portal.registries.embedding
        (change,) = portal.registries.embedding.changes
        (entry,) = read.entries
        assert (entry.title, entry.id) == (change.title[locale], f"{feed.address}#{change.on}")
        assert entry.content[0].value == change.text[locale]


def test_announcements_come_newest_first(small_site: Path) -> None:
    read = feedparser.parse((small_site / "embed/v1/en/changes.atom").read_bytes())
    assert [one.title for one in read.entries] == ["Galleries are added", "Version 1 begins"]
    assert read.feed.updated == read.entries[0].updated == "2025-11-01T00:00:00+07:00"


def test_two_announcements_of_one_day_are_refused(small: Path) -> None:
    file = small / "data/embeds.yml"
    file.write_text(file.read_text().replace("2025-11-01", "2025-04-01"))
    with pytest.raises(Exception, match=r"There is an announcement of 2025-04-01 already"):
        load(small, NOW)
