"""Which feeds of a built site have changed since the hubs were last told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from cityportal.feeds.channel import MIME
from cityportal.settings import Settings
from cityportal.urls import absolute

Manifest = Mapping[str, str]
"""The SHA-256 of each feed the hubs know of, by its public address."""

_NUMBERED = re.compile(r"(.+)-\d+")


@dataclass(frozen=True)
class FeedFile:
    """One feed of a built site; ``archive`` tells whether it is a numbered archive."""

    address: str
    digest: str
    archive: bool


def feed_files_of(built: Path, settings: Settings) -> list[FeedFile]:
    """Every feed in the folder ``built``, in the order of the files.

    Raises:
        OSError: a file cannot be read.
    """
    return [
        FeedFile(
            absolute(file.relative_to(built).as_posix(), settings),
            hashlib.sha256(file.read_bytes()).hexdigest(),
            _is_archive(file),
        )
        for file in sorted(built.rglob("*"))
        if file.suffix.removeprefix(".") in MIME and file.is_file()
    ]


def _is_archive(file: Path) -> bool:
    numbered = _NUMBERED.fullmatch(file.stem)
    return numbered is not None and file.with_stem(numbered[1]).is_file()


def changed(feeds: Iterable[FeedFile], before: Manifest) -> list[str]:
    """The addresses to tell of: new or other bytes; an archive only where known before."""
    return [
        feed.address
        for feed in feeds
        if before.get(feed.address) != feed.digest
        and not (feed.archive and feed.address not in before)
    ]


def after(feeds: Iterable[FeedFile], before: Manifest, untold: Collection[str]) -> Manifest:
    """The manifest once all but ``untold`` were told; feeds that are no more are left out."""
    now = {feed.address: feed.digest for feed in feeds}
    kept = {address: before[address] for address in untold if address in before}
    return {address: now[address] for address in now if address not in untold} | kept


def read_manifest(file: Path) -> Manifest:
    """What ``file`` holds, nothing if it is not there.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no manifest.
    """
    if not file.exists():
        return {}
    return TypeAdapter(dict[str, str]).validate_json(file.read_bytes())


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Put ``manifest`` in the place of ``file`` at one stroke.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    draft.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(file)
