"""Telling WebSub hubs of the feeds that changed, once the site has been uploaded."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cityportal.faults import FaultsError
from cityportal.feeds.manifest import (
    FeedFile,
    Manifest,
    after,
    changed,
    feed_files_of,
    read_manifest,
    write_manifest,
)
from cityportal.feeds.post import is_allowed
from cityportal.feeds.websub import Clock, Limits, Outcome, Problem, tell_hubs
from cityportal.kept import CACHE
from cityportal.settings import read_settings
from cityportal.subscriptions import Feeds
from cityportal.validation import validated
from cityportal.yamlfile import read_yaml

MANIFEST = CACHE / "feeds.json"
"""Where it is kept which feeds the hubs know of, under the city's folder."""

_TOLD, _REFUSED, _NOT_RUN = 0, 1, 2


@dataclass(frozen=True)
class PingOptions:
    """What ``scripts/ping.py`` was asked for; without a path, the one under the city's folder."""

    site: Path | None = None
    manifest: Path | None = None
    dry_run: bool = False


def ping(
    root: Path, options: PingOptions, limits: Limits | None = None, clock: Clock | None = None
) -> int:
    """Tell the hubs of ``root`` of its changed feeds; give back the exit code."""
    try:
        hubs = _hubs(root)
        if not hubs:
            print(
                "Chưa khai báo hubs trong data/feeds.yml: không báo cho máy chủ nào. · "
                "No hubs in data/feeds.yml: none is told."
            )
            return _TOLD
        feeds = _feeds(root, options.site or root / "site")
        file = options.manifest or root / MANIFEST
        before = _before(file)
        topics = changed(feeds, before)
        if options.dry_run:
            return _say_planned(hubs, topics)
        outcomes = tell_hubs(hubs, topics, limits or Limits(), clock or Clock())
        told = _say_told(topics, outcomes)
        _keep(file, after(feeds, before, {one.topic for one in outcomes if one.problem}))
    except FaultsError as error:
        print(error.report(), file=sys.stderr)
        return _NOT_RUN
    except _CannotRunError as error:
        print(error, file=sys.stderr)
        return _NOT_RUN
    return told


class _CannotRunError(Exception):
    """Why nothing could be told, in both languages."""


def _hubs(root: Path) -> tuple[str, ...]:
    """The hubs of the city, each once.

    Raises:
        FaultsError: ``data/feeds.yml`` does not fit, or names a hub that is not safe to use.
    """
    if not (root / "data" / "feeds.yml").exists():
        return ()
    document = read_yaml(root / "data" / "feeds.yml", root)
    hubs = validated(Feeds, document).hubs
    faults = [
        document.fault(
            ("hubs", index),
            "Địa chỉ máy chủ phải bắt đầu bằng https://.",
            "The address of a hub has to begin with https://.",
            "hubs: [https://hub.example/]",
        )
        for index, hub in enumerate(hubs)
        if not is_allowed(hub)
    ]
    if faults:
        raise FaultsError(faults)
    return tuple(dict.fromkeys(hubs))


def _feeds(root: Path, built: Path) -> list[FeedFile]:
    try:
        feeds = feed_files_of(built, read_settings(root))
    except OSError as error:
        raise _CannotRunError(f"Không đọc được · Cannot be read: {error}") from error
    if not feeds:
        raise _CannotRunError(
            f"{built}: không có nguồn tin nào, hãy chạy make site. · "
            "There are no feeds in it: run make site."
        )
    return feeds


def _before(file: Path) -> Manifest:
    try:
        return read_manifest(file)
    except (OSError, ValueError) as error:
        raise _CannotRunError(
            f"{file}: không đọc được; xóa tệp này thì mọi nguồn tin được báo lại. · "
            "It cannot be read; delete it, and every feed is told again."
        ) from error


def _keep(file: Path, manifest: Manifest) -> None:
    try:
        write_manifest(file, manifest)
    except OSError as error:
        raise _CannotRunError(
            f"{file}: không ghi được, lần sau sẽ báo lại. · "
            f"It cannot be written; the next run tells again. {error}"
        ) from error


def _say_planned(hubs: Sequence[str], topics: Sequence[str]) -> int:
    for topic in topics:
        print(topic)
    print(
        f"Sẽ báo {len(topics)} nguồn tin cho {len(hubs)} máy chủ · "
        f"Feeds to be told: {len(topics)}, hubs: {len(hubs)}"
    )
    return _TOLD


def _say_told(topics: Sequence[str], outcomes: Sequence[Outcome]) -> int:
    if not topics:
        print("Không nguồn tin nào thay đổi. · No feed has changed.")
        return _TOLD
    failed: dict[tuple[str, Problem], list[str]] = defaultdict(list)
    for one in outcomes:
        if one.problem:
            failed[one.hub, one.problem].append(one.topic)
    told = len(topics) - len({topic for refused in failed.values() for topic in refused})
    print(
        f"{told}/{len(topics)} nguồn tin đã được mọi máy chủ nhận · "
        f"{told}/{len(topics)} feeds accepted by every hub"
    )
    for (hub, problem), refused in failed.items():
        _say_refused(hub, problem, refused)
    if not failed:
        return _TOLD
    print(
        "Xem lại hubs trong data/feeds.yml; nếu đúng thì chạy lại make ping sau ít phút: chỉ "
        "báo lại nguồn tin chưa được nhận. · Check hubs in data/feeds.yml; if they are right, run "
        "make ping again in some minutes: only the feeds not yet accepted are told again.",
        file=sys.stderr,
    )
    return _REFUSED


def _say_refused(hub: str, problem: Problem, topics: Sequence[str]) -> None:
    more = f" (+{len(topics) - 1})" if len(topics) > 1 else ""
    print(f"{hub}: {problem.vi} · {problem.en}: {topics[0]}{more}", file=sys.stderr)
