"""Running Pagefind: it is given the documents of a language and writes what browsers load.

Its own Python interface takes ten answers a second at most, too few for a document at a time, and
its command line takes files in the order of the disk; so its service is spoken to here, in order.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from io import BufferedReader
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import IO, Any

from cityportal.kept import kept

_LOADED = (
    "pagefind.js", "pagefind-entry.json", ".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"
)  # fmt: skip
"""How the names end of what our page of results loads: Pagefind's own pages of results do not."""
_READ = 1 << 20
_SIZE_OF_PARTS = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"
_PART, _PART_VI = "1000", "50"
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


def indexed(
    pagefind: Path, documents: Mapping[str, str], locale: str, place: Path
) -> dict[str, bytes]:
    """Name and bytes of each file of the index of ``documents``, which are HTML by address.

    It is kept in ``place`` until a document changes.

    Raises:
        PagefindError: Pagefind fails.
    """
    # The numbers of notes stand in the text as <sup>; nobody looks for them.
    start: dict[str, Any] = {"type": "NewIndex", "config": {"exclude_selectors": ["sup"]}}
    pages = [
        {"type": "AddFile", "index_id": 0, "url": f"/{url}", "file_contents": html}
        for url, html in documents.items()
    ]
    # Files it writes to a disk may be cut short when it ends; files it answers with are whole.
    requests = [start, *pages, {"type": "GetFiles", "index_id": 0}]
    settings = {_SIZE_OF_PARTS: _PART_VI if locale == "vi" else _PART}

    def make() -> dict[str, bytes]:
        last = _asked(pagefind, requests, settings)[-1]
        files = sorted((file["path"], b64decode(file["content"])) for file in last["files"])
        return {name: data for name, data in files if name.endswith(_LOADED)}

    return kept(place, (version("pagefind-bin-extended"), settings, _LOADED, requests), make)


def _asked(
    pagefind: Path, requests: Sequence[Mapping[str, Any]], settings: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The answer to each request; the service ends when its input does."""
    service = subprocess.Popen(
        [pagefind, "--service"], env={**os.environ, **settings}, pipesize=_READ,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with suppress(BrokenPipeError), service:
        assert service.stdin and isinstance(service.stdout, BufferedReader)
        asking = Thread(target=_ask, args=(service.stdin, requests))
        asking.start()
        answers = list(islice(_answers(service.stdout), len(requests)))
        asking.join()
    faults = [one["message"] for one in answers if one["type"] == "Error"]
    if faults or len(answers) < len(requests):
        raise PagefindError("; ".join(faults) or f"exit {service.returncode}")
    return answers


def _ask(stream: IO[bytes], requests: Sequence[Mapping[str, Any]]) -> None:
    with suppress(BrokenPipeError):  # It has ended, and no answer comes.
        stream.writelines(map(_message, range(len(requests)), requests))
        stream.flush()


def _message(number: int, request: Mapping[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _answers(stream: BufferedReader) -> Iterator[dict[str, Any]]:
    """The answers one by one; a comma stands after each."""
    rest = b""
    while read := stream.read1(_READ):
        *whole, rest = (rest + read).split(b",")
        yield from (json.loads(b64decode(answer))["payload"] for answer in whole)
