"""Stylesheet, scripts, fonts and pictures of the theme under names that change with the bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from cityportal.brandbook.palette import read_palette, rule
from cityportal.fonts import faces, font_rules


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
        return {self.names[plain]: data for plain, data in self._plain.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name under the site of each file by its plain name: ``portal.css``."""
        return {plain: _hashed(plain, data) for plain, data in self._plain.items()}

    @cached_property
    def _plain(self) -> Mapping[str, bytes]:
        files = {path.name: path.read_bytes() for path in sorted(self._folder.iterdir())}
        files |= {face.name: face.data for face in faces(self._root)}
        files["portal.css"] = self._fonts() + self._colours() + files["portal.css"]
        return files

    def _fonts(self) -> bytes:
        cut = faces(self._root)
        beside = (_hashed(face.name, face.data) for face in cut)
        return font_rules(cut, (PurePosixPath(name).name for name in beside)).encode()

    def _colours(self) -> bytes:
        palette = read_palette(self._root)
        return (
            f"{rule(':root', palette.light)}\n"
            f"@media (prefers-color-scheme:dark){{{rule(':root', palette.dark)}}}\n"
            f"@media print{{{rule(':root', palette.print)}}}\n"
        ).encode()


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}"
