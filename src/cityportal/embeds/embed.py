"""An embed: a page in one language as partners show it, ready for every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cityportal.article import Article, FactLine
from cityportal.content import Page
from cityportal.embeds.addresses import Form, embedded
from cityportal.feeds.fulltext import full_text
from cityportal.feeds.lead import Lead, lead
from cityportal.pictures.shown import ShownPicture, shown_pictures
from cityportal.site import Site
from cityportal.urls import absolute


@dataclass(frozen=True, eq=False)
class Embed:
    """One page of one language; of a withdrawn one the notice, which tells nothing of it.

    ``html`` is the safe full text with absolute addresses. ``pictures`` come with the lead picture
    first; ``thumbnail`` is the same for those who take one file in pixels.
    """

    site: Site
    page: Page
    title: str
    summary: str
    html: str
    facts: tuple[FactLine, ...]
    pictures: tuple[ShownPicture, ...]
    thumbnail: Lead | None

    @property
    def withdrawn(self) -> bool:
        """Whether this is a notice."""
        return self.page.meta.withdrawn is not None

    @property
    def tag(self) -> str:
        """The language's tag."""
        return self.site.settings.language(self.page.locale).tag

    @property
    def url(self) -> str:
        """The public address of the page itself."""
        return absolute(self.site.url(self.page), self.site.settings)

    @property
    def publisher(self) -> str:
        """Who answers for the text."""
        return self.site.registries.organisation.name[self.page.locale]

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms there are: a gallery takes two pictures."""
        return tuple(form for form in Form if form is not Form.GALLERY or len(self.pictures) > 1)

    def word(self, key: str) -> str:
        """The word ``key`` of data/ui.yml in the language of the page."""
        return self.site.registries.words[key][self.page.locale]


def embeds(site: Site, locale: str, contents: Mapping[str, str]) -> Iterator[Embed]:
    """The embeds of ``locale``; ``contents`` is rendered HTML by address."""
    for page in embedded(site):
        if page.locale == locale:
            yield _embed(site, page, contents.get(site.url(page), ""))


def _embed(site: Site, page: Page, content: str) -> Embed:
    article, withdrawn = Article(site, page), page.meta.withdrawn
    return Embed(
        site=site,
        page=page,
        title=site.registries.words["withdrawn_title"][page.locale]
        if withdrawn
        else page.meta.title,
        summary=withdrawn.reason if withdrawn else page.meta.description,
        html=full_text(site, article, content, None),
        facts=() if withdrawn else tuple(_facts(article)),
        pictures=() if withdrawn else _pictures(site, page),
        thumbnail=lead(site, page),
    )


def _pictures(site: Site, page: Page) -> tuple[ShownPicture, ...]:
    names = dict.fromkeys(filter(None, (page.meta.image, *page.meta.gallery)))
    return tuple(shown_pictures(site, names, page.locale))


def _facts(article: Article) -> list[FactLine]:
    """The facts of the heritage site, else the key figures and those of the text."""
    notes = dict.fromkeys((*article.key_figures, *article.figures))
    return article.facts or [
        FactLine(one.label, one.text, one.source, one.as_of, note="") for one in notes
    ]
