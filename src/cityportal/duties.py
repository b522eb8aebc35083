"""The duties of a public body's portal, and whether this portal meets them.

Decree 42/2022/NĐ-CP on information and services of state bodies online asks, in English at least,
for organisation, functions and powers and for the officials' contacts (Article 7), and for
full-text search and printing of every article; Circular 26/2020/TT-BTTTT asks for accessibility.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cityportal.model import PageType
from cityportal.registries import Post
from cityportal.site import Site

_DECREE = "42/2022/NĐ-CP"
_CIRCULAR = "26/2020/TT-BTTTT"
_PAGES = (
    (_DECREE, "about/index.md", "Chức năng, nhiệm vụ, quyền hạn", "Functions, tasks and powers"),
    (_DECREE, "about/structure.md", "Cơ cấu tổ chức", "Organisational structure"),
    (
        _CIRCULAR,
        "about/accessibility.md",
        "Tuyên bố về khả năng tiếp cận",
        "Accessibility statement",
    ),
)
_CONTACTS = ("holder", "phone", "fax", "email")


@dataclass(frozen=True)
class Duty:
    """One duty in one language; ``missing`` is empty where it is met."""

    act: str
    vi: str
    en: str
    locale: str
    missing: str


def duties(site: Site, built: Path) -> Iterator[Duty]:
    """Every duty in every language; ``built`` is the folder of the built site."""
    for locale in site.settings.locales:
        for act, path, vi, en in _PAGES:
            there = locale in site.alternates(PurePosixPath(path))
            yield Duty(act, vi, en, locale, "" if there else f"docs/{locale}/{path}")
        yield _contacts(site, locale)
        yield _printing(site, locale, built)
        yield _search(locale, built)


def _contacts(site: Site, locale: str) -> Duty:
    organisation = site.registries.organisation
    lacking = [key for key in ("address", "phone", "email") if not getattr(organisation, key)]
    lacking += [
        f"posts.{name}.{key}" for name, post in organisation.posts.items() for key in _lacking(post)
    ]
    supplier = organisation.units[organisation.supplied_by].label[locale]
    missing = f"data/organisation.yml: {', '.join(lacking)} ← {supplier}" if lacking else ""
    return Duty(
        _DECREE, "Thông tin liên hệ của công chức", "Contacts of officials", locale, missing
    )


def _lacking(post: Post) -> list[str]:
    return [key for key in _CONTACTS if getattr(post, key) is None]


def _printing(site: Site, locale: str, built: Path) -> Duty:
    """A print button on every article that is built, and a stylesheet for paper."""
    articles = {PageType.BULLETIN_ITEM, PageType.HERITAGE, PageType.INVESTMENT, PageType.PAGE}
    sheets = "".join(sheet.read_text() for sheet in built.glob("assets/*.css"))
    missing = [] if "@media print" in sheets else ["assets/*.css: @media print"]
    for path in site.pages:
        page = site.alternates(path).get(locale)
        if page and page.meta.type in articles:
            file = built / site.url(page) / "index.html"
            if not file.is_file() or 'class="print"' not in file.read_text(encoding="utf-8"):
                missing.append(site.url(page))
    return Duty(_DECREE, "In từng bài", "Printing every article", locale, ", ".join(missing[:3]))


def _search(locale: str, built: Path) -> Duty:
    there = any(built.glob(f"pagefind/*{locale}*"))
    missing = "" if there else "site/pagefind/"
    return Duty(_DECREE, "Tìm kiếm toàn văn", "Full-text search", locale, missing)
