"""What one file says held against the others: keys, links, fronts of folders, translations."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from cityportal import body
from cityportal.content import Page
from cityportal.faults import Fault
from cityportal.figures import marks
from cityportal.locales import territories
from cityportal.model import PageType, Status
from cityportal.registries import Registries
from cityportal.settings import Settings
from cityportal.urls import HOME, old_url, page_url
from cityportal.validation import nearest
from cityportal.yamlfile import KeyPath


def inconsistencies(
    root: Path, settings: Settings, registries: Registries, pages: list[Page], now: datetime
) -> Iterator[Fault]:
    """Every fault that shows only when ``pages``, read at ``now``, are held against each other."""
    known = {(page.locale, page.path): page for page in pages}
    for locale in settings.locales:
        if (locale, HOME) not in known:
            yield Fault(
                Path("docs", locale, "index.md"), 0, 0, "",
                f"Ngôn ngữ “{locale}” chưa có trang chủ.",
                f"The language “{locale}” has no home page.",
            )  # fmt: skip
    paths = {page.path for page in pages}
    served = {page.path for page in pages if page.meta.is_served(now)}
    for page in pages:
        yield from _unknown_keys(root, registries, page)
        yield from _orphan(page, known)
        yield from body.faults(page)
        yield from _marks(registries, page)
        if page.meta.is_served(now):
            yield from _dead_links(page, paths, served)
    yield from _figures(registries)
    yield from _parts_taken(settings, registries, pages)
    yield from _undated(registries, pages)
    yield from _disagreements(pages)
    yield from _redirects(settings, pages)


def _unknown_keys(root: Path, registries: Registries, page: Page) -> Iterator[Fault]:
    meta = page.meta
    for key, values, known, file in (
        ("tags", meta.tags, registries.topics, "data/tags.yml"),
        ("sources", meta.sources, registries.sources, "data/sources.yml"),
        ("countries", meta.countries, territories(), "ISO 3166"),
        ("unit", _one(meta.unit), registries.organisation.units, "data/organisation.yml"),
        ("heritage", _one(meta.heritage), registries.heritage, "data/heritage.yml"),
        ("figures", meta.figures, registries.figures, "data/figures.yml"),
        ("charts", meta.charts, registries.charts or ("…",), "data/charts.yml"),
        ("maps", meta.maps, registries.atlas.maps or ("…",), "data/maps.yml"),
    ):
        for index, value in enumerate(values):
            if value not in known:
                listed = key in ("tags", "sources", "countries", "figures", "charts", "maps")
                near = nearest(value, known)
                yield page.document.fault(
                    (key, index) if listed else (key,),
                    f"“{value}” không có trong {file}. Gần nhất: “{near}”.",
                    f"“{value}” is not in {file}. Nearest: “{near}”.",
                    f"{key}: [{near}]" if listed else f"{key}: {near}",
                )
    named: list[tuple[KeyPath, str]] = [(("image",), name) for name in _one(meta.image)]
    named += [(("gallery", index), name) for index, name in enumerate(meta.gallery)]
    for place, name in named:
        if not (root / "docs" / "assets" / name).is_file():
            yield page.document.fault(
                place,
                f"Không có tệp docs/assets/{name}.",
                f"There is no file docs/assets/{name}.",
            )


def _marks(registries: Registries, page: Page) -> Iterator[Fault]:
    text = body.blank_code(page.body)
    for found in marks.find(text):
        line, column = body.place(text, found.start(), page.body_line)
        try:
            marks.parse(found[0], registries.figures)
        except marks.MarkError as error:
            yield Fault(page.file, line, column, "", error.vi, error.en, error.example)
    for key in ("title", "description"):
        for found in marks.find(getattr(page.meta, key)):
            try:
                marks.parse(found[0], registries.figures)
            except marks.MarkError as error:
                yield page.document.fault((key,), error.vi, error.en, error.example)


def _figures(registries: Registries) -> Iterator[Fault]:
    """Keys in the registry of figures that no other register knows."""
    document = registries.figures.document
    for identifier in registries.figures:
        figure = registries.figures[identifier]
        wanted = [
            ("unit", figure.unit, registries.figures.units, "data/units.yml"),
            ("topic", figure.topic, registries.topics, "data/tags.yml"),
        ]
        for index, statement in enumerate(figure.values):
            sources = registries.sources
            wanted.append((f"values.{index}.source", statement.source, sources, "data/sources.yml"))
        for path, value, known, file in wanted:
            if value not in known:
                near = nearest(value, known)
                parts = (int(part) if part.isdigit() else part for part in path.split("."))
                yield document.fault(
                    (identifier, *parts),
                    f"“{value}” không có trong {file}. Gần nhất: “{near}”.",
                    f"“{value}” is not in {file}. Nearest: “{near}”.",
                    f"{path.rpartition('.')[2]}: {near}",
                )


def _parts_taken(settings: Settings, registries: Registries, pages: list[Page]) -> Iterator[Fault]:
    """Pages that stand where the page of a topic of figures or of a feed will."""
    urls = {page.file: page_url(page.path, page.locale, settings) for page in pages}
    taken = {
        f"{urls[page.file]}{name}/" for page in pages for name in _part_names(registries, page)
    }
    for file, url in urls.items():
        if url in taken:
            yield Fault(
                file, 0, 0, "",
                "Tên này dành cho trang của một chủ đề số liệu hay một nguồn tin; hãy thêm chữ vào "
                "tên.",
                "This name is kept for the page of a topic of figures or of a feed; add a word to "
                "it.",
                "docs/vi/figures/port-notes.md",
            )  # fmt: skip


def _part_names(registries: Registries, page: Page) -> Collection[str]:
    if page.meta.type is PageType.FIGURES:
        return registries.figures.topics
    return registries.feed_names(page.locale) if page.meta.type is PageType.FEEDS else ()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value is not None else ()


def _orphan(page: Page, known: Mapping[tuple[str, PurePosixPath], Page]) -> Iterator[Fault]:
    """A page no list leads to, because its folder has no front in this language."""
    folder = page.folder.parent if page.is_index else page.folder
    if page.path != HOME and (page.locale, folder / "index.md") not in known:
        yield Fault(
            page.file, 0, 0, "",
            f"Thư mục “{folder}” chưa có trang index.md bằng ngôn ngữ này, nên không có lối vào.",
            f"The folder “{folder}” has no index.md in this language, so nothing leads here.",
        )  # fmt: skip


def _dead_links(
    page: Page, paths: set[PurePosixPath], served: set[PurePosixPath]
) -> Iterator[Fault]:
    for link in body.links(page):
        target = body.linked_page(page.path, link.target)
        if target is None or target in served:
            continue
        if target in paths:
            yield Fault(
                page.file, link.line, link.column, "",
                f"Liên kết dẫn đến trang chưa được phát hành: {target}.",
                f"The link leads to a page that is not released: {target}.",
            )  # fmt: skip
        else:
            near = difflib.get_close_matches(str(target), map(str, served), n=1)
            vi = f" Gần nhất: {near[0]}." if near else ""
            en = f" Nearest: {near[0]}." if near else ""
            yield Fault(
                page.file, link.line, link.column, "",
                f"Không có trang {target}.{vi}",
                f"There is no page {target}.{en}",
            )  # fmt: skip


def _undated(registries: Registries, pages: list[Page]) -> Iterator[Fault]:
    """Pages that feeds are to carry and that no day is known of."""
    feeds = registries.feeds
    kinds = {kind for topic in feeds.topics.values() for kind in topic.types} if feeds else set()
    for page in pages:
        if page.meta.type in kinds and page.meta.status is not Status.DRAFT and not page.published:
            yield page.document.fault(
                ("published",),
                f"Nguồn tin có loại trang “{page.meta.type}”: cần ngày trang xuất hiện lần đầu.",
                f"Feeds carry pages of the type “{page.meta.type}”: the day on which the page "
                "first appeared is needed.",
                "published: 2026-11-21",
            )


def _disagreements(pages: list[Page]) -> Iterator[Fault]:
    """Versions of one page that differ in what must be the same in every language."""
    first: dict[PurePosixPath, Page] = {}
    for page in pages:
        if page.meta.status is Status.DRAFT:
            continue
        other = first.setdefault(page.path, page)
        for key, mine, theirs in (
            ("type", page.meta.type, other.meta.type),
            ("date", page.meta.date, other.meta.date),
            ("figures", ", ".join(page.meta.figures), ", ".join(other.meta.figures)),
            ("charts", ", ".join(page.meta.charts), ", ".join(other.meta.charts)),
            ("maps", ", ".join(page.meta.maps), ", ".join(other.meta.maps)),
            ("embargo", _release(page), _release(other)),
        ):
            if mine != theirs:
                yield page.document.fault(
                    (key,),
                    f"“{key}” ở đây là “{mine or '—'}”, trong {other.file.as_posix()} là "
                    f"“{theirs or '—'}”; mọi ngôn ngữ của một trang phải như nhau.",
                    f"“{key}” is “{mine or '—'}” here and “{theirs or '—'}” in "
                    f"{other.file.as_posix()}; it must be the same in every language of a page.",
                )


def _release(page: Page) -> datetime | None:
    return page.meta.embargo.moment if page.meta.embargo else None


def _redirects(settings: Settings, pages: list[Page]) -> Iterator[Fault]:
    taken = {page_url(page.path, page.locale, settings): page for page in pages}
    for page in pages:
        for index, old in enumerate(page.meta.redirects_from):
            url = old_url(old, page.locale, settings)
            if not re.fullmatch(r"(?:[A-Za-z0-9._~-]+/)*[A-Za-z0-9._~-]+/?", old) or ".." in old:
                yield page.document.fault(
                    ("redirects_from", index),
                    f"“{old}” không phải địa chỉ trong cổng.",
                    f"“{old}” is not an address within the portal.",
                    "redirects_from: [tin-tuc/bai-cu/]",
                )
            elif taken.setdefault(url, page) is not page or url == page_url(
                page.path, page.locale, settings
            ):
                yield page.document.fault(
                    ("redirects_from", index),
                    f"Địa chỉ “{old}” đã thuộc về {taken[url].file.as_posix()}.",
                    f"The address “{old}” already belongs to {taken[url].file.as_posix()}.",
                )
