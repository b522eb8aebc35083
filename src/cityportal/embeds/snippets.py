"""What partners paste into their pages: a quotation for all, and a frame in one of three ways.

Every snippet begins with the quotation, which holds title, summary, facts and link: it is read
where frames are not shown, by search engines and by readers of feeds. A snippet is a text with
``{address}``, ``{width}`` and ``{height}`` in it, which the builder page fills in as Python does.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from cityportal.article import FactLine
from cityportal.embeds.addresses import ELEMENT, HEIGHT, WIDTH, Form, Scheme, frame
from cityportal.embeds.embed import Embed
from cityportal.embeds.sizes import CARD_FACTS, height
from cityportal.locales import bracketed, colon, comma
from cityportal.urls import absolute

_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What a frame may do: tell its height when asked, and open pages in a new window. As it has no
origin, it has no cookie and no storage, and cannot reach the page around it."""


@dataclass(frozen=True)
class Choice:
    """How an embed is to look; ``width`` is CSS pixels, the most that the frame takes."""

    form: Form = Form.CARD
    scheme: Scheme = Scheme.AUTO
    width: int = WIDTH


def snippets(embed: Embed, scripts: Mapping[str, bytes]) -> dict[str, str]:
    """Each way to embed: a frame, a frame that grows by a script, an element of its own."""
    quoted = quotation(embed)
    whole = f"{quoted}\n{framed(embed)}"
    return {
        "frame": whole,
        "growing": f"{whole}\n{_script(embed, HEIGHT, scripts)}",
        "element": f"{_element(embed, quoted)}\n{_script(embed, ELEMENT, scripts)}",
    }


def filled(snippet: str, embed: Embed, choice: Choice) -> str:
    """``snippet`` as it is to look."""
    address = absolute(frame(embed.page, choice.form, choice.scheme), embed.site.settings)
    values = {
        "{address}": address,
        "{width}": str(choice.width),
        "{height}": str(height(embed, choice.form, choice.width)),
    }
    for name, value in values.items():
        snippet = snippet.replace(name, value)
    return snippet


def quotation(embed: Embed) -> str:
    """Title, summary, facts and link as HTML that stands anywhere, without a class or a style.

    A space follows every break, as some systems take the breaks out.
    """
    facts = (_fact(embed, fact) for fact in embed.facts[:CARD_FACTS])
    lines = "".join(f"<br> {_text(one)}" for one in (embed.summary, *facts))
    return (
        f'<blockquote lang="{embed.tag}" cite="{_text(embed.url)}">'
        f'<a href="{_text(embed.url)}" hreflang="{embed.tag}">{_text(embed.title)}</a>'
        f"{lines}<br> — {_text(embed.publisher)}</blockquote>"
    )


def framed(embed: Embed) -> str:
    """The frame alone.

    It keeps its place before it is there. On a narrow page it becomes narrower, and no lower: text
    that has less width takes more lines.
    """
    return (
        f'<iframe src="{{address}}" title="{_text(embed.title)}" width="{{width}}" '
        f'height="{{height}}" loading="lazy" referrerpolicy="strict-origin" sandbox="{_SANDBOX}" '
        'style="border:0;width:100%;max-width:{width}px;aspect-ratio:{width}/{height};'
        'height:auto;min-height:{height}px"></iframe>'
    )


def integrity(script: bytes) -> str:
    """The sum by which browsers know a script (Subresource Integrity)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(script).digest()).decode()}"


def _element(embed: Embed, quoted: str) -> str:
    return (
        f'<city-embed src="{{address}}" name="{_text(embed.title)}" width="{{width}}" '
        f'height="{{height}}">\n{quoted}\n</city-embed>'
    )


def _script(embed: Embed, name: str, scripts: Mapping[str, bytes]) -> str:
    address, pinned = absolute(name, embed.site.settings), integrity(scripts[name])
    return f'<script defer src="{address}" integrity="{pinned}" crossorigin="anonymous"></script>'


def _text(text: str) -> str:
    """``text`` in HTML, where braces are no place that is filled in later."""
    return escape(text).replace("{", "&#123;")


def _fact(embed: Embed, fact: FactLine) -> str:
    locale = embed.page.locale
    source = fact.source.publisher or fact.source.title
    said = f"{source}{comma(locale)}{fact.as_of}"
    return f"{fact.label}{colon(locale)}{fact.value}{bracketed(said, locale)}"
