"""The rules page names the rules of the brand book; the page of each has its examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markdown import markdown

from cityportal.brandbook.levels import Level
from cityportal.brandbook.rulepages import Example, RulePage
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

    key: str
    id: str
    title: str
    purpose: str
    mend: str
    level: str
    examples: list[Shown]


@lru_cache(maxsize=1)
def entries(site: Site, locale: str) -> tuple[Entry, ...]:
    """The rules that are on, in Vietnamese or English.

    Made once for all the pages of a language.
    """
    language = locale if locale == "vi" else "en"
    return tuple(_entry(site, rule, language, site.levels.rules[rule.id]) for rule in site.rules)


def _entry(site: Site, page: RulePage, language: str, level: Level) -> Entry:
    return Entry(
        page.key,
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
