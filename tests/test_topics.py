"""The figures page names every figure; each is explained on the page of its topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import UNSEEN
from pages_html import Document, documents

from cityportal.article import figure_anchor
from cityportal.site import Site


@pytest.fixture(scope="module")
def pages(portal_site: Path) -> dict[str, Document]:
    return documents(portal_site)


@pytest.mark.parametrize("root", ["", "en/", "ko/", "ja/", "zh/"])
def test_every_figure_is_named_and_explained_under_its_topic(
    portal: Site, pages: dict[str, Document], root: str
) -> None:
    figures = portal.registries.figures
    front = pages[f"{root}figures/"]
    anchors = [figure_anchor(one) for one in figures]
    assert sorted(front.values("//ul[contains(@class, 'registry')]/li/@id")) == sorted(anchors)
    for one in figures:
        topic, anchor = figures[one].topic, figure_anchor(one)
        assert front.values(f"//li[@id='{anchor}']/a/@href") == [f"./{topic}/#{anchor}"]
        (entry,) = pages[f"{root}figures/{topic}/"].tree.xpath(f"//li[@id='{anchor}']")
        (value,) = front.values(f"//li[@id='{anchor}']/strong/text()")
        shown = entry.xpath("p[@class='value']")[0].text_content()
        assert shown.translate(UNSEEN) == value
        assert entry.xpath("details/p")


def test_a_text_leads_to_the_figure_where_it_is_explained(pages: dict[str, Document]) -> None:
    links = pages["en/investment/"].values("//ol[@class='figures']/li/a/@href")
    assert "../figures/investment/#fdi-amount" in links
