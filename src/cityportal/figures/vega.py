"""Vega draws: from specifications of Vega-Lite to SVG, in a process of its own, each kept.

The process is this module, run with specifications on its input: Vega's engine starts threads, has
no place among forked workers, and takes most of a second to start. A second build starts none.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cityportal.kept import is_kept, write_whole

_VEGA_LITE = "6.4"

Spec = Mapping[str, Any]


def drawn(spec: Spec, kept: Path) -> str:
    """The SVG of ``spec`` as Vega writes it, from the folder ``kept`` where it is there."""
    place = _place(spec, kept)
    if not is_kept(place):
        draw([spec], kept)
    return place.read_text(encoding="utf-8")


def draw(specs: Sequence[Spec], kept: Path) -> int:
    """Draw what is not in the folder ``kept`` yet; how many there were of these."""
    missing = {place: spec for spec in specs if not is_kept(place := _place(spec, kept))}
    if missing:
        for place, svg in zip(missing, _drawn(list(missing.values())), strict=True):
            write_whole(place, svg.encode())
    return len(missing)


def _place(spec: Spec, kept: Path) -> Path:
    asked = json.dumps([version("vl-convert-python"), _VEGA_LITE, spec], sort_keys=True)
    return kept / f"{sha256(asked.encode()).hexdigest()[:20]}.svg"


def _drawn(specs: list[Spec]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        input=json.dumps(specs), stdout=subprocess.PIPE, encoding="utf-8", check=True,
    )  # fmt: skip
    drawings: list[str] = json.loads(done.stdout)
    return drawings


def _main() -> None:
    import vl_convert

    drawings = [
        vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
        for spec in json.load(sys.stdin)
    ]
    json.dump(drawings, sys.stdout)


if __name__ == "__main__":
    _main()
