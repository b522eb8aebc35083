"""Reading the built HTML in tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class Document:
    """One built page; ``url`` is relative to the site."""

    url: str
    file: Path

    @cached_property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.text)

    @property
    def lang(self) -> str:
        return str(self.tree.get("lang"))

    def values(self, xpath: str) -> list[str]:
        return [str(value) for value in self.tree.xpath(xpath)]

    @property
    def is_redirect(self) -> bool:
        return bool(self.values("//meta[@http-equiv='refresh']/@content"))

    @property
    def is_listed(self) -> bool:
        return not self.values("//meta[@name='robots']/@content")

    @property
    def alternates(self) -> dict[str, str]:
        links = self.tree.xpath("//link[@rel='alternate'][@hreflang]")
        return {str(link.get("hreflang")): str(link.get("href")) for link in links}

    def links(self) -> Iterator[tuple[str, str]]:
        """Site-relative address and fragment of every link that stays on the site."""
        for href in self.values("//a/@href | //link[@rel!='canonical']/@href | //script/@src"):
            parts = urlsplit(urljoin(f"https://here/{self.url}", href))
            if parts.netloc == "here":
                yield unquote(parts.path.lstrip("/")), unquote(parts.fragment)


def documents(site: Path) -> dict[str, Document]:
    """Every page of a built site by its address; embeds are no pages."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name.startswith("embed/"):
            continue
        url = name.removesuffix("index.html") if file.name == "index.html" else name
        found[url] = Document(url, file)
    return found
