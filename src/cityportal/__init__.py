"""Generator of a city's multilingual portal of external information.

Markdown and YAML go in; a static site in several languages comes out. The modules are plain
Python and know nothing of MkDocs, which only ``adapters.mkdocs`` speaks to.
"""
