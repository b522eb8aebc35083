"""The options that every command takes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cityportal.clock import clock


def arguments(
    description: str | None, add: Callable[[argparse.ArgumentParser], None]
) -> argparse.Namespace:
    """The options every command takes, and those that ``add`` adds."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR",
        help="folder with mkdocs.yml, docs/, brand/ and data/ (default: this folder)",
    )  # fmt: skip
    parser.add_argument(
        "--now", type=_moment, metavar="TIME",
        help="build for this moment, e.g. 2026-12-01T09:00+07:00 "
        "(default: SOURCE_DATE_EPOCH, else the clock)",
    )  # fmt: skip
    add(parser)
    chosen = parser.parse_args()
    if chosen.now:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(chosen.now.timestamp()))
    chosen.now = clock()
    return chosen


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text}: add a zone, as in {text}+07:00")
    return moment.astimezone(UTC)
