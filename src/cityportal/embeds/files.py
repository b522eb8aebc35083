"""The files of the embeds of one language, and those that all languages share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cityportal.embeds import addresses
from cityportal.embeds.addresses import Scheme
from cityportal.embeds.budget import weighed
from cityportal.embeds.changes import changes
from cityportal.embeds.content import content
from cityportal.embeds.embed import Embed, embeds
from cityportal.embeds.oembed import answers
from cityportal.embeds.rendering import Rendering
from cityportal.embeds.style import style
from cityportal.site import Site


def embed_files(
    site: Site, locale: str, contents: Mapping[str, str], theme: Path
) -> dict[str, bytes]:
    """Name under the site and bytes of each; ``contents`` is rendered HTML by address.

    Raises:
        FaultsError: a frame weighs too much.
    """
    rendering, pinned = Rendering(site, theme), scripts(theme)
    frames: dict[str, tuple[Embed, bytes]] = {}
    files: dict[str, bytes] = {}
    for embed in embeds(site, locale, contents):
        frames |= {name: (embed, html) for name, html in _frames(rendering, embed)}
        files[addresses.fragment(embed.page)] = rendering.fragment(embed)
        files[addresses.content(embed.page)] = content(embed, pinned)
        files |= answers(embed)
    weighed(frames, style(site.root, theme))
    files |= {name: html for name, (_, html) in frames.items()}
    files[addresses.notice(locale)] = rendering.notice(locale)
    if site.registries.embedding:
        files[addresses.changes(locale)] = changes(site, locale, site.registries.embedding)
    return files


def _frames(rendering: Rendering, embed: Embed) -> Iterator[tuple[str, bytes]]:
    for form in embed.forms:
        for scheme in Scheme:
            name = addresses.frame(embed.page, form, scheme)
            yield name, rendering.frame(embed, form, scheme)


def shared_files(site: Site, theme: Path) -> dict[str, bytes]:
    """Style, mark and scripts."""
    return {
        addresses.STYLE: style(site.root, theme),
        addresses.MARK: (theme / "assets" / "mark.svg").read_bytes(),
        **scripts(theme),
    }


def scripts(theme: Path) -> dict[str, bytes]:
    """The scripts by their names under the site."""
    names = (addresses.FRAME, addresses.HEIGHT, addresses.ELEMENT)
    return {name: (theme / "embeds" / Path(name).name).read_bytes() for name in names}
