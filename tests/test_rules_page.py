"""The rules page names every rule; the page of each says how to mend a text, with examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browsing import UNSEEN
from cities import PROJECT, load
from pages_html import documents

from cityportal.site import Site


@pytest.mark.parametrize(("root", "locale"), [("", "vi"), ("en/", "en")])
def test_every_rule_that_is_on_is_named_and_has_a_page(
    portal: Site, portal_site: Path, root: str, locale: str
) -> None:
    pages = documents(portal_site)
    front = pages[f"{root}about/brand-rules/"]
    rules = portal.rules
    assert len(rules) > 15
    assert front.values("//section[contains(@class, 'rule')]/@id") == [one.id for one in rules]
    links = front.values("//section[contains(@class, 'rule')]/h2/a/@href")
    assert links == [f"./{one.id.lower()}/" for one in rules]
    for rule in rules:
        page = pages[f"{root}about/brand-rules/{rule.id.lower()}/"]
        (title,) = (one.text_content() for one in page.tree.xpath("//h1"))
        assert title.translate(UNSEEN) == f"{rule.id} {rule.title[locale]}"
        assert len(page.tree.xpath("//tbody/tr")) == len(rule.examples)


def test_a_rule_that_is_off_is_not_shown(small: Path) -> None:
    shutil.copytree(PROJECT / "brand" / "rules", small / "brand" / "rules")
    first, *others = load(small).rules
    levels = small / "brand" / "levels.yml"
    levels.write_text(levels.read_text().replace(f"{first.id}: error", f"{first.id}: off"))
    assert load(small).rules == others
