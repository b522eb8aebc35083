"""The language switcher: where a reader who turns to another language is led, and told why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cityportal.content import Page
from cityportal.locales import Language, bracketed
from cityportal.periods import Period, period_url, periods
from cityportal.site import Site
from cityportal.urls import HOME, language_root


@dataclass(frozen=True)
class Choice:
    """One entry of the language switcher.

    ``lang`` is the language of ``name``, ``hreflang`` the one the address leads to; ``note`` says
    in the former, in brackets, why the two differ.
    """

    url: str
    name: str
    lang: str
    hreflang: str
    note: str
    current: bool


def choices(
    site: Site, locale: str, page: Page | None, period: Period | None = None
) -> list[Choice]:
    """The languages as offered on ``page``, or on the error page of ``locale``.

    From the list of a ``period`` under the section's front ``page`` they lead to the same period.
    """
    found = [_choice(site, locale, page, language) for language in site.settings.languages]
    return [_in_period(site, choice, period) for choice in found] if period else found


def _in_period(site: Site, choice: Choice, period: Period) -> Choice:
    front = site.by_url[choice.url]
    there = period in periods(site, front)
    return replace(choice, url=period_url(site, front, period)) if there else choice


def _choice(site: Site, locale: str, page: Page | None, language: Language) -> Choice:
    """The page in ``language``, else in a fallback language, else the home of ``language``."""
    words, settings = site.registries.words, site.settings
    versions = site.alternates(page.path) if page else {}
    fallback = next((other for other in settings.fallback if other in versions), None)
    note, hreflang = "", language.tag
    if page and language.locale == locale:
        url = site.url(page)
    elif language.locale in versions:
        url = site.url(versions[language.locale])
    elif fallback and fallback != locale:
        url, hreflang = site.url(versions[fallback]), settings.language(fallback).tag
        note = bracketed(words[f"in_{fallback}"][language.locale], language.locale)
    else:
        url = language_root(language.locale, settings)
        if page and page.path != HOME:
            note = bracketed(words["home"][language.locale], language.locale)
    return Choice(url, language.name, language.tag, hreflang, note, language.locale == locale)
