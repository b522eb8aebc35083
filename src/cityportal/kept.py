"""What takes long to make is kept under ``.cache`` from build to build, until it would differ.

Templates stay compiled there. Pictures, cards and charts have names that follow from all they are
made of. Those that no build has asked for in thirty days go.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

CACHE = Path(".cache")
"""Where it is kept, under the portal's root."""
_NAMED = ("cards", "charts", "pictures")
_UNUSED = 30 * 24 * 3600
"""Seconds."""


def kept(place: Path, asked: object, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
    """The files that ``make`` gives, or those in ``place`` if the same was ``asked`` for.

    ``asked`` holds all that the files follow from, and its ``repr`` tells every difference. A
    ``place`` holds what was asked for last, and can be deleted at any time.
    """
    key = sha256(repr(asked).encode()).hexdigest().encode()
    if (found := _read(place, key)) is None:
        found = dict(make())
        write_whole(place, _packed(found, key))
    return found


def is_kept(place: Path) -> bool:
    """Whether there is something in ``place``, which is in use if so."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def forget_unused(root: Path) -> None:
    """Delete the pictures, cards and charts that have not been in use for thirty days."""
    last = time.time() - _UNUSED
    for file in (file for folder in _NAMED for file in (root / CACHE / folder).rglob("*")):
        with suppress(FileNotFoundError):  # another build may be at work
            if file.is_file() and file.stat().st_mtime < last:
                file.unlink()


def write_whole(place: Path, data: bytes) -> None:
    """Write ``data`` so that nobody ever sees half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as part:
        part.write(data)
    Path(part.name).replace(place)


def _read(place: Path, key: bytes) -> dict[str, bytes] | None:
    try:
        with ZipFile(place) as box:
            return {name: box.read(name) for name in box.namelist()} if box.comment == key else None
    except (FileNotFoundError, BadZipFile):
        return None


def _packed(files: Mapping[str, bytes], key: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as box:
        for name, data in files.items():
            box.writestr(name, data)
        box.comment = key
    return buffer.getvalue()
