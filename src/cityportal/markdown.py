"""The portal's Markdown: no raw HTML, few attributes, links that know the languages.

A link to a page that the reader's language lacks leads to the version the site offers instead and
says so; raw HTML is shown as text; attributes other than a few harmless ones are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from cityportal.body import linked_page
from cityportal.content import Page
from cityportal.figures import marks
from cityportal.figures.model import Statement
from cityportal.locales import bracketed
from cityportal.pictures.renditions import Rendition
from cityportal.pictures.shown import ShownPicture, shown_picture
from cityportal.site import Site

_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title"},
    "data": {"value"},
    "ol": {"start"},
}
_EVERYWHERE = {"id", "lang", "class", "aria-label"}
_NUMBER_GAP = re.compile(r"(?<=[0-9]) (?=\w)")
"""What stands between a number and its unit, which no line divides."""
_ALIGNED = re.compile(r"text-align: (left|right|center);")
_SCHEMES = {"", "http", "https", "mailto", "tel"}
_ELSEWHERE = "elsewhere"
_SIZES = "(min-width: 45rem) 42rem, (min-resolution: 2.5dppx) 65vw, calc(100vw - 2.5rem)"
"""How wide a picture is in the measure of a text, for browsers that choose a file; as on phones in
theme/parts/picture.html."""

UrlFrom = Callable[[Page, Page], str]
FileFrom = Callable[[str, Page], str]


class PortalMarkdown(Extension):
    """Python-Markdown extension for the pages of ``site``.

    It is turned to each page before that is rendered. ``url_from`` gives the address of one page
    relative to another, ``file_from`` that of a file.
    """

    def __init__(self, site: Site, url_from: UrlFrom, file_from: FileFrom) -> None:
        super().__init__()
        self.site = site
        self.url_from = url_from
        self.file_from = file_from
        self.page: Page | None = None
        self.figures: tuple[tuple[str, Statement], ...] = ()

    def turn_to(self, page: Page) -> None:
        """Render ``page`` next."""
        self.page = page
        self.figures = self.site.figures_of(page)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put the parts in their order: ours run after attribute lists and before MkDocs's."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Comments(md), "portal-comments", 25)
        md.inlinePatterns.register(_Figures(self), "portal-figures", 185)
        md.treeprocessors.register(_Sanitize(md), "portal-sanitize", 7)
        md.treeprocessors.register(_Elsewhere(md, self), "portal-elsewhere", 6)
        md.treeprocessors.register(_Tables(md, self), "portal-tables", 5)
        md.treeprocessors.register(_Pictures(md, self), "portal-pictures", 4)
        md.treeprocessors.register(_Release(md), "portal-release", -10)


class _Comments(Preprocessor):
    """Editors' comments are not for readers."""

    def run(self, lines: list[str]) -> list[str]:
        text = re.sub(
            r"<!--.*?(?:-->|\Z)",
            lambda found: "\n" * found[0].count("\n"),
            "\n".join(lines),
            flags=re.DOTALL,
        )
        return text.split("\n")


class _Figures(InlineProcessor):
    """Write the marked figures, each with a reference to its note under the page."""

    def __init__(self, extension: PortalMarkdown) -> None:
        super().__init__(marks.PATTERN)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        page, site = self.extension.page, self.extension.site
        if page is None:
            return None, None, None
        figures = site.registries.figures
        mark = marks.parse(m[0], figures)
        shown = Element("data", {"value": format(mark.statement.amount.normalize(), "f")})
        written = marks.write_mark(mark, figures, page.locale)
        shown.text = AtomicString(_NUMBER_GAP.sub("\N{NO-BREAK SPACE}", written))
        number = self.extension.figures.index((mark.identifier, mark.statement)) + 1
        reference = SubElement(shown, "sup")
        label = site.registries.words["figure_note"][page.locale]
        link = SubElement(
            reference,
            "a",
            {"href": f"{_ELSEWHERE}:#figure-{number}", "aria-label": f"{label} {number}"},
        )
        link.text = AtomicString(str(number))
        return shown, m.start(0), m.end(0)


class _Sanitize(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            # Styles within a page are forbidden by its headers: an aligned cell has a class.
            if aligned := _ALIGNED.fullmatch(element.get("style", "")):
                element.set("class", aligned[1])
            allowed = _EVERYWHERE | _ATTRIBUTES.get(element.tag, set())
            for name in [name for name in element.keys() if name not in allowed]:  # noqa: SIM118
                del element.attrib[name]
            for name in ("href", "src"):
                value = element.get(name)
                ours = value is not None and value.startswith(f"{_ELSEWHERE}:#figure-")
                if value is not None and not ours and _scheme(value) not in _SCHEMES:
                    element.set(name, "#")


def _scheme(url: str) -> str:
    return urlsplit(re.sub(r"[\x00-\x20\x7f]", "", url)).scheme.lower()


class _Elsewhere(Treeprocessor):
    """Mark links to pages that stand in another language only.

    The address gets a scheme of its own, which MkDocs leaves alone when it resolves links.
    """

    def __init__(self, md: Markdown, extension: PortalMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        page, site = self.extension.page, self.extension.site
        if page is None:
            return
        for link in list(root.iter("a")):
            target = linked_page(page.path, link.get("href", ""))
            if target is None or site.page(target, page.locale):
                continue
            offered = site.offered(target, page.locale)
            if offered is None:
                continue
            language = site.settings.language(offered.locale)
            link.set("href", f"{_ELSEWHERE}:{self.extension.url_from(offered, page)}")
            link.set("hreflang", language.tag)
            note = SubElement(link, "small")
            word = site.registries.words[f"in_{offered.locale}"][page.locale]
            note.text = bracketed(word, page.locale)


class _Tables(Treeprocessor):
    """Let a table that is wider than the screen be moved by keyboard too.

    Of one with more than two columns every cell names its column: phones show a row as a list.
    """

    def __init__(self, md: Markdown, extension: PortalMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        page = self.extension.page
        for parent in list(root.iter()):
            for index, table in enumerate(list(parent)):
                if table.tag == "table" and page is not None:
                    label = self.extension.site.registries.words["table"][page.locale]
                    kind = "table stacked" if _name_columns(table) else "table"
                    frame = Element(
                        "div",
                        {"class": kind, "role": "region", "tabindex": "0", "aria-label": label},
                    )
                    parent[index] = frame
                    frame.append(table)


def _name_columns(table: Element) -> bool:
    """Whether every cell of ``table`` has been given the name of its column."""
    names = ["".join(one.itertext()) for one in table.iterfind("thead/tr/th")]
    if len(names) < 3 or not all(name.strip() for name in names[1:]):
        return False
    for row in table.iterfind("tbody/tr"):
        for name, cell in list(zip(names, row, strict=False))[1:]:
            cell.set("data-label", name)
    return True


class _Pictures(Treeprocessor):
    """Show a picture in every width and format; one that stands alone, with its caption."""

    def __init__(self, md: Markdown, extension: PortalMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        page, site = self.extension.page, self.extension.site
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                image = child if child.tag == "img" else _alone(child)
                if page is None or image is None:
                    continue
                shown = shown_picture(site, unquote(image.get("src", "")), page.locale)
                if shown is None:
                    continue
                picture = self._picture(image, shown, page)
                parent[index] = picture if image is child else _captioned(picture, image, shown)
                parent[index].tail = child.tail

    def _picture(self, image: Element, shown: ShownPicture, page: Page) -> Element:
        """The element for ``shown``, with the alt text that the author gave."""
        picture = Element("picture")
        for source in shown.files.sources:
            files = ", ".join(
                f"{self._address(one, page)} {one.width}w" for one in source.renditions
            )
            SubElement(picture, "source", {"type": source.type, "srcset": files, "sizes": _SIZES})
        SubElement(
            picture,
            "img",
            {
                # MkDocs would look for the file among the pages.
                "src": f"{_ELSEWHERE}:{self._address(shown.files.fallback, page)}",
                "alt": image.get("alt", ""),
                "width": str(shown.files.width),
                "height": str(shown.files.height),
                "loading": "lazy",
            },
        )
        return picture

    def _address(self, one: Rendition, page: Page) -> str:
        return self.extension.file_from(one.file, page)


def _alone(paragraph: Element) -> Element | None:
    """The picture that is all there is in ``paragraph``."""
    texts = [paragraph.text, *(child.tail for child in paragraph)]
    if paragraph.tag != "p" or len(paragraph) != 1 or any(text and text.strip() for text in texts):
        return None
    return paragraph.find("img")


def _captioned(picture: Element, image: Element, shown: ShownPicture) -> Element:
    """A figure with the title that the author gave, or the caption of the record."""
    figure = Element("figure", {"class": "picture"})
    figure.append(picture)
    caption = SubElement(figure, "figcaption")
    caption.text = AtomicString(image.get("title") or shown.caption)
    credit = SubElement(caption, "small")
    credit.text = AtomicString(shown.signed)
    return figure


class _Release(Treeprocessor):
    """Give our addresses back their form; a link within a link loses its reference."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            image.set("src", image.get("src", "").removeprefix(f"{_ELSEWHERE}:"))
        for link in root.iter("a"):
            for data in link.iter("data"):
                for reference in data.findall("sup"):
                    data.remove(reference)
            link.set("href", link.get("href", "").removeprefix(f"{_ELSEWHERE}:"))
