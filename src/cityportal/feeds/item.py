"""An item of a feed: one page in one language, ready for every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cityportal.article import Article
from cityportal.content import Page
from cityportal.feeds.fulltext import full_text
from cityportal.feeds.identity import group_of, item_id
from cityportal.feeds.lead import Lead, lead
from cityportal.feeds.moments import changed, is_out, published
from cityportal.site import Site
from cityportal.urls import absolute


@dataclass(frozen=True)
class Category:
    """A topic: its key in data/tags.yml, its name in the language of the item.

    ``scheme`` is the tag URI of all the keys together: ``tag:`` the authority ``:tags``.
    """

    term: str
    label: str
    scheme: str


@dataclass(frozen=True)
class Source:
    """A document that the item rests on; the address is empty where it has none."""

    title: str
    address: str


@dataclass(frozen=True, eq=False)
class Item:
    """One page of one language as readers of feeds get it; equal to itself only.

    ``id`` outlives a change of address; ``group`` is the same in every language. ``summary`` begins
    with what was corrected, for those who get no more. ``html`` is safe and has absolute addresses
    only; that of a withdrawn page is its notice. ``versions`` are the addresses of the page in the
    other languages, by tag. ``tag`` is the language's own.
    """

    page: Page
    id: str
    group: str
    url: str
    tag: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    author: str
    categories: tuple[Category, ...]
    sources: tuple[Source, ...]
    versions: Mapping[str, str]
    rights: str
    terms: str
    withdrawn: bool
    lead: Lead | None

    @property
    def licence(self) -> str:
        """Whose the text is and how it may be used, in one line."""
        return f"{self.rights} – {self.terms}"


def items(site: Site, locale: str, contents: Mapping[str, str]) -> tuple[Item, ...]:
    """The items of ``locale``, the newest first; ``contents`` is rendered HTML by address.

    A page whose day has not come, and one withdrawn longer ago than feeds tell, is left out.
    """
    feeds = site.registries.feeds
    if feeds is None:
        return ()
    kinds = {kind for topic in feeds.topics.values() for kind in topic.types}
    pages = [
        versions[locale]
        for versions in site.pages.values()
        if locale in versions and versions[locale].meta.type in kinds
    ]
    told = [
        _item(site, page, contents.get(site.url(page), ""))
        for page in pages
        if _is_told(site, page)
    ]
    return tuple(sorted(told, key=lambda one: (one.published, one.id), reverse=True))


def _is_told(site: Site, page: Page) -> bool:
    feeds, withdrawn = site.registries.feeds, page.meta.withdrawn
    if feeds is None or not is_out(site, page):
        return False
    return withdrawn is None or site.today - withdrawn.on <= timedelta(feeds.withdrawn_days)


def _sources(site: Site, page: Page) -> Iterator[Source]:
    for key in page.meta.sources:
        source = site.registries.sources[key]
        yield Source(source.title_in(page.locale), source.address or "")


def _summary(article: Article) -> str:
    return " ".join(filter(None, (article.correction, article.meta.description)))


def _item(site: Site, page: Page, content: str) -> Item:
    feeds, article, withdrawn = site.registries.feeds, Article(site, page), page.meta.withdrawn
    assert feeds is not None
    words, picture = site.registries.words, lead(site, page)
    return Item(
        page=page,
        id=item_id(site, page),
        group=group_of(site, page),
        url=absolute(site.url(page), site.settings),
        tag=site.settings.language(page.locale).tag,
        title=words["withdrawn_title"][page.locale] if withdrawn else page.meta.title,
        summary=withdrawn.reason if withdrawn else _summary(article),
        html=full_text(site, article, content, picture),
        published=published(site, page),
        updated=changed(site, page),
        author=article.unit or site.registries.organisation.name[page.locale],
        categories=()
        if withdrawn
        else tuple(
            Category(tag, site.registries.topics[tag][page.locale], f"tag:{feeds.authority}:tags")
            for tag in page.meta.tags
        ),
        sources=() if withdrawn else tuple(_sources(site, page)),
        versions={
            site.settings.language(locale).tag: absolute(site.url(version), site.settings)
            for locale, version in site.alternates(page.path).items()
            if locale != page.locale
        },
        rights=feeds.rights[page.locale],
        terms=feeds.terms[page.locale],
        withdrawn=withdrawn is not None,
        lead=picture,
    )
