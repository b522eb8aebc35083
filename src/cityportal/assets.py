"""Stylesheet, scripts and pictures of the theme under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cityportal.brandbook.palette import read_palette, rule


class Assets:
    """The files of ``theme/assets``; ``root`` is the portal's folder, for its palette."""

    def __init__(self, theme: Path, root: Path) -> None:
        self._folder = theme / "assets"
        self._root = root

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Name under the site and bytes of every file.

        Raises:
            FaultsError: the palette does not fit.
        """
        return {
            self._hashed(path.name, data): data
            for path in sorted(self._folder.iterdir())
            for data in [self._bytes(path)]
        }

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name under the site of each file by its plain name: ``portal.css``."""
        plain = (path.name for path in sorted(self._folder.iterdir()))
        return dict(zip(plain, self.files, strict=True))

    def _bytes(self, path: Path) -> bytes:
        data = path.read_bytes()
        return self._colours() + data if path.name == "portal.css" else data

    def _colours(self) -> bytes:
        palette = read_palette(self._root)
        return (
            f"{rule(':root', palette.light)}\n"
            f"@media (prefers-color-scheme:dark){{{rule(':root', palette.dark)}}}\n"
            f"@media print{{{rule(':root', palette.print)}}}\n"
        ).encode()

    @staticmethod
    def _hashed(name: str, data: bytes) -> str:
        stem, dot, suffix = name.rpartition(".")
        return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}"
