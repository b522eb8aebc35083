"""Check the texts once, before anything is built; an error stops the build."""

from mkdocs.config.defaults import MkDocsConfig

from cityportal.adapters import mkdocs as adapter


def on_pre_build(config: MkDocsConfig) -> None:
    """The same checks as ``make check``."""
    adapter.check_texts(config)
