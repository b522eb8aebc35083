"""Figures: one registry that every language, feed, embed and print agrees with.

``model`` holds the figures, ``writing`` writes them in five languages, ``reading`` reads
quantities in running text, ``marks`` puts figures into Markdown, ``agreement`` compares a text with
its translation, ``export`` and ``chart`` publish the registry.
"""
