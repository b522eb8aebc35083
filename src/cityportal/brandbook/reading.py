"""Reading the brand book, all of its tables at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from cityportal.brandbook.cards import Cards, unfit_cards
from cityportal.brandbook.glossary import Entry, Glossary
from cityportal.brandbook.images import Images, unfit_ratios
from cityportal.brandbook.logo import Logo
from cityportal.brandbook.names import Name, Names, contradictions
from cityportal.brandbook.palette import Palette, unfit_colours
from cityportal.brandbook.rulepages import RulePage, read_rule_pages
from cityportal.brandbook.slogans import Slogan, Slogans
from cityportal.brandbook.terms import Terms, unfit_terms
from cityportal.brandbook.tone import Tone
from cityportal.faults import Fault, FaultsError
from cityportal.validation import missing_labels, nearest, validated
from cityportal.yamlfile import KeyPath, YamlDocument, parse_yaml, read_yaml

Model = TypeVar("Model", bound=BaseModel)
Check = Callable[[YamlDocument, Model], Iterator[Fault]]

_PARTIAL = frozenset(
    {"authority", "reason", "wrong", "parts", "agreed", "avoid", "write", "keep", "claims", "note",
     "scale", "whole"}
)  # fmt: skip
"""Keys whose mappings hold the languages that need one."""


@dataclass(frozen=True)
class BrandBook:
    """Every table, those of words by key, and the pages that explain the rules."""

    names: Mapping[str, Name]
    slogans: Mapping[str, Slogan]
    glossary: Mapping[str, Entry]
    terms: Terms
    tone: Tone
    palette: Palette
    logo: Logo
    images: Images
    cards: Cards
    rules: tuple[RulePage, ...]


def read_brandbook(root: Path, locales: Collection[str]) -> BrandBook:
    """The tables under ``root/brand``; one that is not there is empty.

    Raises:
        FaultsError: every fault of every table.
    """
    faults: list[Fault] = []

    def read(name: str, model: type[Model], check: Check[Model] = _nothing) -> Model:
        try:
            document = _document(root, name)
            table = validated(model, document)
        except FaultsError as error:
            faults.extend(error.faults)
            return validated(model, parse_yaml("", Path(name)))
        faults.extend(missing_labels(document, locales, _PARTIAL))
        faults.extend(_unknown_languages(document, document.value, locales))
        faults.extend(check(document, table))
        return table

    palette = read("palette.yml", Palette, unfit_colours)
    book = BrandBook(
        read("names.yml", Names, contradictions).root,
        read("slogans.yml", Slogans).root,
        read("glossary.yml", Glossary).root,
        read("terms.yml", Terms, unfit_terms),
        read("tone.yml", Tone),
        palette,
        read("logo.yml", Logo),
        read("images.yml", Images, unfit_ratios),
        read("cards.yml", Cards, partial(unfit_cards, palette=palette, root=root)),
        _rule_pages(root, faults),
    )
    if faults:
        raise FaultsError(faults)
    return book


def _rule_pages(root: Path, faults: list[Fault]) -> tuple[RulePage, ...]:
    try:
        return read_rule_pages(root)
    except FaultsError as error:
        faults.extend(error.faults)
        return ()


def _nothing(document: YamlDocument, table: BaseModel) -> Iterator[Fault]:
    return iter(())


def _document(root: Path, name: str) -> YamlDocument:
    path = root / "brand" / name
    return read_yaml(path, root) if path.exists() else parse_yaml("", path.relative_to(root))


def _unknown_languages(
    document: YamlDocument, value: Any, locales: Collection[str], key: KeyPath = ()
) -> Iterator[Fault]:
    if not isinstance(value, dict):
        return
    if not (key and key[-1] in _PARTIAL) and value.keys().isdisjoint(locales):
        for name, child in value.items():
            yield from _unknown_languages(document, child, locales, (*key, name))
        return
    for name in value.keys() - set(locales):
        near = nearest(name, locales)
        yield document.fault(
            (*key, name),
            f"“{name}” không phải ngôn ngữ của cổng. Gần nhất: “{near}”.",
            f"“{name}” is not a language of the portal. Nearest: “{near}”.",
            f"{near}: …",
        )
