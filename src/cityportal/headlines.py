"""Headlines as they are set in a page: what belongs together stays on one line, if it is short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from cityportal.linebreaks import Piece, pieces
from cityportal.site import Site

_COSTLY = 0.2
"""From this cost on two pieces stay together: within numbers, phrases and names, before dashes."""
_LONGEST, _LONGEST_LARGE = 9.0, 6.8
"""What stays together in a headline and in a large figure, in em: a line of a small phone."""
_SPACE, _JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"


@lru_cache(maxsize=10_000)
def headline(site: Site, text: str, locale: str) -> Markup:
    """``text`` as HTML for a headline in ``locale``."""
    return _set(site, text, locale, _LONGEST)


@lru_cache(maxsize=10_000)
def large_figure(site: Site, text: str, locale: str) -> Markup:
    """``text`` as HTML where a figure is set large, in narrow columns too."""
    return _set(site, text, locale, _LONGEST_LARGE)


def _set(site: Site, text: str, locale: str, longest: float) -> Markup:
    plain = text.casefold()
    names = [name for name in whole_names(site, locale) if name.casefold() in plain]
    parts = pieces(text, locale, names)
    bound = _bound(parts, longest)
    html = Markup("").join(
        escape(part.text) + _gap(part, number in bound) for number, part in enumerate(parts[:-1])
    ) + escape(parts[-1].text)
    # A Korean line may begin with a middle dot, for all that browsers know.
    return Markup(html.replace("·", f"{_JOINER}·")) if locale == "ko" else html


@lru_cache(maxsize=16)
def whole_names(site: Site, locale: str) -> tuple[str, ...]:
    """The names and terms of the brand book in ``locale``, which lines had better not divide."""
    names = {name.names[locale] for name in site.brand.names.values()}
    terms = {
        form for one in site.brand.glossary.values() for form in one.agreed.get(locale, one.source)
    }
    return tuple(sorted({*names, *terms, *site.brand.cards.whole.get(locale, ())}))


def _gap(part: Piece, bound: bool) -> Markup:
    if bound:
        return Markup(_SPACE if part.gap else "")
    return Markup(part.gap or "<wbr>")


def _bound(parts: Sequence[Piece], longest: float) -> set[int]:
    """After which of ``parts`` no line ends: the costliest first, as long as runs stay short."""
    runs = [(number, number) for number in range(len(parts))]
    bound: set[int] = set()
    for number in sorted(range(len(parts) - 1), key=lambda one: -parts[one].cost):
        first, last = runs[number][0], runs[number + 1][1]
        if parts[number].cost >= _COSTLY and _width(parts[first : last + 1]) <= longest:
            bound.add(number)
            runs[first : last + 1] = [(first, last)] * (last + 1 - first)
    return bound


def _width(parts: Sequence[Piece]) -> float:
    """About how wide ``parts`` are in em, set bold."""
    text = "".join(part.text + part.gap for part in parts).rstrip(" ")
    return sum(1 if letter > "⺀" else 0.3 if letter == " " else 0.6 for letter in text)
