"""Báo máy chủ WebSub: nguồn tin nào đã đổi. · Tell WebSub hubs which feeds have changed.

To be run once the site has been uploaded. Only feeds whose bytes changed since the hubs last
accepted them are told. Exit code 0 if every hub accepted or none is named in data/feeds.yml, 1 if
some hub did not accept, 2 if it could not run.
"""

import argparse
from pathlib import Path

from cityportal.commands.options import arguments
from cityportal.commands.ping import PingOptions, ping
from cityportal.feeds.websub import Limits


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, metavar="DIR", help="built site (default: site/)")
    parser.add_argument(
        "--manifest", type=Path, metavar="FILE",
        help="what the hubs know of, kept outside the site (default: .cache/feeds.json)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_seconds, default=Limits.timeout, metavar="S",
        help=f"seconds to wait for a hub (default: {Limits.timeout})",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="list the feeds, tell nobody")


def _seconds(text: str) -> float:
    if not 0 < (seconds := float(text)) <= Limits.total:
        raise argparse.ArgumentTypeError(f"{text}: more than 0, at most {Limits.total}")
    return seconds


if __name__ == "__main__":
    chosen = arguments(__doc__, _options)
    options = PingOptions(chosen.site, chosen.manifest, chosen.dry_run)
    raise SystemExit(ping(chosen.root, options, Limits(timeout=chosen.timeout)))
