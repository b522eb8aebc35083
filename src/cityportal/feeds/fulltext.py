"""The full text of an item: safe, with absolute addresses, its figures explained at the end."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

import lxml.html
import nh3

from cityportal.article import Article, FigureNote
from cityportal.charts import ShownChart, shown_charts
from cityportal.feeds.lead import Lead
from cityportal.locales import colon, comma
from cityportal.site import Site
from cityportal.urls import absolute

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "dl", "dt", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre",
    "q", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "hreflang", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope"},
    "ol": {"start"},
}


def full_text(site: Site, article: Article, content: str, lead: Lead | None) -> str:
    """The HTML of ``article``, of which ``content`` was rendered; of a withdrawn one the notice."""
    if article.meta.withdrawn:
        return _notice(site, article)
    correction = _correction(article)
    picture = _picture(lead) if lead else ""
    text = _clean(site, article, content)
    return f"{correction}{picture}{text}{_charts(site, article)}{_figures(site, article)}"


def _picture(lead: Lead) -> str:
    return (
        f'<figure><img src="{escape(lead.url)}" alt="{escape(lead.alt)}" width="{lead.width}" '
        f'height="{lead.height}"><figcaption>{escape(lead.caption)} '
        f"© {escape(lead.credit)}</figcaption></figure>"
    )


def _clean(site: Site, article: Article, content: str) -> str:
    base = absolute(site.url(article.page), site.settings)

    def from_here(_tag: str, attribute: str, value: str) -> str:
        return urljoin(base, value) if attribute in ("href", "src") else value

    return nh3.clean(
        _without_references(content), tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None,
        attribute_filter=from_here, url_schemes={"http", "https", "mailto", "tel"},
    ).strip()  # fmt: skip


def _without_references(content: str) -> str:
    """``content`` without the raised numbers that lead from figures to their notes."""
    if "<data" not in content:
        return content
    root = lxml.html.fragment_fromstring(content, create_parent="div")
    for reference in root.xpath(".//data/sup"):
        reference.drop_tree()
    rest: str = lxml.html.tostring(root, encoding="unicode")
    return rest


def _correction(article: Article) -> str:
    if not article.meta.correction:
        return ""
    day = f"<strong>{escape(article.corrected)}</strong>"
    return f"<p>{day}{escape(article.meta.correction)}</p>"


def _notice(site: Site, article: Article) -> str:
    withdrawn, words = article.meta.withdrawn, site.registries.words
    assert withdrawn is not None
    day = site.registries.dated("withdrawn_on", withdrawn.on, article.locale)
    return (
        f"<p><strong>{escape(words['withdrawn_title'][article.locale])}</strong></p>"
        f"<p>{escape(withdrawn.reason)}</p>"
        f"<p>{escape(day)}</p>"
    )


def _charts(site: Site, article: Article) -> str:
    """The numbers of the charts as tables: readers of feeds do not show drawings in SVG."""
    return "".join(_chart(site, chart, article.locale) for chart in shown_charts(article))


def _chart(site: Site, chart: ShownChart, locale: str) -> str:
    keys = ("chart_figure", "chart_value", "chart_date_source")
    heads = (site.registries.words[key][locale] for key in keys)
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    notes = [*chart.notes, chart.whole] if chart.whole else chart.notes
    rows = "".join(f"<tr>{_row(note, locale)}</tr>" for note in notes)
    return (
        f"<table><caption>{escape(chart.title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table><p>{escape(chart.sentence)}</p>"
    )


def _row(note: FigureNote, locale: str) -> str:
    stated = comma(locale).join((note.as_of, note.source.title))
    return (
        f'<th scope="row">{escape(note.label)}</th><td>{escape(note.text)}</td>'
        f"<td>{escape(stated)}</td>"
    )


def _figures(site: Site, article: Article) -> str:
    if not (notes := article.figures):
        return ""
    heading = site.registries.words["figures_here"][article.locale]
    lines = "".join(f"<li>{_figure(note, article.locale)}</li>" for note in notes)
    return f"<h2>{escape(heading)}</h2><ul>{lines}</ul>"


def _figure(note: FigureNote, locale: str) -> str:
    said = comma(locale).join((note.text, note.as_of, note.source.title))
    return escape(f"{note.label}{colon(locale)}{said}")
