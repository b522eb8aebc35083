"""Every rule, in the order of its identifier, and the families they are found in."""

from __future__ import annotations

from cityportal.checks.rule import CityFamily, Family, Rule
from cityportal.checks.rules import (
    bulletin,
    dates,
    figures_agree,
    figures_registered,
    glossary,
    images,
    language,
    links,
    logo_palette,
    names,
    pictures,
    slogans,
    terms,
    titles,
    tone,
    typography,
)

FAMILIES: tuple[Family, ...] = (
    names.FAMILY,
    slogans.FAMILY,
    glossary.FAMILY,
    terms.FAMILY,
    dates.FAMILY,
    typography.FAMILY,
    language.FAMILY,
    titles.FAMILY,
    images.FAMILY,
    links.FAMILY,
    bulletin.FAMILY,
    tone.FAMILY,
    figures_agree.FAMILY,
    figures_registered.FAMILY,
)

CITY_FAMILIES: tuple[CityFamily, ...] = (pictures.CITY_FAMILY, logo_palette.FAMILY)

_ALL = [rule for one in FAMILIES for rule in one.rules]
_ALL += [rule for one in CITY_FAMILIES for rule in one.rules]

RULES: dict[str, Rule] = {rule.id: rule for rule in sorted(_ALL, key=lambda rule: rule.id)}
