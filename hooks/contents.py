"""Read the portal and keep the pages of this language that may be read."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from cityportal.adapters import mkdocs as adapter


def on_startup(command: str, dirty: bool) -> None:
    """What the build is for."""
    adapter.begin(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Before the i18n plugin (priority -100) settles the language."""
    adapter.load_site(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Before the i18n plugin (priority -100) arranges the files."""
    return adapter.keep_served(files, config)
