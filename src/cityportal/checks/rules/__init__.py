"""Every rule, in the order of its identifier, and the families they are found in."""

from __future__ import annotations

from cityportal.checks.rule import Family, Rule
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

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in sorted(
        (rule for family in FAMILIES for rule in family.rules), key=lambda rule: rule.id
    )
}
