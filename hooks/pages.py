"""Give the templates their view of the page."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from cityportal.adapters import mkdocs as adapter


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Escape everything in templates, refuse what they misspell."""
    adapter.prepare_templates(env)
    return env


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Words, lists and addresses for the page."""
    return adapter.page_context(context, page, config)
