"""What a card says of a page, in the words of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from cityportal.article import Article
from cityportal.brandbook.cards import Words
from cityportal.content import Page
from cityportal.site import Site
from cityportal.urls import HOME


def words(site: Site, page: Page) -> Mapping[Words, str]:
    """The texts of the card of ``page``; what a page does not have is empty."""
    article = Article(site, page)
    texts = {
        Words.SECTION: _section(site, page),
        Words.TITLE: page.meta.title,
        Words.DESCRIPTION: page.meta.description,
        Words.DAY: article.day or article.when,
        Words.PLACE: article.place,
        Words.ORGANISATION: site.registries.organisation.name[page.locale],
        Words.PORTAL: site.settings.site_names[page.locale],
    }
    return {key: _visible(text) for key, text in texts.items()}


def _section(site: Site, page: Page) -> str:
    """The section of the menu in which the page is; nothing for its own front and the home."""
    if page.path == HOME:
        return ""
    folders = {str(folder) for folder in page.path.parents}
    found = (one.label[page.locale] for one in site.sections if one.folder in folders)
    return next(found, "")


def _visible(text: str) -> str:
    """``text`` without signs that show nothing, such as soft hyphens and joiners."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Cc"))
