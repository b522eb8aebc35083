"""Hand the page's text to the parser, and watch how long that takes."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from cityportal.adapters import mkdocs as adapter


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Last of all: the portal's own reading of the file, with the parser's clock started."""
    return adapter.begin_markdown(page, config)


@event_priority(100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """First of all: the parser is done."""
    adapter.end_markdown()
    return html
