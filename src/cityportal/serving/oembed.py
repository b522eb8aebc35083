"""What oEmbed consumers ask for in the query, which a server answers with one of the files."""

from __future__ import annotations

from cityportal.embeds.addresses import ROOT, WIDTHS, width_suffix


def answers(base: str) -> str:
    """The addresses that consumers call, with ``stem`` and ``notation`` as groups."""
    return f"^(?P<stem>{base}{ROOT}.+/oembed)[.](?P<notation>json|xml)$"


def suffixes() -> dict[str, str]:
    """What the file's name has after the stem, by a pattern of ``maxwidth``; the first that fits.

    It is the largest width that is not above the one asked for, or the smallest there is; where
    none is asked for, or no number, nothing fits and the plain name is right.
    """
    widths = sorted(WIDTHS, reverse=True)
    steps = {_at_least(width): width_suffix(width) for width in widths}
    return {**steps, "^[0-9]+$": width_suffix(widths[-1])}


def _at_least(number: int) -> str:
    """A pattern of the whole numbers from ``number`` on, in decimal."""
    digits = str(number)
    longer = "[1-9]" + "[0-9]" * len(digits) + "[0-9]*"
    larger = [
        f"{digits[:place]}[{int(digit) + 1}-9]{'[0-9]' * (len(digits) - place - 1)}"
        for place, digit in enumerate(digits)
        if digit != "9"
    ]
    return f"^0*(?:{'|'.join((digits, *larger, longer))})$"
