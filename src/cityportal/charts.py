"""Charts as the readers of one language are shown them: the drawing, its words, its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cityportal.article import Article, Citation, FigureNote
from cityportal.figures import drawing
from cityportal.figures.charts import Chart, Kind, shares, statements
from cityportal.figures.drawing import Bar, Drawing, Point
from cityportal.figures.model import Statement
from cityportal.figures.vega import Spec, draw
from cityportal.figures.writing import write_beside_bar, write_number
from cityportal.kept import CACHE
from cityportal.locales import bracketed, write_date
from cityportal.model import PageType
from cityportal.site import Site

_KEPT = CACHE / "charts"
"""Where Vega's drawings stay from build to build, under the portal's root."""


@dataclass(frozen=True)
class ShownChart:
    """A chart on a page; ``notes`` are its figures as pages cite them, in its order.

    ``whole`` is what the parts of a share add up to; ``over_time`` where the notes are of one
    figure at different dates.
    """

    key: str
    title: str
    sentence: str
    drawing: Drawing
    notes: list[FigureNote]
    whole: FigureNote | None
    over_time: bool

    @property
    def cited(self) -> list[tuple[str, Citation]]:
        """The dates of the numbers and where they are stated, each once."""
        return list(dict.fromkeys((note.as_of, note.source) for note in self.notes))


def shown_charts(article: Article) -> list[ShownChart]:
    """The charts that the front matter of a page names, in its order."""
    return [_shown(article, key) for key in article.meta.charts]


def _shown(article: Article, key: str) -> ShownChart:
    site, locale = article.site, article.locale
    chart, figures = site.registries.charts[key], site.registries.figures
    return ShownChart(
        key=key,
        title=chart.title[locale],
        sentence=chart.sentence[locale],
        drawing=drawing.drawing(_spec(site, chart, locale), site.root / _KEPT),
        notes=_notes(article, chart),
        whole=article.note(chart.whole, figures.holding(chart.whole)) if chart.whole else None,
        over_time=chart.history is not None,
    )


def _notes(article: Article, chart: Chart) -> list[FigureNote]:
    figures = article.site.registries.figures
    notes = [article.note(*one) for one in statements(chart, figures)]
    labels = [part.label[article.locale] if part.label else None for part in chart.figures]
    return [
        replace(note, label=label or note.label)
        for note, label in zip(notes, labels or [None] * len(notes), strict=True)
    ]


def trend(site: Site, identifier: str) -> Drawing | None:
    """The values of a figure over time as a small line, where they differ and none is disputed."""
    spec = _trend(site, identifier)
    return drawing.drawing(spec, site.root / _KEPT) if spec else None


def draw_charts(site: Site) -> int:
    """Draw all that the pages of ``site`` show, once for all languages; how many were new."""
    return draw([*_specs(site), *_trends(site)], site.root / _KEPT)


def _specs(site: Site) -> Iterable[Spec]:
    live = (page for path in site.pages for page in site.alternates(path).values())
    asked = {(key, page.locale) for page in live for key in page.meta.charts}
    return [_spec(site, site.registries.charts[key], locale) for key, locale in sorted(asked)]


def _trends(site: Site) -> Iterable[Spec]:
    if not site.of_type(PageType.FIGURES, site.settings.default):
        return []
    return [spec for name in site.registries.figures if (spec := _trend(site, name))]


def _spec(site: Site, chart: Chart, locale: str) -> Spec:
    figures = site.registries.figures
    if chart.kind is Kind.LINE:
        return drawing.line([_point(site, *one, locale) for one in statements(chart, figures)])
    whole = figures.holding(chart.whole).amount if chart.whole else None
    return drawing.bars(_bars(site, chart, locale), float(whole) if whole else None)


def _bars(site: Site, chart: Chart, locale: str) -> list[Bar]:
    figures = site.registries.figures
    stated = statements(chart, figures)
    texts = [write_beside_bar(one, figures.unit(name), locale) for name, one in stated]
    if chart.kind is Kind.SHARE:
        parts = [f"{write_number(part, locale)}%" for part in shares(chart, figures)]
        texts = [text + bracketed(part, locale) for text, part in zip(texts, parts, strict=True)]
    if chart.history:
        labels = [write_date(one.as_of, locale) for _, one in stated]
    else:
        labels = [(part.label or figures[part.figure].label)[locale] for part in chart.figures]
    return [
        Bar(label, text, float(one.amount))
        for label, text, (_, one) in zip(labels, texts, stated, strict=True)
    ]


def _point(site: Site, identifier: str, one: Statement, locale: str) -> Point:
    return Point(
        one.as_of.last_day.toordinal(),
        write_date(one.as_of, locale),
        write_beside_bar(one, site.registries.figures.unit(identifier), locale),
        float(one.amount),
    )


def _trend(site: Site, identifier: str) -> Spec | None:
    figures = site.registries.figures
    history = figures.history(identifier)
    disputed = any(one.conflict for one in figures[identifier].values)
    if disputed or len({one.amount for one in history}) < 2:
        return None
    days = [(one.as_of.last_day.toordinal(), float(one.amount)) for one in history]
    return drawing.trend([Point(day, "", "", amount) for day, amount in days])
