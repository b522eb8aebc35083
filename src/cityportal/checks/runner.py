"""Running the rules over a site: every page once, findings in the order of the files.

Embargoed pages are checked like published ones, so that nothing is in the way at the hour of their
release; what is found in drafts is only a warning.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from typing_extensions import TypedDict

from cityportal.body import place
from cityportal.brandbook import read_names
from cityportal.checks import exceptions
from cityportal.checks.finding import Finding, Found, Level
from cityportal.checks.names import Names
from cityportal.checks.prose import blocks
from cityportal.checks.registry import Registry
from cityportal.checks.rule import Levels, Rule, Text
from cityportal.checks.rules import FAMILIES, RULES
from cityportal.content import Page
from cityportal.model import Status
from cityportal.site import Site
from cityportal.validation import validated
from cityportal.yamlfile import read_yaml

MANY = 1000
"""From so many pages on, the work is shared between processes."""

Versions = Mapping[str, Page]

_run: _Run


def read_levels(root: Path) -> Levels:
    """The levels of a city.

    Raises:
        FaultsError: the file cannot be read or does not fit.
    """
    return validated(Levels, read_yaml(root / "brand" / "levels.yml", root))


def run(
    site: Site,
    levels: Levels,
    rules: Iterable[str] = (),
    wanted: Callable[[Page], bool] = lambda page: True,
) -> list[Finding]:
    """What ``rules`` (all if none is named) find in the pages that are ``wanted``."""
    global _run
    _run = _Run(site, levels, tuple(rules), wanted)
    groups = [group for group in _groups(site) if any(map(wanted, group.values()))]
    if sum(map(len, groups)) < MANY:
        return sorted(_run.findings(groups))
    workers = os.cpu_count() or 1
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        parts = pool.map(_share, (groups[first::workers] for first in range(workers)))
        return sorted(finding for part in parts for finding in part)


def errors(site: Site) -> list[Finding]:
    """What stops the publication of ``site``."""
    return [one for one in run(site, read_levels(site.root)) if one.level is Level.ERROR]


def _share(groups: list[Versions]) -> list[Finding]:
    return list(_run.findings(groups))


def _groups(site: Site) -> list[Versions]:
    """The versions of each page, held ones included."""
    groups: dict[object, dict[str, Page]] = {
        path: dict(site.alternates(path)) for path in site.pages
    }
    for page in site.held:
        groups.setdefault(page.path, {})[page.locale] = page
    return [group for group in groups.values() if group]


class _Run:
    """One run over a site, with its books at hand."""

    def __init__(
        self, site: Site, levels: Levels, rules: tuple[str, ...], wanted: Callable[[Page], bool]
    ) -> None:
        self.levels = levels
        self.wanted = wanted
        self.figures = site.registries.figures
        self.today = site.today
        self.rules = {rule.id for rule in RULES.values() if self._chosen(rule, rules)}
        self.all_rules = not rules
        names = read_names(site.root, site.settings.locales)
        self._names = {locale: Names(names, locale) for locale in site.settings.locales}
        self._registries = {
            locale: Registry(self.figures, locale) for locale in site.settings.locales
        }

    def _chosen(self, rule: Rule, rules: tuple[str, ...]) -> bool:
        on = self.levels.rules.get(rule.id, Level.OFF) is not Level.OFF
        return on and (not rules or rule.id in rules)

    def findings(self, groups: Iterable[Versions]) -> Iterator[Finding]:
        """What is found in the wanted pages of ``groups``."""
        for group in groups:
            texts = {locale: blocks(page, self.figures) for locale, page in group.items()}
            for locale, page in group.items():
                if self.wanted(page):
                    source = texts.get(self.levels.source) if locale != self.levels.source else None
                    books = self._registries[locale], self._names[locale], self.levels
                    yield from self._check(Text(page, texts[locale], source, *books))

    def _check(self, text: Text) -> Iterator[Finding]:
        found: Iterable[Found] = (
            one
            for family in FAMILIES
            if self.rules & {rule.id for rule in family.rules}
            for one in family.check(text)
            if one.rule in self.rules
        )
        found = exceptions.apply(text.page.text, found, self.today)
        for one in found:
            if one.rule == exceptions.RULE.id and not self.all_rules:
                continue
            yield self._placed(text.page, one)

    def _placed(self, page: Page, one: Found) -> Finding:
        rule = RULES.get(one.rule, exceptions.RULE)
        level = self.levels.rules.get(one.rule, Level.ERROR) if one.sure else Level.WARNING
        line, column = place(page.text, one.start)
        end_line, end_column = place(page.text, one.end)
        return Finding(
            page.file, line, column, end_line, end_column, one.rule,
            Level.WARNING if page.meta.status is Status.DRAFT else level,
            one.vi, one.en, page.text[one.start : one.end], one.suggestion, rule.page,
            one.start, one.end, one.fix,
        )  # fmt: skip


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """``text`` of a file with the fixes of its ``findings`` put in."""
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        if finding.fix is not None:
            text = text[: finding.start] + finding.fix + text[finding.end :]
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
