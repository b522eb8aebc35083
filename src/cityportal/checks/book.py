"""The books of one language, ready to be looked things up in: registry and brand book."""

from __future__ import annotations

from dataclasses import dataclass

from cityportal.brandbook.reading import BrandBook
from cityportal.brandbook.terms import Term
from cityportal.checks.forms import Forms, grouped
from cityportal.checks.glossary import Glossary
from cityportal.checks.names import Names
from cityportal.checks.registry import Registry
from cityportal.checks.slogans import Slogans
from cityportal.figures.model import Figures


@dataclass(frozen=True)
class Book:
    """What the rules go by in one language."""

    registry: Registry
    names: Names
    slogans: Slogans
    glossary: Glossary
    terms: Forms[tuple[Term, ...]]
    claims: Forms[str]


def open_book(figures: Figures, brand: BrandBook, locale: str) -> Book:
    """The books for texts in ``locale``."""
    terms = brand.terms.terms.values()
    return Book(
        Registry(figures, locale),
        Names(brand.names, locale),
        Slogans(brand.slogans, locale),
        Glossary(brand.glossary, locale),
        Forms(
            grouped((form, term) for term in terms for form in term.avoid.get(locale, ())),
            keep=(phrase for term in terms for phrase in term.keep.get(locale, ())),
        ),
        Forms(
            {claim: claim for claim in brand.tone.claims.get(locale, ())},
            keep=brand.tone.keep.get(locale, ()),
        ),
    )
