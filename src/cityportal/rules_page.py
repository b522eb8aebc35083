"""The rules page: what each rule of the brand book asks for, with examples, for those who write."""

from __future__ import annotations

from dataclasses import dataclass

from markdown import markdown

from cityportal.brandbook.levels import Level, read_levels
from cityportal.brandbook.rulepages import Example, RulePage, read_rule_pages
from cityportal.site import Site


@dataclass(frozen=True)
class Shown:
    """An example: the tag of its language, empty where it has none, and its texts."""

    of: str
    lang: str
    source: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Entry:
    """One rule; ``purpose`` and ``mend`` are HTML, ``level`` is a key of data/ui.yml."""

    id: str
    title: str
    purpose: str
    mend: str
    level: str
    examples: list[Shown]


def entries(site: Site, locale: str) -> list[Entry]:
    """The rules that are on, in Vietnamese or English."""
    levels = read_levels(site.root).rules
    language = locale if locale == "vi" else "en"
    return [
        _entry(site, page, language, levels[page.id])
        for page in read_rule_pages(site.root)
        if levels.get(page.id, Level.OFF) is not Level.OFF
    ]


def _entry(site: Site, page: RulePage, language: str, level: Level) -> Entry:
    return Entry(
        page.id,
        page.title[language],
        _inline(page.purpose[language]),
        _inline(page.mend[language]),
        f"rule_{level}",
        [_shown(site, one) for one in page.examples],
    )


def _inline(text: str) -> str:
    return markdown(text).removeprefix("<p>").removesuffix("</p>")


def _shown(site: Site, example: Example) -> Shown:
    """The example as typed, without the marks of code around it."""
    of = example.of.rpartition("→")[2].strip()
    lang = site.settings.language(of).tag if of in site.settings.locales else ""
    return Shown(of, lang, example.source, example.wrong.strip("`"), example.right.strip("`"))
