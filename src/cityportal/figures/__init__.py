"""Figures: one registry that every language, feed, embed and print agrees with.

``model`` holds the figures, ``writing`` writes them in five languages, ``reading`` reads quantities
in running text with the words of ``grammar``, those in digits by ``digits``, ``marks`` puts figures
into Markdown, ``agreement`` compares a text with its translation, ``charts`` are what
officers state in ``data/charts.yml``; ``drawing`` lays them out and ``vega`` draws them.
"""
