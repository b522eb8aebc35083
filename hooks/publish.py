"""Write what a language needs beside its pages: sitemap, calendar, redirects, 404, theme files."""

from mkdocs.config.defaults import MkDocsConfig

from cityportal.adapters import mkdocs as adapter


def on_post_build(config: MkDocsConfig) -> None:
    """Before the i18n plugin (priority -100) turns to the next language."""
    adapter.write_language_files(config)
