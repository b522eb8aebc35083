"""Embeds as HTML, from the templates in ``theme/embeds``: frames, fragments, the notice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from cityportal.embeds import addresses
from cityportal.embeds.addresses import Form, Scheme
from cityportal.embeds.embed import Embed
from cityportal.embeds.sizes import CARD_FACTS
from cityportal.headlines import headline
from cityportal.locales import colon, comma
from cityportal.site import Site


class Rendering:
    """Writes the embeds of ``site`` by the templates in the folder ``theme/embeds``."""

    def __init__(self, site: Site, theme: Path) -> None:
        self._site = site
        self._templates = _templates(theme / "embeds")

    def frame(self, embed: Embed, form: Form, scheme: Scheme) -> bytes:
        """The page that is shown in a frame; all it loads comes from where it comes from itself."""
        up = _way(addresses.frame(embed.page, form, scheme))
        local = embed.html.replace(f'src="{self._site.settings.site_url}', f'src="{up}')
        card = form is Form.CARD
        return self._written(
            "frame.html", embed, form=form, scheme=scheme, up=up, root=up + addresses.ROOT,
            headline=headline(self._site, embed.title, embed.page.locale),
            facts=embed.facts[:CARD_FACTS] if card else embed.facts,
            pictures=embed.pictures if form is Form.GALLERY else embed.pictures[:1],
            body=Markup(local) if form is Form.ARTICLE else "",
        )  # fmt: skip

    def fragment(self, embed: Embed) -> bytes:
        """The HTML for systems that take no frames, with absolute addresses and no style."""
        return self._written(
            "fragment.html", embed, body=Markup(embed.html), address=self._site.settings.site_url
        )

    def notice(self, locale: str) -> bytes:
        """What a frame shows where there is nothing, or nothing that may be read yet.

        It is sent for addresses of any depth, so what it loads is named from the server's root.
        """
        words = self._site.registries.words
        root = urlsplit(self._site.settings.site_url).path + addresses.ROOT
        template = self._templates.get_template("notice.html")
        html = template.render(
            tag=self._site.settings.language(locale).tag, root=root,
            title=words["embed_missing"][locale], text=words["embed_missing_text"][locale],
        )  # fmt: skip
        return f"{html}\n".encode()

    def _written(self, name: str, embed: Embed, **values: object) -> bytes:
        locale = embed.page.locale
        template = self._templates.get_template(name)
        html = template.render(embed=embed, comma=comma(locale), colon=colon(locale), **values)
        return f"{html}\n".encode()


@cache
def _templates(folder: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip


def _way(name: str) -> str:
    """The way from the file ``name`` up to the site: ``../../../``."""
    return "../" * name.count("/")
