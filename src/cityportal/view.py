"""What a template sees of a page: its frame, its record, the lists of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from cityportal import embeds_page, feeds_page, rules_page
from cityportal.article import Article
from cityportal.cards.files import SocialCard, social_card
from cityportal.charts import ShownChart, shown_charts
from cityportal.content import Page
from cityportal.embeds.oembed import EmbedLink, embed_links
from cityportal.feeds.discovery import FeedLink, feed_links
from cityportal.feeds.presskit import has_kit, kit_label, kit_name
from cityportal.fonts import LANGUAGES, first_faces
from cityportal.jsonld import structured_data
from cityportal.lists import Lists
from cityportal.locales import Language, bracketed, colon, comma, semicolon
from cityportal.maps.shown import ShownMap, shown_maps
from cityportal.model import PageType, Status
from cityportal.parts import Feed, FigureTopic, Part, Rule, figure_topics, part_url
from cityportal.periods import Period, divisions
from cityportal.pictures.renditions import Rendition, lead_raster
from cityportal.pictures.shown import ShownPicture, shown_picture, shown_pictures
from cityportal.publish import FIGURE_FILES
from cityportal.registry_page import Topic, of_topic
from cityportal.search.files import search_folder
from cityportal.search.filters import Filter, filters
from cityportal.site import Site
from cityportal.sitemap import alternate_links
from cityportal.switcher import Choice, choices
from cityportal.urls import HOME, absolute, language_root

_PART_KINDS = {Period: "period", FigureTopic: "topic", Feed: "feed", Rule: "rule"}


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the main menu; ``here`` on every page of the section."""

    url: str
    label: str
    lang: str
    here: bool


class View:
    """A page, or the error page of a language where ``page`` is None, as a template sees it.

    With ``part`` it is that part of ``page``: a year or a month of a section, a topic of figures,
    a feed, a rule.
    ``theme`` is the folder of the templates.
    """

    def __init__(
        self, site: Site, locale: str, page: Page | None, theme: Path, part: Part | None = None
    ) -> None:
        self.site = site
        self.locale = locale
        self.page = page
        self.theme = theme
        self.part = part
        self.lists = Lists(site, locale)

    @cached_property
    def article(self) -> Article:
        """The record of the page; error pages have none."""
        assert self.page is not None
        return Article(self.site, self.page)

    def word(self, key: str) -> str:
        """The word ``key`` of data/ui.yml in the reader's language."""
        return self.site.registries.words[key][self.locale]

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.site.settings.language(self.locale)

    @property
    def fonts(self) -> list[str]:
        """The plain names of the fonts that the page needs at once."""
        return first_faces() if self.locale in LANGUAGES else []

    @property
    def site_name(self) -> str:
        """The portal's name."""
        return self.site.settings.site_names[self.locale]

    @property
    def comma(self) -> str:
        """What stands between the parts of a citation."""
        return comma(self.locale)

    @property
    def colon(self) -> str:
        """What stands after a label."""
        return colon(self.locale)

    def bracketed(self, text: str) -> str:
        """``text`` as an aside."""
        return bracketed(text, self.locale)

    @property
    def semicolon(self) -> str:
        """What stands between citations."""
        return semicolon(self.locale)

    @property
    def home(self) -> str:
        """Address of the language's home page."""
        return language_root(self.locale, self.site.settings)

    @property
    def calendar(self) -> str:
        """Address of the language's calendar feed."""
        return self.home + "events.ics"

    @property
    def feed_links(self) -> tuple[FeedLink, ...]:
        """The language's feeds as the head of every page names them."""
        return feed_links(self.site, self.locale)

    @property
    def embed_links(self) -> list[EmbedLink]:
        """The oEmbed answers of a page that partners may embed."""
        return (
            embed_links(self.site, self.page)
            if self.page and self.indexed and not self.part
            else []
        )

    @property
    def organisation_name(self) -> str:
        """The department's official name."""
        return self.site.registries.organisation.name[self.locale]

    @property
    def kind(self) -> str:
        """The name of the template part: the page's type, or what stands in its place."""
        if self.page is None:
            return "missing"
        if self.part:
            return _PART_KINDS[type(self.part)]
        return "withdrawn" if self.withdrawn else self.page.meta.type.value

    @property
    def withdrawn(self) -> bool:
        """Whether a notice stands in place of the text."""
        return self.page is not None and self.page.meta.status is Status.WITHDRAWN

    @property
    def indexed(self) -> bool:
        """Whether search engines may list the page."""
        return self.page is not None and not self.withdrawn and self.page.meta.is_listed

    @property
    def title(self) -> str:
        """The page's title; that of a withdrawn page is not shown."""
        if self.page is None:
            return self.word("missing_title")
        if self.part:
            return f"{self.page.meta.title}{self.colon}{self.part.written(self.locale)}"
        return self.word("withdrawn_title") if self.withdrawn else self.page.meta.title

    @property
    def description(self) -> str:
        """The page's description, or the reason of its withdrawal."""
        if self.page is None:
            return self.word("missing_text")
        if self.feed:
            return self.feed.description
        withdrawn = self.page.meta.withdrawn
        return withdrawn.reason if withdrawn else self.page.meta.description

    @property
    def url(self) -> str:
        """The page's address under the site; empty for an error page."""
        if self.page is None:
            return ""
        if self.part:
            return part_url(self.site, self.page, self.part)
        return self.site.url(self.page)

    @property
    def years(self) -> list[MenuEntry]:
        """The years of the section, each leading to its list."""
        assert self.page is not None
        return self._parts(divisions(self.site, self.page))

    @property
    def months(self) -> list[MenuEntry]:
        """The months of the year that is shown, where it is long, each leading to its list."""
        if self.page is None or not isinstance(self.part, Period):
            return []
        return self._parts(divisions(self.site, self.page, Period(self.part.year)))

    @property
    def canonical(self) -> str:
        """The page's public address; empty for an error page."""
        return absolute(self.url, self.site.settings) if self.page else ""

    def address(self, file: str) -> str:
        """The public address of a file."""
        return absolute(file, self.site.settings)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Language tag and public address of each translation; none for what is not indexed."""
        return (
            alternate_links(self.site, self.page, self.part) if self.page and self.indexed else []
        )

    @cached_property
    def structured_data(self) -> str:
        """JSON-LD, safe inside HTML; empty for what is not indexed."""
        if self.page is None or not self.indexed or self.part:
            return ""
        return structured_data(self.site, self.page, [(e.label, e.url) for e in self.trail])

    @property
    def lead(self) -> ShownPicture | None:
        """The picture at the head of the page."""
        if self.page is None or self.page.meta.image is None or self.part:
            return None
        return shown_picture(self.site, self.page.meta.image, self.locale)

    @property
    def gallery(self) -> list[ShownPicture]:
        """The further pictures of the page."""
        names = self.page.meta.gallery if self.page else ()
        return list(shown_pictures(self.site, names, self.locale))

    @cached_property
    def social_card(self) -> SocialCard | None:
        """What social networks show for a link to the page."""
        return social_card(self.site, self.page, self.theme) if self.page and self.indexed else None

    @property
    def charts(self) -> list[ShownChart]:
        """The charts of the page."""
        return shown_charts(self.article) if self.page else []

    @property
    def maps(self) -> list[ShownMap]:
        """The maps of the page that may be shown."""
        return shown_maps(self.article) if self.page else []

    @property
    def shared_picture(self) -> Rendition | None:
        """The lead picture as social networks take it where there is no card."""
        return lead_raster(self.site, self.page) if self.page and self.lead else None

    @property
    def withdrawn_on(self) -> str:
        """On which day the page was withdrawn, or nothing."""
        withdrawn = self.page.meta.withdrawn if self.page else None
        if withdrawn is None:
            return ""
        return self.site.registries.dated("withdrawn_on", withdrawn.on, self.locale)

    @cached_property
    def registry(self) -> list[Topic]:
        """The registry of figures by topic; on the page of a topic its figures alone."""
        shown = [self.part] if isinstance(self.part, FigureTopic) else figure_topics(self.site)
        return [of_topic(self.site, self.locale, topic) for topic in shown]

    @property
    def topics(self) -> list[MenuEntry]:
        """The topics of the figures, each leading to its page."""
        return self._parts(figure_topics(self.site))

    @property
    def rules(self) -> tuple[rules_page.Entry, ...]:
        """The rules of the brand book."""
        return rules_page.entries(self.site, self.locale)

    @property
    def rule(self) -> rules_page.Entry:
        """The rule whose page this is."""
        assert isinstance(self.part, Rule)
        return next(one for one in self.rules if one.key == self.part.key)

    @property
    def feeds(self) -> feeds_page.Listing | None:
        """The feeds of the language; None for a city without any."""
        return feeds_page.listing(self.site, self.locale)

    @property
    def feed(self) -> feeds_page.Entry | None:
        """The feed whose page this is."""
        return self.feeds[self.part.key] if isinstance(self.part, Feed) and self.feeds else None

    @cached_property
    def embeds(self) -> embeds_page.Listing:
        """What partners may embed, with the snippets."""
        return embeds_page.listing(self.site, self.locale, self.theme)

    @property
    def search_page(self) -> str:
        """Address of the language's search page; empty where there is none."""
        page = self.site.search_page(self.locale)
        return self.site.url(page) if page else ""

    @property
    def search_folder(self) -> str:
        """Address of the folder in which the language's search is."""
        return search_folder(self.locale)

    @property
    def search_filters(self) -> list[Filter]:
        """What narrows the results of a search."""
        return filters(self.site, self.locale)

    @property
    def figures_page(self) -> str:
        """Address of the figures page the reader is offered; empty where there is none."""
        page = next(iter(self.site.of_type(PageType.FIGURES, self.locale)), None)
        return self.site.url(page) if page else ""

    @property
    def downloads(self) -> dict[str, str]:
        """Addresses of the registry for machines, by kind of file."""
        return {kind: self.home + name for kind, name in FIGURE_FILES.items()}

    @property
    def press_kit(self) -> tuple[str, str] | None:
        """Address and words of the link to the issue's press kit, if it has one."""
        if self.page is None or not has_kit(self.site, self.page.path):
            return None
        return kit_name(self.page.path), kit_label(self.site, self.page.path, self.locale)

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """The main menu; a section without any page the reader may be offered is left out."""
        entries = []
        for section in self.site.sections:
            path = PurePosixPath(section.folder, "index.md")
            offered = self.site.offered(path, self.locale)
            if offered:
                here = self.page is not None and section.folder in map(str, self.page.path.parents)
                entries.append(
                    MenuEntry(
                        self.site.url(offered),
                        section.label[self.locale],
                        self._lang(offered),
                        here,
                    )
                )
        return entries

    @cached_property
    def trail(self) -> list[MenuEntry]:
        """The way from the home page to this one."""
        entries = [MenuEntry(self.home, self.word("home"), "", False)]
        if self.page is None or self.page.path == HOME:
            return entries
        labels = {section.folder: section.label[self.locale] for section in self.site.sections}
        for folder in reversed(self.page.path.parents[:-1]):
            front = self.site.offered(folder / "index.md", self.locale)
            if front and front.path != self.page.path:
                label = labels.get(str(folder), front.meta.title)
                entries.append(MenuEntry(self.site.url(front), label, self._lang(front), False))
        label = self.page.meta.title if self.part else self.title
        entries.append(MenuEntry(self.site.url(self.page), label, "", not self.part))
        return entries + self._parts(self.part.levels if self.part else ())

    @cached_property
    def switcher(self) -> list[Choice]:
        """The languages, each leading to this page in it or to the nearest thing."""
        return choices(self.site, self.locale, self.page, self.part)

    @property
    def offers(self) -> list[tuple[Choice, str, str]]:
        """The other languages, each with its words for the offer and for dismissing it."""
        words, languages = self.site.registries.words, self.site.settings.languages
        return [
            (choice, words["offer"][language.locale], words["dismiss"][language.locale])
            for choice, language in zip(self.switcher, languages, strict=True)
            if not choice.current
        ]

    def _parts(self, found: Iterable[Part]) -> list[MenuEntry]:
        assert self.page is not None
        entries = []
        for one in found:
            label = one.written(self.locale)
            url = part_url(self.site, self.page, one)
            entries.append(MenuEntry(url, label[0].upper() + label[1:], "", one == self.part))
        return entries

    def _lang(self, page: Page) -> str:
        other = page.locale != self.locale
        return self.site.settings.language(page.locale).tag if other else ""
