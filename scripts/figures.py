"""Sổ số liệu: quá hạn, mâu thuẫn, dùng ở đâu. · The registry of figures: due, conflicts, used.

due            figures past their review day
conflicts      statements that disagree, which holds and why
used ID        every page and language that states a figure, marked or typed
"""

import argparse

from cityportal.commands import figures
from cityportal.commands.options import arguments


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("due", "conflicts", "used"))
    parser.add_argument("id", nargs="?", help="key of a figure, for used")


if __name__ == "__main__":
    chosen = arguments(__doc__, _options)
    if chosen.what == "used":
        raise SystemExit(figures.used(chosen.root, chosen.now, chosen.id or ""))
    command = {"due": figures.due, "conflicts": figures.conflicts}[chosen.what]
    raise SystemExit(command(chosen.root, chosen.now))
