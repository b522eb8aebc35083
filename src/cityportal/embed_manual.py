"""The handbook of partners' webmasters: texts of each language, and examples out of the portal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from cityportal.content import Page
from cityportal.embeds import addresses
from cityportal.embeds.addresses import WIDTHS
from cityportal.embeds.embed import Embed, embeds
from cityportal.embeds.files import scripts
from cityportal.embeds.snippets import Choice, filled, snippets
from cityportal.model import PageType
from cityportal.site import Site
from cityportal.urls import absolute

_EXAMPLE = PurePosixPath("heritage/yen-tu-con-son-kiep-bac.md")
"""The page that all examples show; it has facts."""
_HEAD = "<!-- scripts/manual.py: handbook/embedding/texts.yml -->\n"
_PLACE = re.compile(r"\{([a-z]+)\}")


def embed_manual(site: Site, theme: Path, texts: Path, locale: str) -> str:
    """The handbook in ``locale`` as Markdown."""
    (embed,) = (one for one in embeds(site, locale, {}) if one.page.path == _EXAMPLE)
    examples = _examples(embed, theme)
    parts = [_HEAD]
    for level, section in enumerate(yaml.safe_load(texts.read_text(encoding="utf-8"))):
        parts.append(f"{'##' if level else '#'} {section['heading'][locale]}\n")
        parts.append(_PLACE.sub(lambda place: examples[place[1]], section["text"][locale]))
    return "\n".join(parts)


def _examples(embed: Embed, theme: Path) -> Mapping[str, str]:
    """What stands in the places of the texts."""
    site, page = embed.site, embed.page
    ways = {
        way: filled(snippet, embed, Choice())
        for way, snippet in snippets(embed, scripts(theme)).items()
    }
    data = (absolute(name(page), site.settings) for name in (addresses.fragment, addresses.content))
    return {
        **{way: _block(snippet, "html") for way, snippet in ways.items()},
        "builder": f"<{_builder(site, page)}>",
        "address": _block(embed.url),
        "tags": _block(_tags(ways["frame"]), "html"),
        "data": _block("\n".join(data)),
        "widths": ", ".join(map(str, WIDTHS)),
        "policy": _block(_policy(site)),
        "changes": f"<{absolute(addresses.changes(page.locale), site.settings)}>",
    }


def _block(text: str, language: str = "") -> str:
    return f"```{language}\n{text}\n```"


def _builder(site: Site, page: Page) -> str:
    """The address of the page that makes snippets."""
    (one,) = site.of_type(PageType.EMBEDS, page.locale)
    return absolute(site.url(one), site.settings)


def _policy(site: Site) -> str:
    parts = urlsplit(site.settings.site_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return f"Content-Security-Policy: frame-src {origin}; script-src {origin}"


def _tags(snippet: str) -> str:
    """The elements of ``snippet`` with their attributes, as Drupal lists what it allows."""
    reader = _Tags()
    reader.feed(snippet)
    return " ".join(f"<{' '.join((tag, *names))}>" for tag, names in reader.found.items())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.setdefault(tag, [name for name, _ in attrs])
