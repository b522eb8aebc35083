"""What Pagefind is given of a page: a small HTML document with its text and what is known of it.

Facts and figures stand in the templates and not in the text; here they are given as text, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from cityportal.article import Article
from cityportal.content import Page
from cityportal.locales import colon, write_date
from cityportal.model import PageType
from cityportal.parts import figure_topics
from cityportal.registry_page import of_topic
from cityportal.search.filters import section_of
from cityportal.search.writing import UNSPACED, as_indexed, runs
from cityportal.site import Site

_TEXT = re.compile(r"(?<=>)[^<]+")


def document(site: Site, page: Page, content: str) -> str:
    """The document of ``page``, whose text as HTML is ``content``."""
    lines = (
        # The title is found and shown as such; it is not said again in the excerpt.
        f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(page.meta.title)}</h1>',
        f'<p data-pagefind-weight="3">{escape(page.meta.description)}</p>',
        *(f"<p>{escape(line)}</p>" for line in _facts(site, page)),
        content,
    )
    body = _TEXT.sub(
        lambda text: escape(as_indexed(unescape(text[0]), page.locale), quote=False),
        "\n".join(lines),
    )
    head = "\n".join(_known(site, page))
    tag = site.settings.language(page.locale).tag
    return (
        f'<!doctype html>\n<html lang="{tag}">\n'
        f"<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _known(site: Site, page: Page) -> Iterator[str]:
    """What a result says beside its title, and what else it is found by."""
    if section := section_of(site, page):
        yield _meta("section", section.label[page.locale])
    if day := page.meta.event.starts if page.meta.event else page.meta.date:
        yield _meta("day", write_date(day, page.locale))
    if page.locale in UNSPACED:
        yield _meta("runs", runs(page.meta.title))


def _meta(name: str, value: str) -> str:
    return f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'


def _facts(site: Site, page: Page) -> Iterator[str]:
    """The facts panel, the place of an event, charts; on the figures page every figure."""
    article = Article(site, page)
    if article.place:
        yield article.place
    for fact in article.facts:
        yield f"{fact.label}{colon(page.locale)}{fact.value}"
    for chart in (site.registries.charts[key] for key in page.meta.charts):
        yield f"{chart.title[page.locale]}. {chart.sentence[page.locale]}"
    if page.meta.type is PageType.FIGURES:
        for topic in figure_topics(site):
            for entry in of_topic(site, page.locale, topic).entries:
                yield f"{entry.label}{colon(page.locale)}{entry.holds.text}. {entry.explanation}"
