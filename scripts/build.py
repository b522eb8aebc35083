"""Dựng toàn bộ cổng thông tin vào site/. · Build the whole portal into site/.

A language is built in a process of its own. If anything is wrong, every fault is listed, the exit
code is 1 and the site that was there stays as it was.
"""

import argparse
import os

from cityportal.commands.build import build
from cityportal.commands.options import arguments


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N",
        help="languages built at a time (default: one for each processor)",
    )  # fmt: skip


if __name__ == "__main__":
    chosen = arguments(__doc__, _options)
    raise SystemExit(build(chosen.root, chosen.now, chosen.jobs))
