"""Every rule, in the order of its identifier, and the families they are found in."""

from __future__ import annotations

from cityportal.checks.rule import CityFamily, Family, Rule
from cityportal.checks.rules import (
    dates,
    figures_agree,
    figures_registered,
    language,
    links,
    names,
    titles,
    typography,
)

FAMILIES: tuple[Family, ...] = (
    names.FAMILY,
    dates.FAMILY,
    typography.FAMILY,
    language.FAMILY,
    titles.FAMILY,
    links.FAMILY,
    figures_agree.FAMILY,
    figures_registered.FAMILY,
)

CITY_FAMILIES: tuple[CityFamily, ...] = ()

_ALL = [rule for one in FAMILIES for rule in one.rules]
_ALL += [rule for one in CITY_FAMILIES for rule in one.rules]

RULES: dict[str, Rule] = {rule.id: rule for rule in sorted(_ALL, key=lambda rule: rule.id)}
