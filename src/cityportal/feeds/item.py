"""An item of a feed: one page in one language, ready for every form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from cityportal.article import Article
from cityportal.content import Page
from cityportal.feeds.fulltext import full_text
from cityportal.feeds.lead import Lead, lead
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

    ``id`` outlives a change of address; ``group`` is the same in every language. ``html`` is safe
    and has absolute addresses only; that of a withdrawn page is its notice. ``versions`` are the
    addresses of the page in the other languages, by tag. ``tag`` is the language's own.
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
    feeds, withdrawn, day = site.registries.feeds, page.meta.withdrawn, _day(page)
    if feeds is None or day is None or day > site.today:
        return False
    return withdrawn is None or site.today - withdrawn.on <= timedelta(feeds.withdrawn_days)


def _day(page: Page) -> date | None:
    """The day an item is dated by: of what is told, else of the last change or the event."""
    if page.meta.date:
        return page.meta.date.first_day
    return page.modified


def _item(site: Site, page: Page, content: str) -> Item:
    feeds, article, withdrawn = site.registries.feeds, Article(site, page), page.meta.withdrawn
    assert feeds is not None
    published = published_at(site, page)
    changed = withdrawn.on if withdrawn else page.meta.updated
    words, picture = site.registries.words, lead(site, page)
    return Item(
        page=page,
        id=item_id(site, page),
        group=group_of(site, page),
        url=absolute(site.url(page), site.settings),
        tag=site.settings.language(page.locale).tag,
        title=words["withdrawn_title"][page.locale] if withdrawn else page.meta.title,
        summary=withdrawn.reason if withdrawn else page.meta.description,
        html=full_text(site, article, content, picture),
        published=published,
        updated=max(published, _morning(site, changed)) if changed else published,
        author=article.unit or site.registries.organisation.name[page.locale],
        categories=()
        if withdrawn
        else tuple(
            Category(tag, site.registries.topics[tag][page.locale], f"tag:{feeds.authority}:tags")
            for tag in page.meta.tags
        ),
        sources=() if withdrawn else tuple(Source(s.title, s.address) for s in article.sources),
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


def group_of(site: Site, page: Page) -> str:
    """The permanent id of ``page``, whatever its language."""
    feeds = site.registries.feeds
    assert feeds is not None
    return f"tag:{feeds.authority}:{quote(_first_address(page))}"


def item_id(site: Site, page: Page) -> str:
    """The permanent id of ``page`` in its language."""
    return f"{group_of(site, page)}#{page.locale}"


def published_at(site: Site, page: Page) -> datetime:
    """When ``page``, which has a day, was published: at the end of its embargo, or that morning."""
    if page.meta.embargo:
        return page.meta.embargo.moment.astimezone(site.settings.zone_info)
    day = _day(page)
    assert day is not None
    return _morning(site, day)


def _morning(site: Site, day: date) -> datetime:
    """The beginning of ``day`` in the city."""
    return datetime.combine(day, time(), site.settings.zone_info)


def _first_address(page: Page) -> str:
    """The address the page was first known by, under the language's root."""
    if page.meta.redirects_from:
        return page.meta.redirects_from[0].strip("/")
    return str(page.path.with_suffix("")).removesuffix("/index")
