"""MkDocs renders the pages; this module alone speaks to it.

``mkdocs build`` runs one pass per language in one process, because mkdocs-static-i18n enters the
build again after the first. ``build_language`` runs one pass alone, so that languages can be built
side by side; both give the same bytes. The plugin has no interface for that: ``only_language``
sets the two attributes it goes by, and a test holds it to them.
"""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url, write_file
from mkdocs.utils.templates import TemplateContext

from cityportal.assets import Assets
from cityportal.charts import draw_charts
from cityportal.checks import reports
from cityportal.checks.runner import errors
from cityportal.clock import clock
from cityportal.content import Page
from cityportal.faults import Fault, FaultsError
from cityportal.headlines import headline, large_figure
from cityportal.kept import CACHE
from cityportal.markdown import PortalMarkdown
from cityportal.parts import Part, part_pages, part_url
from cityportal.pictures.renditions import rendition_files
from cityportal.publish import language_files, redirects
from cityportal.site import Site
from cityportal.urls import language_root
from cityportal.view import View

MARKDOWN_SECONDS = 5.0
"""How long the Markdown parser may be busy with one page."""


@dataclass
class Pass:
    """What one build needs; a new one is made for each, and for each rebuild of the preview."""

    site: Site
    theme: Path
    only: str | None = None
    on_page: Callable[[], None] = lambda: None
    markdown: PortalMarkdown = field(init=False)
    environment: jinja2.Environment | None = None
    contents: dict[str, str] = field(default_factory=dict)
    """The rendered HTML of the pages of the language under way, by address."""

    def __post_init__(self) -> None:
        self.markdown = PortalMarkdown(self.site, self._url_from, self._file_from)

    @cached_property
    def assets(self) -> Assets:
        """The theme's files."""
        return Assets(self.theme, self.site.root)

    def _url_from(self, target: Page, page: Page) -> str:
        return get_relative_url(self.site.url(target), self.site.url(page))

    def _file_from(self, name: str, page: Page) -> str:
        return get_relative_url(name, self.site.url(page))


_current: Pass | None = None
_preview = False


def current() -> Pass:
    """The build under way."""
    assert _current is not None, "on_config has not run"
    return _current


def build_language(site: Site, locale: str, folder: Path, on_page: Callable[[], None]) -> list[str]:
    """Render the pages of one language into ``folder``; give back what went wrong.

    Any warning counts: the folder may be published only if the list is empty.
    """
    global _current
    _current = Pass(site, Path(), only=locale, on_page=on_page)
    with _collected_messages() as messages:
        try:
            config = load_config(str(site.root / "mkdocs.yml"), site_dir=str(folder), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except FaultsError as error:
            messages[:] = [str(fault) for fault in error.faults]
        except (Abort, PluginError) as error:
            if not messages:
                messages.append(str(error))
        except Exception:
            # MkDocs has logged which page it was at; the rest is for whoever mends the program.
            messages.append(traceback.format_exc())
        finally:
            _current = None
    return messages


@contextmanager
def _collected_messages() -> Iterator[list[str]]:
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collector(logging.WARNING)
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


# The events, in the order in which MkDocs calls them.


def begin(command: str) -> None:
    """``serve`` is the preview, which only staff see; ``build`` is what is published."""
    global _preview
    _preview = command == "serve"


def load_site(config: MkDocsConfig) -> None:
    """Read the portal once per build and make the plugin build one language if so asked."""
    global _current
    plugin: Any = config.plugins["i18n"]
    theme = Path(config.theme.custom_dir or "")
    if plugin.building:
        return
    if _current is None or _current.only is None:
        root = Path(config.config_file_path).parent
        with _faults_told():
            _current = Pass(replace(Site.load(root, clock()), preview=_preview), theme)
    else:
        _current.theme = theme
        plugin.current_language = _current.only
        plugin.building = True
    config.theme.static_templates.clear()
    config.markdown_extensions = [
        *(name for name in config.markdown_extensions if isinstance(name, str)),
        current().markdown,  # type: ignore[list-item]
    ]


@contextmanager
def _faults_told() -> Iterator[None]:
    """Faults of the city's files as MkDocs tells them, without a traceback."""
    try:
        yield
    except FaultsError as error:
        raise PluginError(f"\n{error.report()}") from error


def language_of(config: MkDocsConfig) -> str:
    """The locale of the pass under way."""
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def check_texts(config: MkDocsConfig) -> None:
    """Run the checks in the first pass of ``mkdocs build``, then make pictures and charts of all.

    ``build_language`` comes with these done.
    """
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return
    site = current().site
    with _faults_told():
        findings = errors(site)
    if findings:
        raise PluginError(f"\n{reports.text(findings, site.root)}")
    with _faults_told():
        rendition_files(site)
    draw_charts(site)


def keep_served(files: Files, config: MkDocsConfig) -> Files:
    """Leave only the pages of this language that may be read, and none of the stock theme."""
    locale, site = language_of(config), current().site
    kept = [
        file
        for file in files
        if (path := _page_path(file.src_uri, locale)) is not None and site.page(path, locale)
    ]
    return Files(kept)


def _page_path(src_uri: str, locale: str) -> PurePosixPath | None:
    path = PurePosixPath(src_uri)
    return path.relative_to(locale) if path.parts[0] == locale and path.suffix == ".md" else None


def our_page(page: MkDocsPage, config: MkDocsConfig) -> Page:
    """The portal's page behind one of MkDocs."""
    locale = language_of(config)
    path = _page_path(page.file.src_uri, locale)
    found = current().site.page(path, locale) if path else None
    assert found is not None, page.file.src_uri
    return found


def begin_markdown(page: MkDocsPage, config: MkDocsConfig) -> str:
    """The page's text as the portal read it; from here on the parser's time is limited."""
    ours = our_page(page, config)
    current().markdown.turn_to(ours)
    signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, MARKDOWN_SECONDS)
    return "" if ours.meta.withdrawn else ours.body


def end_markdown() -> None:
    """The parser is done with the page."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _too_slow(number: int, frame: FrameType | None) -> None:
    page = current().markdown.page
    assert page is not None
    raise FaultsError(
        [
            Fault(
                page.file, 0, 0, "",
                f"Bộ đọc Markdown mất hơn {MARKDOWN_SECONDS:.0f} giây với trang này; hãy tìm "
                "chuỗi dài các dấu “[”, “*” hoặc “>” và bỏ đi.",
                f"The Markdown parser is busy with this page for more than {MARKDOWN_SECONDS:.0f} "
                "seconds; look for a long run of “[”, “*” or “>” and remove it.",
            )
        ]
    )  # fmt: skip


def prepare_templates(environment: jinja2.Environment) -> None:
    """Escape everything in templates, and refuse what they misspell."""
    environment.autoescape = True
    environment.undefined = jinja2.StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters["link"] = _link
    environment.filters["headline"] = _headline
    environment.filters["large_figure"] = _large_figure
    kept = current().site.root / CACHE / "templates"
    kept.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(kept))
    current().environment = environment


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, url: str) -> str:
    """A site-relative address as seen from the page; from an error page, from the server's root."""
    view: View = context["view"]
    if view.page is None:
        return urlsplit(view.site.settings.site_url).path + url
    return str(get_relative_url(url or ".", view.url or "."))


@jinja2.pass_context
def _headline(context: jinja2.runtime.Context, text: str, lang: str = "") -> Markup:
    """A headline of the page, or of one in the language with the tag ``lang``."""
    view: View = context["view"]
    languages = view.site.settings.languages
    locale = next((one.locale for one in languages if one.tag == lang), view.locale)
    return headline(view.site, text, locale)


@jinja2.pass_context
def _large_figure(context: jinja2.runtime.Context, text: str) -> Markup:
    view: View = context["view"]
    return large_figure(view.site, text, view.locale)


def page_context(
    context: TemplateContext, page: MkDocsPage, config: MkDocsConfig
) -> TemplateContext:
    """Give the template its view of the page."""
    ours = our_page(page, config)
    values: Any = context
    values["view"] = View(current().site, ours.locale, ours, current().theme)
    values["assets"] = current().assets.names
    current().contents[current().site.url(ours)] = page.content or ""
    current().on_page()
    return context


def write_language_files(config: MkDocsConfig) -> None:
    """Write what the language needs beside its pages."""
    locale, site, folder = language_of(config), current().site, Path(config.site_dir)
    with _faults_told():
        files = language_files(site, locale, current().contents, current().theme)
    for name, data in {**files, **current().assets.files}.items():
        write_file(data, str(folder / name))
    current().contents.clear()
    missing = _render("missing.html", site, locale, None)
    name = language_root(locale, site.settings) + "404.html"
    write_file(missing, str(folder / name))
    for front, part in part_pages(site, locale):
        html = _render("main.html", site, locale, front, part)
        write_file(html, str(folder / part_url(site, front, part) / "index.html"))
    for redirect in redirects(site, locale):
        url = get_relative_url(redirect.new, redirect.old)
        icon = get_relative_url(current().assets.names["mark.svg"], redirect.old)
        html = _render("redirect.html", site, locale, redirect.page, target=url, icon=icon)
        write_file(html, str(folder / redirect.old / "index.html"))


def _render(
    name: str,
    site: Site,
    locale: str,
    page: Page | None,
    part: Part | None = None,
    **values: str,
) -> bytes:
    environment = current().environment
    assert environment is not None
    template = environment.get_template(name)
    view = View(site, locale, page, current().theme, part)
    return template.render(view=view, assets=current().assets.names, **values).encode()
