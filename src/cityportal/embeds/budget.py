"""What a frame may weigh, so that it opens at once wherever a partner shows it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from cityportal.embeds.embed import Embed
from cityportal.faults import Fault, FaultsError

FRAME = 15_000
"""Bytes of HTML and style together, as gzip sends them."""


def weighed(frames: Mapping[str, tuple[Embed, bytes]], style: bytes) -> None:
    """Let ``frames``, by their names under the site, pass if none is too heavy.

    Raises:
        FaultsError: the heaviest frame is named, with its page.
    """
    weights = {name: _sent(html) for name, (_, html) in frames.items()}
    heaviest = max(weights, key=lambda name: weights[name], default=None)
    if heaviest is None or (weight := weights[heaviest] + _sent(style)) <= FRAME:
        return
    raise FaultsError(
        [
            Fault(
                frames[heaviest][0].page.file, 0, 0, "embed",
                f"Khung nhúng {heaviest} nặng {weight:,} byte khi nén, tối đa {FRAME:,}; đây là "
                "khung nặng nhất. Hãy rút ngắn bài, hoặc bỏ embed.",
                f"The embed {heaviest} weighs {weight:,} bytes when compressed, at most "
                f"{FRAME:,}; it is the heaviest. Shorten the page, or leave out embed.",
            )
        ]
    )  # fmt: skip


def _sent(data: bytes) -> int:
    return len(gzip.compress(data, mtime=0))
