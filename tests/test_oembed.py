"""oEmbed: answers by the specification, as consumers and WordPress take them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cities import built, copy_city, load
from embedding import LIGHTHOUSE, made, oembed_of, parsed, plain
from lxml import etree
from oembedpy.consumer import fetch_content
from oembedpy.discovery import find_from_content
from oembedpy.types import Rich
from pictures import illustrate
from servers import Server, free_port
from wordpress import shown_by_wordpress

from cityportal.embeds.addresses import WIDTHS
from cityportal.embeds.embed import Embed
from cityportal.embeds.oembed import answers
from cityportal.serving.policy import Policy
from cityportal.serving.server import serving

REQUIRED = {"type": str, "version": str, "html": str, "width": int, "height": int}
OPTIONAL = {
    "title": str, "author_name": str, "author_url": str, "provider_name": str,
    "provider_url": str, "cache_age": int, "thumbnail_url": str, "thumbnail_width": int,
    "thumbnail_height": int,
}  # fmt: skip


def test_answers_are_by_the_specification(small: Path) -> None:
    illustrate(small, "news/lighthouse.md")
    files = made(small)
    for width in WIDTHS:
        name = f"{LIGHTHOUSE}oembed{'' if width == 600 else f'-{width}'}"
        told: dict[str, Any] = json.loads(files[f"{name}.json"])
        for key, kind in REQUIRED.items():
            assert type(told[key]) is kind
        for key, kind in OPTIONAL.items():
            assert type(told.get(key, kind())) is kind
        assert (told["type"], told["version"], told["width"]) == ("rich", "1.0", width)
        assert told["thumbnail_url"] == "https://mau.example/cong/pictures/harbour.jpg"
        assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 675)
        (frame,) = parsed(told["html"]).iter("iframe")
        assert frame.get("width") == str(width) and frame.get("height") == str(told["height"])
        in_xml = etree.fromstring(files[f"{name}.xml"].encode())
        assert in_xml.tag == "oembed"
        assert {one.tag: one.text for one in in_xml} == {k: str(v) for k, v in told.items()}
    assert not [key for key in json.loads(oembed_of(plain())) if "thumbnail" in key]


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The small city, whose public address is the one it is served at."""
    folder = tmp_path_factory.mktemp("home")
    city, server = copy_city(folder / "city"), Server(free_port())
    config = city / "mkdocs.yml"
    config.write_text(config.read_text().replace("https://mau.example", server.origin))
    site = built(city, folder / "site")
    with serving(Policy(load(city)), site, server.port):
        yield server


@pytest.mark.parametrize("notation", ["json", "xml"])
@pytest.mark.parametrize(("room", "width"), [(None, 600), (1500, 1200), (500, 480), (100, 280)])
def test_a_consumer_finds_the_answer_by_the_page_alone(
    at_home: Server, notation: str, room: int | None, width: int
) -> None:
    page = f"{at_home.origin}/cong/news/lighthouse/"
    address, asked = find_from_content(page)
    assert asked.url == page
    asked.max_width, asked.format = room, notation
    told = fetch_content(address, asked)
    assert isinstance(told, Rich)
    assert (told.type, told.version, told.title) == ("rich", "1.0", "Hải đăng")
    assert (int(told.width), int(told.cache_age or 0)) == (width, 86400)
    (frame,) = parsed(told.html).iter("iframe")
    shown = at_home.get(str(frame.get("src")).removeprefix(at_home.origin))
    assert shown.status == 200 and "Ngọn hải đăng" in shown.body.decode()


def test_what_wordpress_leaves_of_an_answer_still_works(shipped: list[Embed]) -> None:
    for embed in shipped:
        told = json.loads(dict(answers(embed))[f"{folder(embed)}oembed.json"])
        root = parsed(shown_by_wordpress(told["html"], "a1B2"))
        (quotation,), (frame,) = root.iter("blockquote"), root.iter("iframe")
        (link,) = quotation.iter("a")
        assert (link.get("href"), link.text) == (embed.url, embed.title)
        assert "".join(quotation.itertext()).startswith(f"{embed.title} {embed.summary} ")
        assert str(frame.get("src")).endswith("/card.html#?secret=a1B2")
        assert frame.get("title") == embed.title
        assert frame.get("sandbox") == "allow-scripts"


def folder(embed: Embed) -> str:
    return f"embed/v1/{embed.page.locale}/{embed.page.path.with_suffix('')}/"
