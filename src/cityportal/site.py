"""The whole portal as one frozen value, and what may be asked of it.

``Site.load`` reads everything, checks what one file says against the others, and leaves out what
may not be read yet: whoever asks the site for pages cannot come upon a draft or an embargoed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from cityportal.body import blank_code
from cityportal.brandbook.levels import Level, Levels, read_levels
from cityportal.brandbook.reading import BrandBook, read_brandbook
from cityportal.brandbook.rulepages import RulePage
from cityportal.consistency import inconsistencies
from cityportal.content import Page, read_page
from cityportal.faults import Fault, FaultsError
from cityportal.figures import marks
from cityportal.figures.model import Statement
from cityportal.model import PageType
from cityportal.pictures.record import PictureFile, read_pictures
from cityportal.registries import Registries, Section, read_registries
from cityportal.settings import Settings, read_settings
from cityportal.urls import HOME, page_url

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"\d{4}")

Versions = Mapping[str, Page]


@dataclass(frozen=True, eq=False)
class Site:
    """Every page that is served at ``now``, by path and language, and what was held back.

    ``pages`` maps a path to its versions by locale, in the order of the languages; a version is
    live or withdrawn. ``held`` are drafts and embargoed pages, which appear in no output.
    ``pictures`` are those that have a record, by their paths under docs/assets. ``preview`` is for
    staff alone: it shows what waits for approval.
    """

    root: Path
    now: datetime
    settings: Settings
    registries: Registries
    pictures: Mapping[str, PictureFile]
    pages: Mapping[PurePosixPath, Versions]
    held: tuple[Page, ...]
    preview: bool = False

    @classmethod
    def load(cls, root: Path, now: datetime) -> Site:
        """The portal in the folder ``root`` as it may be read at ``now``, which carries a zone.

        Raises:
            FaultsError: every fault of every file.
        """
        root = root.resolve()
        settings = read_settings(root)
        faults: list[Fault] = []
        registries: Registries | None = None
        try:
            registries = read_registries(root, settings.locales)
        except FaultsError as error:
            faults.extend(error.faults)
        pictures: Mapping[str, PictureFile] = {}
        try:
            pictures = read_pictures(root, settings.locales)
        except FaultsError as error:
            faults.extend(error.faults)
        pages = list(_read_pages(root, settings, faults))
        if registries:
            faults.extend(inconsistencies(root, settings, registries, pages, now))
        if faults or not registries:
            raise FaultsError(faults)
        pages = [_with_figures(page, registries) for page in pages]
        return cls(
            root,
            now,
            settings,
            registries,
            pictures,
            _by_path(settings, (page for page in pages if page.meta.is_served(now))),
            tuple(page for page in pages if not page.meta.is_served(now)),
        )

    @property
    def today(self) -> date:
        """The day in the city's own zone."""
        return self.now.astimezone(self.settings.zone_info).date()

    @property
    def next_release(self) -> datetime | None:
        """The next moment at which an embargo ends and the portal must be built again."""
        moments = (page.meta.embargo.moment for page in self.held if page.meta.embargo)
        return min(moments, default=None)

    def page(self, path: PurePosixPath, locale: str) -> Page | None:
        """The version of ``path`` in ``locale``, live or withdrawn."""
        return self.pages.get(path, {}).get(locale)

    def alternates(self, path: PurePosixPath) -> Versions:
        """The live versions of ``path`` by locale: real translations only."""
        versions = self.pages.get(path, {})
        return {locale: page for locale, page in versions.items() if page.is_live(self.now)}

    def offered(self, path: PurePosixPath, locale: str) -> Page | None:
        """The live version a reader of ``locale`` is offered: their own, else a fallback."""
        versions = self.alternates(path)
        for candidate in (locale, *self.settings.fallback):
            if candidate in versions:
                return versions[candidate]
        return None

    def url(self, page: Page) -> str:
        """The address of ``page`` under the site."""
        return page_url(page.path, page.locale, self.settings)

    @cached_property
    def _known_children(self) -> dict[tuple[PurePosixPath, str], tuple[Page, ...]]:
        return {}

    @cached_property
    def by_url(self) -> Mapping[str, Page]:
        """Every page that is served, by its address under the site."""
        return {
            self.url(page): page for versions in self.pages.values() for page in versions.values()
        }

    @cached_property
    def brand(self) -> BrandBook:
        """The brand book, read when it is first asked for.

        Raises:
            FaultsError: every fault of every table.
        """
        return read_brandbook(self.root, self.settings.locales)

    @cached_property
    def levels(self) -> Levels:
        """How grave each rule of the brand book is, read when it is first asked for.

        Raises:
            FaultsError: the file cannot be read or does not fit.
        """
        return read_levels(self.root)

    @property
    def rules(self) -> list[RulePage]:
        """The rules of the brand book that are on."""
        levels, off = self.levels.rules, Level.OFF
        return [rule for rule in self.brand.rules if levels.get(rule.id, off) is not off]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the main menu, in order."""
        return self.registries.navigation.sections

    def figures_of(self, page: Page) -> tuple[tuple[str, Statement], ...]:
        """The figures marked in the text of ``page``, each once, in order of first mention."""
        if "{{" not in page.body:
            return ()
        seen: list[tuple[str, Statement]] = []
        for found in marks.find(blank_code(page.body)):
            mark = marks.parse(found[0], self.registries.figures)
            if (mark.identifier, mark.statement) not in seen:
                seen.append((mark.identifier, mark.statement))
        return tuple(seen)

    def children(self, folder: PurePosixPath, locale: str) -> tuple[Page, ...]:
        """What stands directly in ``folder``, each as offered to a reader of ``locale``.

        In the order of the menu file; what it does not name follows, newest first.
        """
        known = self._known_children
        if (folder, locale) not in known:
            known[folder, locale] = self._ordered_children(folder, locale)
        return known[folder, locale]

    def _ordered_children(self, folder: PurePosixPath, locale: str) -> tuple[Page, ...]:
        offered = (self.offered(path, locale) for path in self._children.get(folder, ()))
        pages = sorted((page for page in offered if page), key=lambda page: page.path)
        pages.sort(key=lambda page: page.day, reverse=True)
        named = self._order.get(str(folder), ())
        rank = {name: index for index, name in enumerate(named)}
        return tuple(sorted(pages, key=lambda page: rank.get(_name(page.path), len(rank))))

    def of_type(self, kind: PageType, locale: str) -> tuple[Page, ...]:
        """Every page of a type, as offered to a reader of ``locale``, newest first."""
        offered = (self.offered(path, locale) for path in self.pages)
        pages = [page for page in offered if page and page.meta.type is kind]
        return tuple(sorted(pages, key=lambda page: (page.day, page.path), reverse=True))

    def listed(self, locale: str) -> tuple[Page, ...]:
        """The live pages of ``locale`` that search engines and our own search may name."""
        live = (self.alternates(path).get(locale) for path in self.pages)
        return tuple(page for page in live if page and page.meta.is_listed)

    def search_page(self, locale: str) -> Page | None:
        """The page on which readers of ``locale`` search; none where the city has made none."""
        return self._search_pages.get(locale)

    def issues(self, locale: str) -> tuple[Page, ...]:
        """The bulletin's issues, newest first."""
        return self.of_type(PageType.BULLETIN_ISSUE, locale)

    def events(self, locale: str) -> tuple[Page, ...]:
        """The events, newest first."""
        return self.of_type(PageType.EVENT, locale)

    def tagged(self, tag: str, locale: str) -> tuple[Page, ...]:
        """The pages about a topic, newest first."""
        offered = (self.offered(path, locale) for path in self.pages)
        pages = [page for page in offered if page and tag in page.meta.tags]
        return tuple(sorted(pages, key=lambda page: (page.day, page.path), reverse=True))

    @cached_property
    def _children(self) -> Mapping[PurePosixPath, list[PurePosixPath]]:
        tree: dict[PurePosixPath, list[PurePosixPath]] = {}
        for path in self.pages:
            if path != HOME:
                parent = path.parent.parent if path.name == "index.md" else path.parent
                tree.setdefault(parent, []).append(path)
        return tree

    @cached_property
    def _search_pages(self) -> Mapping[str, Page]:
        live = (self.alternates(path) for path in self.pages)
        return {
            locale: page
            for versions in live
            for locale, page in versions.items()
            if page.meta.type is PageType.SEARCH
        }

    @cached_property
    def _order(self) -> Mapping[str, tuple[str, ...]]:
        return {section.folder: section.pages for section in self.sections}


def _with_figures(page: Page, registries: Registries) -> Page:
    """The page with the marks in its title and description written out."""
    written = {
        key: marks.replace_marks(getattr(page.meta, key), registries.figures, page.locale)
        for key in ("title", "description")
    }
    return replace(page, meta=page.meta.model_copy(update=written))


def _name(path: PurePosixPath) -> str:
    return path.parent.name if path.name == "index.md" else path.stem


def _by_path(settings: Settings, pages: Iterable[Page]) -> dict[PurePosixPath, Versions]:
    tree: dict[PurePosixPath, dict[str, Page]] = {}
    rank = {locale: index for index, locale in enumerate(settings.locales)}
    for page in sorted(pages, key=lambda page: (page.path, rank[page.locale])):
        tree.setdefault(page.path, {})[page.locale] = page
    return dict(tree)


def _read_pages(root: Path, settings: Settings, faults: list[Fault]) -> Iterator[Page]:
    docs = root / "docs"
    for folder in sorted(path for path in docs.iterdir() if path.is_dir()):
        if folder.name not in (*settings.locales, "assets"):
            faults.append(_unknown_language(folder.relative_to(root), settings))
    paths: dict[PurePosixPath, PurePosixPath] = {}
    for locale in settings.locales:
        for file in sorted((docs / locale).rglob("*.md")):
            path = PurePosixPath(file.relative_to(docs / locale).as_posix())
            path = paths.setdefault(path, path)  # one object a path: look-ups need not compare
            shown = file.relative_to(root)
            if fault := _bad_name(shown, path, settings) or _year_taken(shown, path):
                faults.append(fault)
                continue
            try:
                yield read_page(file, root, locale, path)
            except FaultsError as error:
                faults.extend(error.faults)


def _unknown_language(folder: Path, settings: Settings) -> Fault:
    known = ", ".join(settings.locales)
    return Fault(
        folder, 0, 0, "",
        f"Thư mục này không phải ngôn ngữ của cổng ({known}).",
        f"This folder is not a language of the portal ({known}).",
    )  # fmt: skip


def _bad_name(file: Path, path: PurePosixPath, settings: Settings) -> Fault | None:
    parts = path.with_suffix("").parts
    if all(_NAME.fullmatch(part) for part in parts) and parts[0] not in settings.locales:
        return None
    return Fault(
        file, 0, 0, "",
        "Tên tệp và thư mục chỉ gồm chữ thường không dấu, chữ số và gạch nối, không trùng mã "
        "ngôn ngữ.",
        "Names of files and folders consist of small letters a-z, digits and hyphens, and are no "
        "language's code.",
        "docs/vi/heritage/chu-dau-pottery.md",
    )  # fmt: skip


def _year_taken(file: Path, path: PurePosixPath) -> Fault | None:
    if not any(_YEAR.fullmatch(part) for part in path.with_suffix("").parts[1:]):
        return None
    return Fault(
        file, 0, 0, "",
        "Tên chỉ gồm bốn chữ số dành cho trang liệt kê bài của từng năm; hãy thêm chữ vào tên.",
        "A name of four digits alone is kept for the list of a year; add a word to it.",
        "docs/vi/news/report-2025.md",
    )  # fmt: skip
