"""The language switcher: where a reader who turns to another language is led, and told why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cityportal.content import Page
from cityportal.locales import Language, bracketed
from cityportal.parts import Part, part_url, parts
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


def choices(site: Site, locale: str, page: Page | None, part: Part | None = None) -> list[Choice]:
    """The languages as offered on ``page``, or on the error page of ``locale``.

    From a ``part`` of ``page`` they lead to the same part.
    """
    found = [_choice(site, locale, page, language) for language in site.settings.languages]
    return [_to_part(site, choice, part) for choice in found] if part else found


def _to_part(site: Site, choice: Choice, part: Part) -> Choice:
    front = site.by_url[choice.url]
    there = part in parts(site, front)
    return replace(choice, url=part_url(site, front, part)) if there else choice


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
