"""A map of invented places for the small city."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from cities import load

LANGUAGES = ("vi", "en", "ko", "ja", "zh")
STATED = {"source": "record", "as_of": "2025-03"}
NAMES = {
    "fort": ("Pháo đài cổ", "Old Fort", "옛 요새", "古い要塞", "古堡"),
    "north-quay": ("Bến Bắc", "North Quay", "북부두", "北埠頭", "北码头"),
    "south-quay": ("Bến Nam", "South Quay", "남부두", "南埠頭", "南码头"),
    "old-quay": ("Bến Cũ", "Old Quay", "구부두", "旧埠頭", "旧码头"),
    "new-quay": ("Bến Mới", "New Quay", "신부두", "新埠頭", "新码头"),
}
COAST: dict[str, Any] = {
    "title": dict(zip(LANGUAGES, ("Bản đồ", "Map", "지도", "地図", "地图"), strict=True)),
    "sentence": dict.fromkeys(LANGUAGES, "100%"),
    "bounds": {"west": 10.0, "south": 20.0, "east": 10.8, "north": 20.6},
    "outlines": [{"points": [[9.9, 20.7], [10.5, 20.7], [10.3, 20.4], [9.9, 19.9]], **STATED}],
    "places": [
        {"name": "fort", "kind": "heritage", "at": [10.2, 20.45], **STATED},
        {"name": "north-quay", "kind": "port", "at": [10.31, 20.39], **STATED},
        {"name": "south-quay", "kind": "port", "at": [10.29, 20.36], **STATED},
        {"name": "old-quay", "kind": "port", "at": [10.3, 20.34], **STATED},
        {"name": "new-quay", "kind": "port", "at": [10.27, 20.375], **STATED},
    ],
}


def mapped(root: Path) -> Path:
    """The small city in ``root`` with a map of invented places on its lighthouse page."""
    table = root / "brand" / "names.yml"
    names = yaml.safe_load(table.read_text())
    for key, written in NAMES.items():
        names[key] = {
            "kind": "place", "status": "proposed", "authority": None,
            "names": dict(zip(LANGUAGES, written, strict=True)),
        }  # fmt: skip
    table.write_text(yaml.safe_dump(names, allow_unicode=True))
    state(root)
    for file in (root / "docs").glob("*/news/lighthouse.md"):
        file.write_text(file.read_text().replace("\n---\n", "\nmaps: [coast]\n---\n", 1))
    return root


def state(root: Path, **changed: Any) -> None:
    """Write the map with some keys ``changed``."""
    text = yaml.safe_dump({"coast": COAST | changed}, allow_unicode=True, sort_keys=False)
    (root / "data" / "maps.yml").write_text(text, encoding="utf-8")


def approve(root: Path, **changed: Any) -> dict[str, Any]:
    """Approve the map as it stands with ``changed``."""
    state(root, **changed)
    seal = load(root).registries.atlas.seal("coast")
    sign_off = {"by": "Sở", "on": "2025-05-01", "reference": "7/SNgV", "seal": seal}
    sign_off["on"] = yaml.safe_load("2025-05-01")
    state(root, **changed, sign_off=sign_off)
    return sign_off
