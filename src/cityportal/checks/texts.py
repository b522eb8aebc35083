"""The texts under check: a page in every language, the labels of a register in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cityportal.checks.book import Book
from cityportal.checks.prose import Block, blocks, label
from cityportal.checks.rule import City, Text
from cityportal.content import Page
from cityportal.textfile import read_text
from cityportal.validation import language_mappings
from cityportal.yamlfile import YamlDocument

Versions = Mapping[str, Page]


def page_texts(versions: Versions, books: Mapping[str, Book], city: City) -> Iterator[Text]:
    """The versions of one page, that in the source language first."""
    source: Text | None = None
    for locale in _source_first(versions, city):
        page = versions[locale]
        parts = blocks(page, city.site.registries.figures)
        text = Text(
            page.file, page.text, locale, parts, source, books[locale], city, page, versions
        )
        if locale == city.levels.source:
            source = text
        yield text


def label_texts(document: YamlDocument, books: Mapping[str, Book], city: City) -> Iterator[Text]:
    """The labels of one register, that of the source language first."""
    whole = read_text(city.site.root / document.path, city.site.root)
    source: Text | None = None
    for locale in _source_first(books, city):
        labels = list(_labels(document, whole, locale, books))
        text = Text(document.path, whole, locale, labels, source, books[locale], city)
        if locale == city.levels.source:
            source = text
        yield text


def _source_first(locales: Iterable[str], city: City) -> list[str]:
    return sorted(locales, key=lambda locale: locale != city.levels.source)


def _labels(
    document: YamlDocument, whole: str, locale: str, locales: Iterable[str]
) -> Iterator[Block]:
    for key, labels in language_mappings(document.value, tuple(locales)):
        if isinstance(labels.get(locale), str):
            start, end = document.spans[(*key, locale)]
            yield label(whole[start:end], start, locale)
