"""The embeds page: every page that partners may embed, with ready snippets and what to choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cityportal.embeds import addresses
from cityportal.embeds.addresses import WIDTH, WIDTHS, Form, Scheme
from cityportal.embeds.embed import Embed, embeds
from cityportal.embeds.files import scripts
from cityportal.embeds.snippets import Choice, filled, snippets
from cityportal.site import Site
from cityportal.urls import absolute


@dataclass(frozen=True)
class Entry:
    """One page; ``snippets`` are by the key of data/ui.yml that names the way.

    ``content`` is relative to the site, the other addresses are public.
    """

    anchor: str
    title: str
    address: str
    snippets: dict[str, str]
    fragment: str
    content_address: str
    content: str


@dataclass(frozen=True)
class Listing:
    """The pages of one language, and what there is to choose; ``changes`` is the feed's address."""

    entries: list[Entry]
    forms: tuple[Form, ...]
    schemes: tuple[Scheme, ...]
    widths: tuple[int, ...]
    width: int
    changes: str


def listing(site: Site, locale: str, theme: Path) -> Listing:
    """What partners may embed in ``locale``."""
    pinned = scripts(theme)
    ready = [embed for embed in embeds(site, locale, {}) if not embed.withdrawn]
    return Listing(
        entries=[_entry(embed, snippets(embed, pinned)) for embed in ready],
        forms=tuple(Form),
        schemes=tuple(Scheme),
        widths=WIDTHS,
        width=WIDTH,
        changes=absolute(addresses.changes(locale), site.settings),
    )


def _entry(embed: Embed, ways: dict[str, str]) -> Entry:
    page, settings = embed.page, embed.site.settings
    return Entry(
        anchor=f"embed-{page.path.stem}",
        title=embed.title,
        address=embed.url,
        snippets={f"embed_way_{way}": filled(one, embed, Choice()) for way, one in ways.items()},
        fragment=absolute(addresses.fragment(page), settings),
        content_address=absolute(addresses.content(page), settings),
        content=addresses.content(page),
    )
