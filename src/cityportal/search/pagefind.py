"""Running Pagefind: it is given the documents of a language and writes what browsers load.

Its own Python interface takes ten answers a second at most, too few for a document at a time, and
its command line takes files in the order of the disk; so its service is spoken to here, in order.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

_LOADED = (".pf_meta", ".pf_index", ".pf_fragment", ".pagefind")
"""What our page of results loads: Pagefind's own pages of results are left out."""
_PROGRAM = {"pagefind.js", "pagefind-entry.json"}
_PART, _PART_VI = 1000, 50
"""How many places of words make a part of the index, which browsers load whole: 20,000 if nothing
is said. Words with marks are not counted, and most of Vietnamese has marks."""


class PagefindError(Exception):
    """What Pagefind says when it fails."""


def program() -> Path | None:
    """The extended build of Pagefind; None where there is none for this machine."""
    try:
        from pagefind_bin_extended import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def indexed(pagefind: Path, documents: Mapping[str, str], locale: str) -> dict[str, bytes]:
    """Name and bytes of each file of the index of ``documents``, which are HTML by address.

    Raises:
        PagefindError: Pagefind fails.
    """
    with TemporaryDirectory() as folder:
        # The numbers of notes stand in the text as <sup>; nobody looks for them.
        start = {"type": "NewIndex", "config": {"exclude_selectors": ["sup"]}}
        pages = [
            {"type": "AddFile", "index_id": 0, "url": f"/{url}", "file_contents": html}
            for url, html in documents.items()
        ]
        end = {"type": "WriteFiles", "index_id": 0, "output_path": folder}
        _serve(pagefind, [start, *pages, end], locale)
        return dict(_used(Path(folder)))


def _serve(pagefind: Path, requests: list[dict[str, Any]], locale: str) -> None:
    """Send every request and read the answers; the service ends when its input does."""
    service = subprocess.Popen(
        [pagefind, "--service"], env=_environment(locale),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with service:
        assert service.stdin and service.stdout
        try:
            service.stdin.writelines(map(_message, range(len(requests)), requests))
            service.stdin.flush()
        except BrokenPipeError:
            pass  # It has ended, and no answer comes.
        answers = list(islice(_answers(service.stdout), len(requests)))
    faults = [one["message"] for one in answers if one["type"] == "Error"]
    if faults or len(answers) < len(requests):
        raise PagefindError("; ".join(faults) or f"exit {service.returncode}")


def _message(number: int, request: Mapping[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The answers one by one; a comma stands after each."""
    letters = iter(lambda: stream.read(1), b"")
    while answer := b"".join(takewhile(lambda letter: letter != b",", letters)):
        yield json.loads(b64decode(answer))["payload"]


def _environment(locale: str) -> dict[str, str]:
    part = _PART_VI if locale == "vi" else _PART
    return {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(part)}


def _used(made: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(made.rglob("*")):
        if file.name in _PROGRAM or file.suffix in _LOADED:
            yield file.relative_to(made).as_posix(), file.read_bytes()
