"""Kiểm tra mọi trang và dữ liệu, không dựng gì. · Check pages and registers, build nothing.

Lists every fault and finding with its place, what to write instead and the rule's page. Exit code 0
if there is no error, 1 if there is one, 2 if the check could not run.
"""

import argparse
from pathlib import Path

from cityportal.checks.reports import FORMATS
from cityportal.checks.rules import RULES
from cityportal.commands.check import CheckOptions, check
from cityportal.commands.options import arguments


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, help="pages or folders (default: all)")
    parser.add_argument("--lang", action="append", default=[], help="only this language")
    parser.add_argument("--rule", action="append", default=[], choices=RULES, help="only this rule")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="leave out what this earlier JSON report has"
    )
    parser.add_argument("--fix", action="store_true", help="mend what needs no further look")


if __name__ == "__main__":
    chosen = arguments(__doc__, _options)
    options = CheckOptions(
        tuple(chosen.paths), tuple(chosen.lang), tuple(chosen.rule), chosen.format, chosen.fix,
        chosen.baseline,
    )  # fmt: skip
    raise SystemExit(check(chosen.root, chosen.now, options))
