"""Faults seeded into a copy of the shipped pages: each is found at its exact place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cities import PROJECT
from rule_texts import BRAND, LOCALES

from cityportal.brandbook.levels import Level, read_levels
from cityportal.checks.finding import Finding
from cityportal.checks.runner import run
from cityportal.content import Page
from cityportal.site import Site


@dataclass(frozen=True)
class Seed:
    """A fault put into a page in place of what stood from ``start`` to ``end``."""

    rule: str
    start: int
    end: int
    fault: str


Seeder = Callable[[Page, Site], Iterator[Seed]]
Planted = tuple[Page, int, str]
"""A page, where its fault stands, and the fault."""


def replaced(rule: str, page: Page, right: str, fault: str) -> Iterator[Seed]:
    """``fault`` for the first ``right`` that stands in the prose of the body as a word."""
    inside = re.escape(right)
    if right[0].isascii() or (right[0].isalpha() and ord(right[0]) < 0x2000):
        inside = rf"(?<![\w-]){inside}(?!\w)"
    for found in re.finditer(inside, page.body):
        line = page.body[page.body.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not re.search(r"[`\[(]|\{|<!--", line):
            start = len(page.head) + found.start()
            yield Seed(rule, start, start + len(right), fault)
            return


def names(page: Page, site: Site) -> Iterator[Seed]:
    for name in BRAND.names.values():
        for form in name.wrong.get(page.locale, ())[:1]:
            if form not in name.names[page.locale] and not any(form in keep for keep in name.keep):
                yield from replaced("BR001", page, name.names[page.locale], form)


def slogans(page: Page, site: Site) -> Iterator[Seed]:
    """A message with its first comma, or its first join in Korean, written otherwise."""
    for slogan in BRAND.slogans.values():
        exact = slogan.text[page.locale]
        retold = re.sub(r", |、|，|고 ", "며 " if page.locale == "ko" else " – ", exact, count=1)
        if slogan.parts and retold != exact and exact in page.body:
            start = len(page.head) + page.body.index(exact)
            yield Seed("BR002", start, start + len(exact), retold)


def glossary(page: Page, site: Site) -> Iterator[Seed]:
    source = site.page(page.path, "vi")
    if source is None or page.locale == "vi":
        return
    for entry in BRAND.glossary.values():
        if any(re.search(rf"(?<!\w){form}(?!\w)", source.body) for form in entry.source):
            for term in entry.agreed.get(page.locale, ())[:1]:
                for form in entry.avoid.get(page.locale, ())[:1]:
                    yield from replaced("BR003", page, term, form)


def terms(page: Page, site: Site) -> Iterator[Seed]:
    for term in BRAND.terms.terms.values():
        if term.audience is None and page.locale in term.avoid:
            yield appended("BR004", page, term.avoid[page.locale][0])
            return


def dates(page: Page, site: Site) -> Iterator[Seed]:
    pattern = {
        "vi": r"\b\d{1,2}/\d{1,2}/20\d\d\b", "en": r"\b\d{1,2} (?:March|April|June|July) 20\d\d\b",
        "ko": r"20\d\d년 \d{1,2}월 \d{1,2}일", "ja": r"20\d\d年\d{1,2}月\d{1,2}日",
        "zh": r"20\d\d年\d{1,2}月\d{1,2}日",
    }[page.locale]  # fmt: skip
    if found := re.search(pattern, page.body):
        yield from replaced("BR005", page, found[0], "2025-03-25")


def typography(page: Page, site: Site) -> Iterator[Seed]:
    mark, fault = {
        "vi": (",", ",,"), "en": (",", ",,"), "ko": (",", ",,"), "ja": ("、", ","),
        "zh": ("，", ","),
    }[page.locale]  # fmt: skip
    before = "[ぁ-ヿ一-鿿]" if page.locale in ("ja", "zh") else r"[^\W\d]"
    if found := re.search(rf"(?<={before}){mark}(?=\w| )", page.body):
        start = len(page.head) + found.start()
        yield Seed("BR006", start, start + 1, fault)


def letters(page: Page, site: Site) -> Iterator[Seed]:
    fault = {"vi": "港口", "en": "港口", "ko": "みなと", "ja": "항구", "zh": "みなと"}
    yield appended("BR007", page, fault[page.locale])


def sentences(page: Page, site: Site) -> Iterator[Seed]:
    english = "The delegation visited the port and met with the leaders of the city"
    vietnamese = "Đoàn đã đến thăm cảng và làm việc với lãnh đạo của thành phố"
    yield appended("BR007", page, vietnamese if page.locale == "en" else english)


def titles(page: Page, site: Site) -> Iterator[Seed]:
    span = page.document.spans["title",]
    yield Seed("BR008", span.end, span.end, "!")


def links(page: Page, site: Site) -> Iterator[Seed]:
    yield appended("BR011", page, "https://a.example/?utm_source=b", "[UNESCO]({})")


def bulletins(page: Page, site: Site) -> Iterator[Seed]:
    if page.locale == "en" and page.meta.type == "bulletin-item" and page.meta.sources:
        span = page.document.spans["sources", 0]
        yield Seed(
            "BR012",
            span.start,
            span.end,
            "ttxvn-2025" if page.meta.sources[0] != "ttxvn-2025" else "report-2025",
        )


def claims(page: Page, site: Site) -> Iterator[Seed]:
    yield appended("BR013", page, BRAND.tone.claims[page.locale][0])


def appended(rule: str, page: Page, fault: str, within: str = "{}") -> Seed:
    """``fault`` in a paragraph of its own at the end of the page."""
    end = len(page.text)
    before = within.partition("{}")[0]
    lead = "\n\n" + before
    return Seed(rule, end, end, lead + fault + within.partition("{}")[2])


SEEDERS: tuple[tuple[Seeder, ...], ...] = (
    (slogans, glossary, names, terms),
    (bulletins, dates, typography, letters),
    (sentences, titles, links, claims),
)
"""Those of a group share a copy of the city: a page is given one fault."""


@pytest.mark.parametrize("seeders", SEEDERS, ids=lambda group: group[0].__name__)
def test_every_seeded_fault_is_found_at_its_place(
    seeders: tuple[Seeder, ...], portal: Site, tmp_path: Path
) -> None:
    root = tmp_path / "city"
    ignored = shutil.ignore_patterns("site", "site.*", ".*", "tests", "src", "__pycache__")
    shutil.copytree(PROJECT, root, ignore=ignored)
    planted: list[Planted] = []
    for seeder in seeders:
        more = list(_planted(seeder, portal, root, {page.file for page, _, _ in planted}))
        assert more, seeder
        planted += more
    findings = run(Site.load(root, datetime.now(UTC)), read_levels(root))
    for page, start, fault in planted:
        here = [one for one in findings if one.path == page.file and one.level is Level.ERROR]
        assert any(_at(one, start, fault) for one in here), (page.file, fault, here)


def _at(one: Finding, start: int, fault: str) -> bool:
    """Whether a finding stands where the fault was put and shows it."""
    meets = one.start < start + len(fault) and start < one.end
    return meets and (fault in one.found or one.found in fault)


def _planted(seeder: Seeder, site: Site, root: Path, others: Set[Path]) -> Iterator[Planted]:
    """Up to twelve pages of each language beside the ``others``, each with one seed."""
    for locale in LOCALES:
        versions = (versions.get(locale) for versions in site.pages.values())
        pages = [page for page in versions if page and page.file not in others]
        done = 0
        for page in pages:
            seed = next(seeder(page, site), None)
            if seed and done < 12:
                done += 1
                text = page.text[: seed.start] + seed.fault + page.text[seed.end :]
                (root / page.file).write_text(text, encoding="utf-8")
                core = seed.fault.strip().removeprefix("[UNESCO](").removesuffix(")")
                yield page, seed.start + seed.fault.index(core), core
