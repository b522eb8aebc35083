"""The files of pictures, each made once and kept; two processes at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cityportal.faults import Fault, FaultsError
from cityportal.kept import is_kept, write_whole
from cityportal.pictures.encoding import Cut, encoded
from cityportal.pictures.facts import Unreadable

_PROCESSES = 2


@dataclass(frozen=True)
class Order:
    """The files to be made of one original, by the place where each is kept.

    ``shown`` is the original's path as messages name it; ``packet`` is the XMP of the files.
    """

    original: Path
    shown: Path
    packet: bytes
    cuts: Mapping[Path, Cut]


def make(orders: Sequence[Order]) -> None:
    """Make what is not there yet.

    Raises:
        FaultsError: originals that cannot be shown, each by its name.
    """
    missing = [order for order in orders if sum(map(is_kept, order.cuts)) < len(order.cuts)]
    if not missing:
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(_PROCESSES, mp_context=context) as pool:
        results = list(pool.map(_make, missing))
    if faults := [fault for fault in results if fault]:
        raise FaultsError(faults)


def _make(order: Order) -> Fault | None:
    """Make the files of one original."""
    files = encoded(order.original, list(order.cuts.values()), order.packet)
    if isinstance(files, Unreadable):
        return Fault(order.shown, 0, 0, "", files.vi, files.en)
    for place, data in zip(order.cuts, files, strict=True):
        write_whole(place, data)
    return None
