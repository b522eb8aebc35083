"""Stylesheet, scripts and pictures of the theme under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import RootModel, StringConstraints

from cityportal.validation import validated
from cityportal.yamlfile import read_yaml

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Palette(RootModel[dict[str, dict[str, Colour]]]):
    """``brand/palette.yml``: colours by name, for each colour scheme."""


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
        document = read_yaml(self._root / "brand" / "palette.yml", self._root)
        palette = validated(Palette, document).root
        light = "".join(f"--{name}:{value};" for name, value in palette["light"].items())
        dark = "".join(f"--{name}:{value};" for name, value in palette["dark"].items())
        return (
            f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        ).encode()

    @staticmethod
    def _hashed(name: str, data: bytes) -> str:
        stem, dot, suffix = name.rpartition(".")
        return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}"
