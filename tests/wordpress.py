"""What WordPress does with the answer of an oEmbed provider it does not know."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_KEPT = {
    "a": {"href"},
    "blockquote": set[str](),
    "iframe": {
        "src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling",
        "title",
    },
}  # fmt: skip
"""The elements it keeps, with the attributes it keeps of each."""


class _Sieve(HTMLParser):
    """Leaves out every other element and attribute; the text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            said = [f' {k}="{escape(v or "")}"' for k, v in attrs if k in _KEPT[tag]]
            self.kept.append(f"<{tag}{''.join(said)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.kept.append(data)

    def handle_entityref(self, name: str) -> None:
        self.kept.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.kept.append(f"&#{name};")


def shown_by_wordpress(html: str, secret: str) -> str:
    """The quotation and the frame as they stand in a post; the frame knows ``secret``."""
    sieve = _Sieve()
    sieve.feed(html)
    sieve.close()
    found = re.search(
        "(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", "".join(sieve.kept), re.DOTALL
    )
    assert found, html
    frame = re.sub(' src="([^"]*)"', rf' src="\1#?secret={secret}"', found[2], count=1)
    alone = f'sandbox="allow-scripts" security="restricted" data-secret="{secret}"'
    frame = frame.replace("<iframe", f"<iframe {alone}", 1)
    return f"{found[1] or ''}{frame}"
