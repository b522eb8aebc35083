"""Feeds for partner media: which items, in which order, in which forms."""
