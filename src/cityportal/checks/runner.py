"""Running the checks over a site: every page once, findings in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cityportal.checks.finding import Finding, Level
from cityportal.checks.pairs import compare_blocks
from cityportal.checks.prose import Block, blocks
from cityportal.checks.registry_rules import Known, Registry, covering, typed
from cityportal.content import Page
from cityportal.figures.agreement import Disagreement, Rule, suggestion
from cityportal.figures.reading import Quantity
from cityportal.site import Site
from cityportal.validation import Record, described, validated
from cityportal.yamlfile import read_yaml

RULES = {
    "FG001": "figure-differs",
    "FG002": "figure-missing",
    "FG003": "figure-stale",
    "FG004": "figure-typed",
    "FG005": "figure-ambiguous",
    "FG006": "figure-currency",
}
"""Every rule, with the name of its page under brand/rules."""

_EXCEPTION = re.compile(
    r"<!--\s*brand-ok\s+(?P<rule>[A-Z]{2}\d{3})(?:\s+until\s+(?P<until>\d{4}-\d{2}-\d{2}))?"
    r"\s*:\s*(?P<reason>\S.*?)\s*-->"
)


class Levels(Record):
    """``brand/levels.yml``: how grave each rule is, and where figures must be marks."""

    rules: Mapping[str, Level] = described(
        "level of each rule: error, warning or off.", "mức của từng quy tắc.", "FG001: error"
    )
    source: str = described(
        "the language that translations are held against.", "ngôn ngữ gốc.", "source: vi"
    )
    governed: tuple[str, ...] = described(
        "folders in which a figure of the registry must be a mark.",
        "các thư mục phải dùng dấu số liệu.",
        "governed: [investment, partners]",
        default=(),
    )


@dataclass(frozen=True)
class _Found:
    """A finding before it has its place in lines: offsets in the body."""

    rule: str
    start: int
    end: int
    vi: str
    en: str
    suggestion: str
    sure: bool = True
    fix: str | None = None


def read_levels(root: Path) -> Levels:
    """The levels of a city.

    Raises:
        FaultsError: the file cannot be read or does not fit.
    """
    return validated(Levels, read_yaml(root / "brand" / "levels.yml", root))


def run(
    site: Site,
    levels: Levels,
    rules: Iterable[str] = RULES,
    wanted: Callable[[Page], bool] = lambda page: True,
) -> list[Finding]:
    """What ``rules`` find in the live pages that are ``wanted``."""
    chosen = {rule for rule in rules if levels.rules.get(rule, Level.OFF) is not Level.OFF}
    figures = site.registries.figures
    registries = {locale: Registry(figures, locale) for locale in site.settings.locales}
    findings: list[Finding] = []
    for path in site.pages:
        versions = site.alternates(path)
        if not any(wanted(page) for page in versions.values()):
            continue
        texts = {locale: blocks(page, figures) for locale, page in versions.items()}
        for locale, page in versions.items():
            if wanted(page):
                source = texts.get(levels.source) if locale != levels.source else None
                found = _check(page, texts[locale], source, levels, registries[locale])
                findings += _placed(page, (one for one in found if one.rule in chosen), levels)
    return sorted(findings)


def _check(
    page: Page, own: list[Block], source: list[Block] | None, levels: Levels, registry: Registry
) -> Iterator[_Found]:
    if source is not None:
        for disagreement in compare_blocks(source, own):
            one = disagreement.quantity
            known = disagreement.rule is Rule.DIFFERS and registry.written(one, page.body)
            if not known:
                yield _agreement(disagreement, page.locale)
    else:
        for block in own:
            for one in block.quantities:
                if one.ambiguous:
                    yield _agreement(Disagreement(Rule.AMBIGUOUS, one), page.locale)
    governed = bool(page.path.parts) and page.path.parts[0] in levels.governed
    for block in own:
        for one in typed(block):
            yield from _against_registry(page, block, one, registry, governed)


def _against_registry(
    page: Page, block: Block, one: Quantity, registry: Registry, governed: bool
) -> Iterator[_Found]:
    body = page.body
    if known := registry.stale(one, block, body):
        holds = registry.figures.current(known.identifier)
        assert holds is not None
        if not (page.meta.date and page.meta.date.first_day <= holds.as_of.first_day):
            yield _Found(
                "FG003", one.start, one.end,
                f"“{one.text}” là số của {known.statement.as_of} ({known.identifier}); nay là "
                f"{holds.amount:,f}. Dùng dấu số liệu, hoặc nêu thời điểm.",
                f"“{one.text}” is the value of {known.statement.as_of} ({known.identifier}); it is "
                f"{holds.amount:,f} now. Use a mark, or give the date.",
                f"{{{{ figure {known.identifier} }}}}",
            )  # fmt: skip
    elif identifier := registry.near(one, body):
        yield _Found(
            "FG003", one.start, one.end,
            f"“{one.text}” gần bằng số liệu {identifier} nhưng không đúng; hãy xem lại.",
            f"“{one.text}” is nearly the figure {identifier}, but not quite; look at it again.",
            f"{{{{ figure {identifier} }}}}",
        )  # fmt: skip
    if governed and (forms := registry.written(one, body)):
        best = _chosen(page, block, forms, registry)
        if best:
            start, end = covering(best, one, body)
            mark = best.mark(registry.dated(best, block))
            yield _Found(
                "FG004", start, end,
                f"“{best.text}” là số liệu {best.identifier}; hãy viết bằng dấu.",
                f"“{best.text}” is the figure {best.identifier}; write it as a mark.",
                mark, fix=mark,
            )  # fmt: skip


def _chosen(page: Page, block: Block, forms: list[Known], registry: Registry) -> Known | None:
    """The one statement that is meant; None where several figures could be."""
    dated = [
        known for known in forms
        if (known.holds or registry.dated(known, block))
        and (registry.telling(known) or registry.figures[known.identifier].topic in page.meta.tags)
    ]  # fmt: skip
    if not dated:
        return None
    longest = [known for known in dated if len(known.text) == len(dated[0].text)]
    topics = [
        known for known in longest
        if registry.figures[known.identifier].topic in page.meta.tags
    ]  # fmt: skip
    for candidates in (longest, topics):
        if len({known.identifier for known in candidates}) == 1:
            return candidates[0]
    return None


def _agreement(found: Disagreement, locale: str) -> _Found:
    one, wanted = found.quantity, found.wanted
    right = suggestion(wanted, locale) if wanted else suggestion(one, locale)
    words = {
        Rule.DIFFERS: (
            f"“{one.text}” khác với “{wanted.text if wanted else ''}” trong bản gốc; viết "
            f"“{right}”.",
            f"“{one.text}” differs from “{wanted.text if wanted else ''}” in the source text; "
            f"write “{right}”.",
        ),
        Rule.MISSING: (
            f"Bản dịch không có “{one.text}” của bản gốc ({right}).",
            f"The translation does not have “{one.text}” of the source text ({right}).",
        ),
        Rule.AMBIGUOUS: (
            f"“{one.text}” có thể hiểu theo hai cách; hãy viết rõ, ví dụ “{right}”.",
            f"“{one.text}” can be read in two ways; write it out, as in “{right}”.",
        ),
        Rule.CURRENCY: (
            f"“{one.text}” đổi hoặc mất đơn vị tiền của “{wanted.text if wanted else ''}”; viết "
            f"“{right}”.",
            f"“{one.text}” changes or loses the currency of “{wanted.text if wanted else ''}”; "
            f"write “{right}”.",
        ),
    }
    vi, en = words[found.rule]
    start, end = (found.at, found.at) if found.in_source else (one.start, one.end)
    return _Found(str(found.rule), start, end, vi, en, right, sure=found.sure)


def _placed(page: Page, found: Iterable[_Found], levels: Levels) -> Iterator[Finding]:
    excepted = {match["rule"] for match in _EXCEPTION.finditer(page.body)}
    last_end = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.rule in excepted:
            continue
        if one.rule == "FG004":
            if one.start < last_end:
                continue
            last_end = one.end
        level = levels.rules[one.rule] if one.sure else Level.WARNING
        line, column = _place(page, one.start)
        end_line, end_column = _place(page, one.end)
        yield Finding(
            page.file, line, column, end_line, end_column, one.rule, level, one.vi, one.en,
            page.body[one.start : one.end], one.suggestion,
            f"brand/rules/{one.rule}-{RULES[one.rule]}.md", one.start, one.end, one.fix,
        )  # fmt: skip


def _place(page: Page, offset: int) -> tuple[int, int]:
    before = page.body[:offset]
    return page.body_line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1


def fixed(body: str, findings: Iterable[Finding]) -> str:
    """``body`` with the fixes of ``findings``, which all belong to it, put in."""
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        if finding.fix is not None:
            body = body[: finding.start] + finding.fix + body[finding.end :]
    return body
