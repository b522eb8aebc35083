"""Running the rules over a site: every page once, findings in the order of the files.

Embargoed pages are checked like published ones, so that nothing is in the way at the hour of their
release; what is found in drafts is only a warning; of withdrawn ones the reason is looked at.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from typing_extensions import TypedDict

from cityportal.brandbook.levels import Level, Levels
from cityportal.checks import exceptions
from cityportal.checks.book import open_book
from cityportal.checks.finding import Finding, Found
from cityportal.checks.rule import City, Rule, Sheet, Text
from cityportal.checks.rules import CITY_FAMILIES, FAMILIES, RULES
from cityportal.checks.texts import Versions, label_texts, page_texts
from cityportal.content import Page
from cityportal.model import Status
from cityportal.site import Site

MANY = 1000
"""From so many pages on, the work is shared between processes."""

Wanted = Callable[[Path, str | None], bool]
"""Whether a file, relative to the root, is to be checked in a language; None for all of it."""

_run: _Run
_shares: list[list[Versions]]
"""What each process looks at; it has both from the fork."""


def run(
    site: Site,
    levels: Levels,
    rules: Iterable[str] = (),
    wanted: Wanted = lambda path, locale: True,
) -> list[Finding]:
    """What ``rules`` (all if none is named) find in the files that are ``wanted``.

    Raises:
        FaultsError: the brand book does not fit.
    """
    global _run, _shares
    brand = site.brand
    _run = _Run(City(site, levels, brand), tuple(rules), wanted)
    groups = _groups(site)
    found = list(_run.findings_in_sheets())
    if sum(map(len, groups)) < MANY:
        return sorted({*found, *_run.findings_in_pages(groups)})
    workers = os.cpu_count() or 1
    _shares = [groups[first::workers] for first in range(workers)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        parts = pool.map(_share, range(workers))
        return sorted({*found, *(finding for part in parts for finding in part)})


def errors(site: Site) -> list[Finding]:
    """What stops the publication of ``site``."""
    return [one for one in run(site, site.levels) if one.level is Level.ERROR]


def _share(number: int) -> list[Finding]:
    gc.freeze()  # What was there before the fork is neither walked nor copied.
    return list(_run.findings_in_pages(_shares[number]))


def _groups(site: Site) -> list[Versions]:
    """The versions of each page, held and withdrawn ones included."""
    groups: dict[object, dict[str, Page]] = {
        path: dict(versions) for path, versions in site.pages.items()
    }
    for page in site.held:
        groups.setdefault(page.path, {})[page.locale] = page
    return list(groups.values())


class _Run:
    """One run over a site, with its books at hand."""

    def __init__(self, city: City, rules: tuple[str, ...], wanted: Wanted) -> None:
        self.city = city
        self.wanted = wanted
        self.all_rules = not rules
        chosen = {rule.id for rule in RULES.values() if self._chosen(rule, rules)}
        self.rules = chosen
        self.families = [one for one in FAMILIES if chosen & {rule.id for rule in one.rules}]
        figures = city.site.registries.figures
        self.books = {
            locale: open_book(figures, city.brand, locale) for locale in city.site.settings.locales
        }

    def _chosen(self, rule: Rule, rules: tuple[str, ...]) -> bool:
        on = self.city.levels.rules.get(rule.id, Level.OFF) is not Level.OFF
        return on and (not rules or rule.id in rules)

    def findings_in_pages(self, groups: Iterable[Versions]) -> Iterator[Finding]:
        """What is found in the wanted pages of ``groups``."""
        for group in groups:
            if any(self.wanted(page.file, locale) for locale, page in group.items()):
                for text in page_texts(group, self.books, self.city):
                    yield from self._in_page(text)

    def findings_in_sheets(self) -> Iterator[Finding]:
        """What is found in the wanted files that are no pages."""
        sheets: dict[Sheet, list[Found]] = defaultdict(list)
        for text in self._labels():
            sheets[Sheet(text.path, text.text)].extend(self._found(text))
        for family in CITY_FAMILIES:
            if self.rules & {rule.id for rule in family.rules}:
                for sheet, one in family.check(self.city):
                    if self.wanted(sheet.path, None):
                        sheets[sheet].extend([one] if one else [])
        for sheet, found in sheets.items():
            whole = self.wanted(sheet.path, None)
            yield from self._excepted(sheet, found, whole)

    def _labels(self) -> Iterator[Text]:
        site = self.city.site
        records = (one.document for one in site.pictures.values())
        for document in (*site.registries.documents, *records):
            if any(self.wanted(document.path, locale) for locale in self.books):
                yield from label_texts(document, self.books, self.city)

    def _in_page(self, text: Text) -> Iterator[Finding]:
        assert text.page
        if self.wanted(text.path, text.locale):
            found = self._excepted(Sheet(text.path, text.text), self._found(text), True)
            draft = text.page.meta.status is Status.DRAFT
            yield from (replace(one, level=Level.WARNING) if draft else one for one in found)

    def _found(self, text: Text) -> Iterator[Found]:
        if self.wanted(text.path, text.locale):
            for family in self.families:
                yield from (one for one in family.check(text) if one.rule in self.rules)

    def _excepted(self, sheet: Sheet, found: Iterable[Found], whole: bool) -> Iterator[Finding]:
        """``found`` without what exceptions cover; if the ``whole`` was looked at, unfit ones."""
        for one in exceptions.apply(sheet.text, found, self.city.site.today):
            if one.rule != exceptions.RULE.id or (self.all_rules and whole):
                yield self._placed(sheet, one)

    def _placed(self, sheet: Sheet, one: Found) -> Finding:
        rule = RULES.get(one.rule, exceptions.RULE)
        level = self.city.levels.rules.get(one.rule, Level.ERROR) if one.sure else Level.WARNING
        line, column = sheet.place(one.start)
        end_line, end_column = sheet.place(one.end)
        return Finding(
            sheet.path, line, column, end_line, end_column, one.rule, level,
            one.vi, one.en, sheet.text[one.start : one.end], one.suggestion, rule.page,
            one.start, one.end, one.fix,
        )  # fmt: skip


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """``text`` of a file with the fixes of its ``findings`` put in; of two that meet, the later."""
    untouched = len(text)
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        if finding.fix is not None and finding.end <= untouched:
            text = text[: finding.start] + finding.fix + text[finding.end :]
            untouched = finding.start
    return text


class Known(TypedDict):
    """What a finding is known by in an earlier report, so that it may move within its file."""

    path: str
    rule: str
    found: str


def beyond(findings: Iterable[Finding], baseline: Iterable[Known]) -> list[Finding]:
    """The findings that ``baseline``, an earlier report as JSON, does not hold."""
    known = Counter((one["path"], one["rule"], one["found"]) for one in baseline)
    left = []
    for finding in findings:
        key = (finding.path.as_posix(), finding.rule, finding.found)
        if known[key]:
            known[key] -= 1
        else:
            left.append(finding)
    return left
