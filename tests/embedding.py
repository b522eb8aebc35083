"""Embeds of a city without its pages, as browsers read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from cities import PROJECT, SITES, load

from cityportal.embeds.embed import Embed, embeds
from cityportal.embeds.files import embed_files
from cityportal.embeds.oembed import answers

THEME = PROJECT / "theme"
LIGHTHOUSE = "embed/v1/vi/news/lighthouse/"


def made(root: Path, locale: str = "vi") -> dict[str, str]:
    """The files of the embeds of a city without its pages: every text is one paragraph."""
    site = load(root)
    contents = {url: f"<p>{page.body.strip()}</p>" for url, page in site.by_url.items()}
    files = embed_files(site, locale, contents, THEME)
    return {name: data.decode() for name, data in files.items()}


def change(root: Path, old: str, new: str, page: str = "lighthouse") -> None:
    """Replace ``old`` in a page of the small city."""
    file = root / f"docs/vi/news/{page}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def parsed(html: str) -> Element:
    """HTML as browsers read it."""
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return root


def words(html: str) -> str:
    """The text of ``html``."""
    return "".join(parsed(html).itertext())


@cache
def plain() -> Embed:
    """The lighthouse, with a fact and without a picture."""
    site = load(SITES / "small")
    (embed,) = embeds(site, "vi", {"news/lighthouse/": "<p>Xem <b>phần trên</b>.</p>"})
    return embed


def oembed_of(embed: Embed) -> bytes:
    """The answer as JSON for the lighthouse."""
    return dict(answers(embed))[f"{LIGHTHOUSE}oembed.json"]
