"""The small registers around the pages: sources, topics, organisation, menus, words, heritage.

Each is one YAML file under ``data/`` that an officer edits; labels are given in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from cityportal.brandbook.names import Name, Names
from cityportal.embedding import Embedding, twice_a_day
from cityportal.faults import Fault, FaultsError
from cityportal.figures.charts import Chart, Charts, unfit_charts
from cityportal.figures.model import Figures, FiguresFile, UnitsFile
from cityportal.hosting import Hosting
from cityportal.locales import PartialDate, write_date
from cityportal.maps.model import Atlas, Maps, unfit_maps
from cityportal.subscriptions import (
    Feeds,
    Partner,
    Partners,
    missing_icon,
    unknown_keys,
    unknown_tags,
)
from cityportal.validation import (
    LABEL_EXAMPLE,
    Https,
    Labels,
    Record,
    described,
    missing_labels,
    unknown,
    validated,
)
from cityportal.yamlfile import KeyPath, YamlDocument, read_yaml


class Source(Record):
    """A document that facts rest on."""

    title: str = described(
        "the title as printed, in its own language.",
        "tên tài liệu như đã in, bằng ngôn ngữ của tài liệu.",
        'title: "Kết quả hoạt động năm 2025"',
    )
    language: str = described(
        "the language of the title, by its tag.", "ngôn ngữ của tên tài liệu.", "language: vi"
    )
    publisher: str | None = described(
        "who published it; null where that is not known.",
        "nơi công bố; null nếu không rõ.",
        'publisher: "Sở Ngoại vụ thành phố Hải Phòng"',
    )
    date: PartialDate | None = described(
        "the day or month of publication; null where that is not known.",
        "ngày hoặc tháng công bố; null nếu không rõ.",
        "date: 2025-12",
    )
    address: Https | None = described(
        "the web address, where known.",
        "địa chỉ trên mạng, nếu biết.",
        "address: https://baotintuc.vn/…",
        default=None,
    )
    rank: int = described(
        "how official it is: 1 the department or a law, 2 another public body or the national "
        "agency, 3 other press.",
        "mức chính thức: 1 Sở hoặc văn bản luật, 2 cơ quan nhà nước khác hoặc thông tấn xã, "
        "3 báo chí khác.",
        "rank: 1",
        default=3,
    )
    label: Labels | None = described(
        "a short name in every language, where readers need one.",
        "tên ngắn bằng mọi ngôn ngữ, khi người đọc cần.",
        LABEL_EXAMPLE,
        default=None,
    )

    def title_in(self, locale: str) -> str:
        """The short name in ``locale`` where there is one, else the title as printed."""
        return self.label[locale] if self.label else self.title

    def foreign_to(self, tag: str) -> str:
        """The language of the title as shown to readers of ``tag``; empty where it is theirs."""
        return self.language if self.label is None and self.language != tag else ""


class Unit(Record):
    """A unit of the department."""

    label: Labels = described("the name in every language.", "tên bằng mọi ngôn ngữ.", "label: …")


class Post(Record):
    """A post, who holds it and how to reach it; what nobody has stated yet stays null."""

    label: Labels = described("the post in every language.", "chức danh bằng mọi ngôn ngữ.", "…")
    unit: str = described("the unit, a key under units.", "đơn vị, một khóa trong units.", "…")
    holder: str | None = described("the holder's name.", "họ tên.", "holder: …", default=None)
    as_of: date | None = described(
        "the day on which the holder was named so.", "ngày của thông tin.", "as_of: 2026-01-06",
        default=None,
    )  # fmt: skip
    source: str | None = described("key of the source.", "khóa của nguồn.", "…", default=None)
    phone: str | None = described("telephone.", "điện thoại.", "…", default=None)
    fax: str | None = described("fax.", "fax.", "…", default=None)
    email: str | None = described("official e-mail.", "thư điện tử công vụ.", "…", default=None)


class Organisation(Record):
    """The department: its names, units, posts, and who supplies what is still missing."""

    name: Labels = described("the official name in every language.", "tên chính thức.", "name: …")
    city: Labels = described("the city's name in every language.", "tên thành phố.", "city: …")
    address: Labels | None = described("street address.", "địa chỉ.", "address: …")
    phone: str | None = described("telephone.", "điện thoại.", "phone: …")
    email: str | None = described("official e-mail.", "thư điện tử công vụ.", "email: …")
    supplied_by: str = described(
        "the unit that supplies the missing contacts, a key under units.",
        "đơn vị cung cấp thông tin liên hệ còn thiếu, một khóa trong units.",
        "supplied_by: office",
    )
    units: Mapping[str, Unit] = described("the units by key.", "các đơn vị theo khóa.", "units: …")
    posts: Mapping[str, Post] = described("the posts by key.", "các chức danh.", "posts: …")


class Section(Record):
    """One entry of the main menu."""

    folder: str = described("the folder under docs/<language>.", "thư mục.", "folder: heritage")
    label: Labels = described("the word in the menu.", "chữ trong trình đơn.", LABEL_EXAMPLE)
    pages: tuple[str, ...] = described(
        "pages in their order, without .md; those not named follow, newest first.",
        "các trang theo thứ tự, không có .md; trang không nêu tên xếp sau, mới nhất trước.",
        "pages: [why-hai-phong, investors]",
        default=(),
    )


class Navigation(Record):
    """The main menu, in order."""

    sections: tuple[Section, ...] = described("the sections.", "các mục.", "sections: …")


class HeritageFact(Record):
    """One line of the facts panel: a figure of the registry, or a fact in words."""

    label: Labels = described("what the fact is about.", "nội dung.", LABEL_EXAMPLE)
    figure: str | None = described(
        "the figure shown, a key of data/figures.yml; then no value, source or as_of.",
        "số liệu, một khóa trong data/figures.yml; khi ấy không ghi value, source, as_of.",
        "figure: heritage.yen-tu.property",
        default=None,
    )
    value: Labels | None = described(
        "the fact in every language.", "dữ kiện bằng mọi ngôn ngữ.", "value: …", default=None
    )
    source: str | None = described(
        "key of the source.", "khóa của nguồn.", "source: sggp-2025", default=None
    )
    as_of: PartialDate | None = described(
        "day or month of the source.", "thời điểm.", "as_of: 2025-07-12", default=None
    )
    note: Labels | None = described(
        "what a reader must know, such as sources that disagree.", "ghi chú.", "…", default=None
    )

    @property
    def is_whole(self) -> bool:
        """Either a figure, or value, source and date."""
        stated = (self.value, self.source, self.as_of)
        return not any(stated) if self.figure else all(stated)


class HeritageSite(Record):
    """What the facts panel of a heritage page shows and machines read."""

    official_list: Https | None = described(
        "the site's page on the World Heritage List.", "trang trong Danh sách Di sản thế giới.",
        "official_list: https://whc.unesco.org/en/list/672", default=None,
    )  # fmt: skip
    reference: str | None = described(
        "the number on that list.", "số hiệu.", "reference: '672'", default=None
    )
    facts: tuple[HeritageFact, ...] = described("the facts in order.", "các dữ kiện.", "facts: …")


class _Sources(RootModel[dict[str, Source]]):
    pass


class _Topics(RootModel[dict[str, Labels]]):
    pass


class _Words(RootModel[dict[str, Labels]]):
    pass


class _Heritage(RootModel[dict[str, HeritageSite]]):
    pass


@dataclass(frozen=True)
class Registries:
    """Everything under ``data/``; ``documents`` are the files, in which labels have a place."""

    sources: Mapping[str, Source]
    topics: Mapping[str, Labels]
    words: Mapping[str, Labels]
    heritage: Mapping[str, HeritageSite]
    organisation: Organisation
    navigation: Navigation
    figures: Figures
    charts: Mapping[str, Chart]
    atlas: Atlas
    feeds: Feeds | None
    partners: Mapping[str, Partner]
    hosting: Hosting
    embedding: Embedding | None
    documents: tuple[YamlDocument, ...]

    def feed_names(self, locale: str) -> Mapping[str, Mapping[str, str]]:
        """What each feed of ``locale`` is called in every language, by key; partners' come last."""
        topics = self.feeds.topics.items() if self.feeds else ()
        partners = self.partner_feeds(locale).items()
        return {key: one.label for key, one in topics} | {key: one.name for key, one in partners}

    def partner_feeds(self, locale: str) -> Mapping[str, Partner]:
        """The feeds of ``locale`` that are made for partners, by key."""
        return {
            f"for-{key}": partner
            for key, partner in self.partners.items()
            if locale in partner.languages
        }

    def dated(self, key: str, day: date | PartialDate, locale: str) -> str:
        """The words ``key`` of data/ui.yml about ``day``, for the readers of ``locale``."""
        return self.words[key][locale].replace("{day}", write_date(day, locale))


_PLACE = re.compile(r"\{\w+\}")
_PARTIAL = frozenset({"conflict", "singular"})
"""Keys whose texts need not stand in every language: for staff, or where a language needs one."""

Model = TypeVar("Model", bound=BaseModel)


def read_registries(root: Path, locales: Iterable[str]) -> Registries:
    """The registers under ``root/data``, each label present in every one of ``locales``.

    Raises:
        FaultsError: all faults of all files.
    """
    faults: list[Fault] = []
    documents: dict[str, YamlDocument] = {}
    languages = tuple(locales)

    def read(name: str, model: type[Model]) -> Model | None:
        try:
            document = documents[name] = read_yaml(root / "data" / name, root)
            value = validated(model, document)
        except FaultsError as error:
            faults.extend(error.faults)
            return None
        faults.extend(missing_labels(document, languages, _PARTIAL))
        faults.extend(_REFERENCES.get(name, _no_references)(document, value))
        return value

    def read_if_there(name: str, model: type[Model]) -> Model | None:
        return read(name, model) if (root / "data" / name).exists() else None

    sources = read("sources.yml", _Sources)
    topics = read("tags.yml", _Topics)
    words = read("ui.yml", _Words)
    heritage = read("heritage.yml", _Heritage)
    organisation = read("organisation.yml", Organisation)
    navigation = read("navigation.yml", Navigation)
    units = read("units.yml", UnitsFile)
    figures = read("figures.yml", FiguresFile)
    charts = read_if_there("charts.yml", Charts)
    maps = read_if_there("maps.yml", Maps)
    feeds = read_if_there("feeds.yml", Feeds)
    partners = read_if_there("partners.yml", Partners) if feeds else None
    hosting = read_if_there("serving.yml", Hosting) or Hosting()
    embedding = read_if_there("embeds.yml", Embedding)
    if faults:
        raise FaultsError(faults)
    assert sources and topics and words and heritage and organisation and navigation
    assert units and figures
    ranks = {key: source.rank for key, source in sources.root.items()}
    registry = Figures(figures.root, units.root, ranks, documents["figures.yml"])
    faults += _unfit_facts(documents["heritage.yml"], heritage, figures, sources)
    if charts:
        faults += unfit_charts(documents["charts.yml"], charts.root, registry)
    atlas = Atlas(maps.root, _names(root)) if maps else Atlas({}, {})
    if maps:
        faults += unfit_maps(documents["maps.yml"], atlas, sources.root)
    if feeds:
        faults += unknown_tags(documents["feeds.yml"], feeds, topics.root)
        faults += missing_icon(documents["feeds.yml"], feeds, root)
    if embedding:
        faults += twice_a_day(documents["embeds.yml"], embedding)
    if feeds and partners:
        known = {"languages": languages, "topics": feeds.topics, "contact": organisation.units}
        faults += unknown_keys(documents["partners.yml"], partners.root, known)
    if faults:
        raise FaultsError(faults)
    return Registries(
        sources.root, topics.root, words.root, heritage.root, organisation, navigation,
        registry, charts.root if charts else {}, atlas, feeds, partners.root if partners else {},
        hosting, embedding,
        tuple(documents.values()),
    )  # fmt: skip


def _names(root: Path) -> Mapping[str, Name]:
    """The names of places; the faults of their table are told with the brand book's."""
    file = root / "brand" / "names.yml"
    return validated(Names, read_yaml(file, root)).root if file.exists() else {}


def _unfit_facts(
    document: YamlDocument, heritage: _Heritage, figures: FiguresFile, sources: _Sources
) -> Iterator[Fault]:
    for key, site in heritage.root.items():
        for index, fact in enumerate(site.facts):
            place = (key, "facts", index)
            if not fact.is_whole:
                yield document.fault(
                    place,
                    "Cần hoặc “figure”, hoặc cả “value”, “source” và “as_of”.",
                    "Either “figure” is needed, or “value”, “source” and “as_of” together.",
                    "figure: heritage.yen-tu.property",
                )
            for name, value, known in (
                ("figure", fact.figure, figures.root),
                ("source", fact.source, sources.root),
            ):
                if value is not None and value not in known:
                    yield unknown(document, (*place, name), value, known, f"{name}: {{near}}")


def _organisation_references(document: YamlDocument, value: Any) -> list[Fault]:
    assert isinstance(value, Organisation)
    wanted: list[tuple[KeyPath, str]] = [(("supplied_by",), value.supplied_by)]
    wanted += [(("posts", key, "unit"), post.unit) for key, post in value.posts.items()]
    return [
        document.fault(
            key,
            f"Không có đơn vị “{unit}” trong units.",
            f"There is no unit “{unit}” under units.",
            f"unit: {next(iter(value.units), '…')}",
        )
        for key, unit in wanted
        if unit not in value.units
    ]


def _unequal_places(document: YamlDocument, value: Any) -> list[Fault]:
    """Words that show a number or a day in one language and not in another."""
    assert isinstance(value, _Words)
    return [
        document.fault(
            (key, language),
            f"Thiếu “{place}”, chỗ của số hoặc ngày, như ở ngôn ngữ khác.",
            f"“{place}”, where a number or a day goes, is missing; other languages have it.",
            f"{language}: …{place}…",
        )
        for key, labels in value.root.items()
        for place in sorted({place for text in labels.values() for place in _PLACE.findall(text)})
        for language, text in labels.items()
        if place not in text
    ]


def _no_references(document: YamlDocument, value: Any) -> list[Fault]:
    return []


_REFERENCES: dict[str, Callable[[YamlDocument, Any], list[Fault]]] = {
    "organisation.yml": _organisation_references,
    "ui.yml": _unequal_places,
}
