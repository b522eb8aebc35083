"""What a first visit to a page may weigh, so that it opens at once on a phone far away.

Everything is weighed as servers send it: texts through gzip, fonts and pictures as they are.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cityportal.content import Page
from cityportal.faults import Fault
from cityportal.pictures.renditions import picture_set, rendition_files
from cityportal.site import Site

LIMITS = {"text": 25_000, "scripts": 8_000, "fonts": 45_000, "pictures": 90_000}
"""Bytes by part of a :class:`Weight`; ``tests/browser/test_first_visits.py`` counts requests."""
PHONE = 720
"""The width in pixels of the files that a phone takes, by the ``sizes`` of the templates."""

_MEND = {
    "text": (
        "HTML, CSS và JS", "Hãy rút ngắn trang hoặc chia làm nhiều trang.",
        "HTML, CSS and JS", "Shorten the page, or divide it into several.",
    ),
    "scripts": (
        "JS", "Hãy bỏ bớt mã trong theme/assets/.",
        "JS", "Take out some of the scripts in theme/assets/.",
    ),
    "fonts": (
        "phông chữ", "Hãy bớt chữ hoặc bớt độ đậm trong src/cityportal/fonts.py.",
        "fonts", "Take out letters or weights in src/cityportal/fonts.py.",
    ),
    "pictures": (
        "ảnh đầu trang", "Hãy chọn ảnh chính (image) ít chi tiết hơn, hoặc hình vẽ SVG nhẹ hơn.",
        "the lead picture", "Choose a calmer lead picture (image), or a lighter drawing in SVG.",
    ),
}  # fmt: skip
_ASSET = re.compile(rb'(?:href|src)="[^"]*?(assets/[^"/]+\.(css|js|woff2))"')
_EMBEDS = "embed/"


@dataclass(frozen=True)
class Weight:
    """The bytes of the parts of a page; ``name`` is its file under the site."""

    name: str
    html: int
    style: int
    scripts: int
    fonts: int
    pictures: int

    @property
    def address(self) -> str:
        """The page under the site, as readers see it."""
        return self.name.removesuffix("index.html")

    @property
    def text(self) -> int:
        """HTML, style and scripts together."""
        return self.html + self.style + self.scripts

    @property
    def over(self) -> list[str]:
        """The parts that are too heavy."""
        return [part for part, limit in LIMITS.items() if getattr(self, part) > limit]


@dataclass(frozen=True)
class Scales:
    """Weighs what was written into ``folder``."""

    site: Site
    folder: Path

    def pages(self) -> Iterator[Weight]:
        """The weight of every page; embeds have a budget of their own."""
        for file in sorted(self.folder.rglob("*.html")):
            name = file.relative_to(self.folder).as_posix()
            if not name.startswith(_EMBEDS):
                yield self._page(name, file.read_bytes())

    def faults(self, weights: Iterable[Weight]) -> list[Fault]:
        """What is too heavy, and what to do about it."""
        return [self._fault(weight, part) for weight in weights for part in weight.over]

    def _page(self, name: str, html: bytes) -> Weight:
        parts = {"css": 0, "js": 0, "woff2": 0}
        for asset, ending in dict(_ASSET.findall(html)).items():
            parts[ending.decode()] += self._assets[asset.decode()]
        return Weight(name, sent(html), parts["css"], parts["js"], parts["woff2"], self._lead(name))

    @cached_property
    def _assets(self) -> Mapping[str, int]:
        files = (self.folder / "assets").iterdir()
        return {
            f"assets/{file.name}": file.stat().st_size
            if file.suffix == ".woff2"
            else sent(file.read_bytes())
            for file in files
        }

    def _source(self, name: str) -> Page | None:
        return self.site.by_url.get(name.removesuffix("index.html"))

    def _lead(self, name: str) -> int:
        """The lead picture as a phone gets it: the others come when the reader nears them."""
        page = self._source(name)
        picture = page.meta.image if page else None
        return phone_weight(self.site, picture) if picture else 0

    def _fault(self, weight: Weight, part: str) -> Fault:
        page = self._source(weight.name)
        what_vi, mend_vi, what_en, mend_en = _MEND[part]
        size, limit, name = f"{getattr(weight, part):,}", f"{LIMITS[part]:,}", weight.name
        return Fault(
            page.file if page else Path(name), 0, 0, "",
            f"Trang {name}: {what_vi} nặng {size} byte khi gửi, tối đa {limit}. {mend_vi}",
            f"Page {name}: {what_en}: {size} bytes as sent, at most {limit}. {mend_en}",
        )  # fmt: skip


def phone_weight(site: Site, name: str) -> int:
    """Bytes of the picture ``name`` on a phone: the best format at its width, or the drawing."""
    if name not in site.pictures:
        return 0
    shown, files = picture_set(site, name), rendition_files(site)
    if not shown.sources:
        return sent(files[shown.fallback.file])
    renditions = shown.sources[0].renditions
    return len(files[next((one for one in renditions if one.width >= PHONE), renditions[-1]).file])


def sent(data: bytes) -> int:
    """Bytes of a text through gzip at the level that nginx is told."""
    return len(gzip.compress(data, 6, mtime=0))
