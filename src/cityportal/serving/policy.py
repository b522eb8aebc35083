"""The headers of every address: who may frame it, who may read it, how long it is kept.

No two rules that fit one address name the same header: some hosts join such values, some take the
last, and a browser that is given two policies obeys both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from cityportal.embeds.addresses import ROOT, notice
from cityportal.serving import security
from cityportal.serving.links import links
from cityportal.serving.types import MEDIA_TYPES, content_type
from cityportal.site import Site
from cityportal.urls import language_root, old_url

_MINUTES = {"Cache-Control": "public, max-age=300, stale-while-revalidate=3600"}
_DAY = {"Cache-Control": "public, max-age=86400, stale-while-revalidate=604800"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}

_FOLDERS = {"feeds", "figures", "press-kits"}
"""Where the default language has files, besides the folders of pages."""
_INDEX = ("pf_meta", "pf_index", "pf_fragment")
"""The parts of a search index."""
_PICTURES = ("svg", "avif", "webp", "png", "jpg", "jpeg")
_OPEN = ("rss", "atom", "jsonfeed", "opml", "ics", "json", "csv", "xml", "css", "js")
"""What other sites' scripts may read; styles and scripts, so that those can pin their bytes."""


@dataclass(frozen=True)
class Rule:
    """Headers of the addresses under ``base`` that fit one of ``globs``.

    ``*`` stands for any run of letters.
    """

    base: str
    globs: tuple[str, ...]
    headers: Mapping[str, str]

    @property
    def regex(self) -> str:
        """The same for servers that match by regular expressions."""
        return f"^{_escaped(self.base)}(?:{'|'.join(_regex(glob) for glob in self.globs)})$"


@dataclass(frozen=True)
class Policy:
    """What a server has to know of ``site``."""

    site: Site

    @property
    def base(self) -> str:
        """Where the portal stands on its server, ``/`` or a folder that ends in a slash."""
        return urlsplit(self.site.settings.site_url).path

    @property
    def error_pages(self) -> Mapping[str, str]:
        """The error page of each language by the folder it is for; the last is for all the rest.

        Where an embed is not, or not yet, its frames show a notice.
        """
        settings, base = self.site.settings, self.base
        others = (one for one in settings.locales if one != settings.default)
        folders = sorted(base + language_root(one, settings) for one in others)
        frames = {f"{base}{ROOT}{one}/": base + notice(one) for one in settings.locales}
        pages = {folder: f"{folder}404.html" for folder in (*folders, base)}
        return {**frames, **pages, "/": pages[base]}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Those of single addresses come last, as some hosts take only the first 100.

        What these say stands in the pages and the feeds themselves, too.
        """
        groups = (self._security(), self._caching(), self._reading(), self._links())
        return tuple(
            Rule(self.base, tuple(globs), headers) for group in groups for globs, headers in group
        )

    def _security(self) -> Iterator[_Headed]:
        hosting = self.site.registries.hosting
        yield ["*"], security.everywhere(hosting)
        yield self._ordinary, security.pages()
        yield [f"{ROOT}*"], security.embeds(hosting)
        yield ["assets/*", "cards/*", "pictures/*"], security.shared()
        yield ["pagefind/*"], security.own()

    def _caching(self) -> Iterator[_Headed]:
        """What is kept for ever has the sum of its bytes or a version in its name."""
        yield self._ordinary, _MINUTES
        yield [f"pagefind/*.{ending}" for ending in ("js", "json", "pagefind")], _MINUTES
        yield [f"{ROOT}*.{ending}" for ending in ("html", "css", "json", "xml", "atom")], _MINUTES
        yield ["cards/*", "pictures/*", *(f"{ROOT}*.{ending}" for ending in _PICTURES)], _DAY
        yield ["assets/*", f"{ROOT}*.js", *(f"pagefind/*.{one}" for one in _INDEX)], _FOR_EVER

    def _reading(self) -> Iterator[_Headed]:
        anyone = {"Access-Control-Allow-Origin": "*"}
        yield [*(f"*.{ending}" for ending in _OPEN), f"{ROOT}*.html"], anyone
        for ending in MEDIA_TYPES:
            yield [f"*.{ending}"], {"Content-Type": content_type(ending)}

    def _links(self) -> Iterator[_Headed]:
        for address, value in links(self.site):
            yield [address], {"Link": value}

    @property
    def _ordinary(self) -> Iterable[str]:
        """All but assets, cards, pictures and embeds; hosts have no word for “all but”."""
        pages = self.site.by_url
        old = (
            old_url(old, page.locale, self.site.settings)
            for page in pages.values()
            for old in page.meta.redirects_from
        )
        folders = {url.split("/")[0] for url in (*pages, *old) if url} | _FOLDERS
        files = ("404.html", "events.ics", "robots.txt", "sitemap*.xml")
        return ("", *files, *(f"{folder}/*" for folder in sorted(folders)))


_Headed = tuple[Iterable[str], Mapping[str, str]]
"""Addresses under the site, and their headers."""


def _regex(glob: str) -> str:
    """Servers see a folder's address also as that of its index."""
    index = "(?:index[.]html)?" if not glob or glob.endswith("/") else ""
    return _escaped(glob).replace("*", ".*") + index


def _escaped(address: str) -> str:
    """In brackets, which mean the same in every server's quotation marks."""
    return re.sub(r"[.+]", r"[\g<0>]", address)
