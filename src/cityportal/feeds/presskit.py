"""A press kit for each issue of the bulletin: one ZIP file with everything a newsroom needs.

In every language the texts in Markdown, the figures with their sources and the captions of the
pictures; the pictures as they were supplied, drawings in pixels too; rights and terms; sums to
check the files by. Files are stored as they are, in a fixed order, with the issue's date: the same
content, the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from babel.units import format_unit

from cityportal.article import Article, FigureNote
from cityportal.content import Page
from cityportal.figures.marks import replace_marks
from cityportal.locales import babel_locale, bracketed, colon, comma, write_date
from cityportal.model import PageType
from cityportal.pictures.record import PictureFile
from cityportal.pictures.renditions import raster, rendition_files
from cityportal.site import Site
from cityportal.urls import absolute

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)[ ]?", re.DOTALL)
_MODE = 0o100644 << 16
_UNIX = 3


@lru_cache(maxsize=1)
def press_kits(site: Site) -> Mapping[str, bytes]:
    """Name under the site and bytes of every kit; made once, for the links to them as well."""
    return {kit_name(path): _zipped(site, path) for path in site.pages if has_kit(site, path)}


def kit_label(site: Site, path: PurePosixPath, locale: str) -> str:
    """The words that lead to the kit of the issue ``path``: Press kit (ZIP, 113 kB)."""
    size = len(press_kits(site)[kit_name(path)]) / 1000
    unit = "kilobyte" if size < 1000 else "megabyte"
    number = round(size) if size < 1000 else round(size / 1000, 1)
    written = format_unit(number, f"digital-{unit}", "short", locale=babel_locale(locale))
    word = site.registries.words["press_kit"][locale]
    return word + bracketed(f"ZIP{comma(locale)}{written}", locale)


def kit_name(path: PurePosixPath) -> str:
    """The kit's file under the site, named for the folder of the issue."""
    return f"press-kits/{path.parent.name}.zip"


def has_kit(site: Site, path: PurePosixPath) -> bool:
    """Whether ``path`` is the front of an issue that may be read in some language."""
    versions = site.alternates(path).values()
    return (
        site.registries.feeds is not None
        and path.name == "index.md"
        and any(page.meta.type is PageType.BULLETIN_ISSUE for page in versions)
    )


def _zipped(site: Site, path: PurePosixPath) -> bytes:
    files = _files(site, path)
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    day = _day(site, path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as kit:
        for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, _MODE
            kit.writestr(entry, data)
    return buffer.getvalue()


def _day(site: Site, path: PurePosixPath) -> date:
    """The first day of the issue."""
    days = [page.meta.date for page in site.alternates(path).values() if page.meta.date]
    return days[0].first_day


def _files(site: Site, path: PurePosixPath) -> dict[str, bytes]:
    """Name and bytes of each file of the kit, in the order of their names."""
    issue = {locale: _pages(site, path, locale) for locale in site.settings.locales}
    pictures = _pictures(site, issue)
    files = {f"pictures/{name}": one.file.read_bytes() for name, one in pictures.items()}
    files |= _in_pixels(site, pictures)
    for locale, pages in issue.items():
        texts = _texts(site, path, locale, pages, pictures)
        files |= {name: f"{text}\n".encode() for name, text in texts.items()}
    return dict(sorted(files.items()))


def _texts(
    site: Site,
    path: PurePosixPath,
    locale: str,
    pages: Sequence[Page],
    pictures: Mapping[str, PictureFile],
) -> dict[str, str]:
    """Name and text of each file in ``locale``."""
    articles = {f"{locale}/texts/{page.path.relative_to(path.parent)}": page for page in pages}
    texts = {name: _article(site, page) for name, page in articles.items()}
    told = ["press_kit_texts"]
    if facts := _facts(site, pages):
        texts[f"{locale}/fact-sheet.txt"] = facts
        told.append("press_kit_facts")
    if pictures:
        captions = [_caption(site, name, one, locale) for name, one in pictures.items()]
        texts[f"{locale}/captions.txt"] = "\n\n".join(captions)
        told.append("press_kit_pictures")
    texts[f"README.{locale}.txt"] = _readme(site, path, locale, [*told, "press_kit_sums"])
    return texts


def _pages(site: Site, path: PurePosixPath, locale: str) -> list[Page]:
    """What may be read of the issue in ``locale`` itself: its front, then what stands in it."""
    front = site.alternates(path).get(locale)
    pages = [page for page in site.children(path.parent, locale) if page.locale == locale]
    return [front, *pages] if front else pages


def _pictures(site: Site, issue: Mapping[str, Sequence[Page]]) -> dict[str, PictureFile]:
    names = {page.meta.image for pages in issue.values() for page in pages}
    return {name: one for name, one in sorted(site.pictures.items()) if name in names}


def _in_pixels(site: Site, pictures: Mapping[str, PictureFile]) -> dict[str, bytes]:
    """Drawings once more, for programs that do not show SVG."""
    drawn = (name for name, one in pictures.items() if one.is_drawn)
    files = {name: raster(site, name).file for name in drawn}
    return {
        f"pictures/{PurePosixPath(name).with_suffix(PurePosixPath(file).suffix)}": data
        for name, file in files.items()
        for data in [rendition_files(site)[file]]
    }


def _article(site: Site, page: Page) -> str:
    """One text as it may be printed, with its sources and its address."""
    article, words = Article(site, page), site.registries.words
    sources = [
        comma(page.locale).join(filter(None, (one.title, one.publisher, one.day, one.address)))
        for one in article.sources
    ]
    blocks = [
        page.meta.title,
        article.day,
        page.meta.description,
        article.correction,
        _body(site, page),
    ]
    if sources:
        blocks.append("\n- ".join([words["sources"][page.locale], *sources]))
    return "\n\n".join(filter(None, [*blocks, absolute(site.url(page), site.settings)]))


def _body(site: Site, page: Page) -> str:
    """The text in Markdown as it was written, its figures written out, without notes for staff."""
    text = re.sub(r"\n{3,}", "\n\n", _COMMENT.sub("", page.body))
    return replace_marks(text, site.registries.figures, page.locale).strip()


def _facts(site: Site, pages: Sequence[Page]) -> str:
    """The key figures of ``pages`` and those marked in their texts, each once."""
    articles = [Article(site, page) for page in pages]
    notes = [
        (note, article.locale)
        for article in articles
        for note in (*article.key_figures, *article.figures)
    ]
    return "\n\n".join(dict.fromkeys(_fact(note, locale) for note, locale in notes))


def _fact(note: FigureNote, locale: str) -> str:
    source = comma(locale).join(filter(None, (note.source.title, note.source.publisher)))
    said = (f"{note.label}{colon(locale)}{note.text}", note.as_of, source, note.source.address)
    return "\n".join(filter(None, said))


def _caption(site: Site, name: str, one: PictureFile, locale: str) -> str:
    """What a picture shows, whose it is and on which terms; whether AI made it."""
    picture, words = one.picture, site.registries.words
    said = (
        f"pictures/{name}",
        picture.caption[locale],
        picture.credit,
        picture.licence,
        write_date(picture.date, locale),
        words["made_by_ai"][locale] if picture.ai_made else "",
    )
    return "\n".join(filter(None, said))


def _readme(site: Site, path: PurePosixPath, locale: str, told: Sequence[str]) -> str:
    """What is in the kit, in the words ``told``, and on which terms."""
    feeds, words = site.registries.feeds, site.registries.words
    front = site.offered(path, locale)
    assert feeds is not None and front is not None
    organisation = site.registries.organisation
    contact = filter(None, (organisation.phone, organisation.email))
    blocks = (
        f"{words['press_kit'][locale]}{colon(locale)}{front.meta.title}",
        "\n".join((organisation.name[locale], *contact)),
        *(words[key][locale] for key in told),
        feeds.rights[locale],
        feeds.terms[locale],
        absolute(site.url(front), site.settings),
    )
    return "\n\n".join(blocks)
