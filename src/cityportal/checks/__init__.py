"""Checks of the texts: each finding names the place, the rule, what to write instead, and why."""
