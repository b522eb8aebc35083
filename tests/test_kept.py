"""What is kept from build to build, and when it is made again."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cityportal.kept import CACHE, forget_unused, is_kept, kept


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, bytes]:
        self.times += 1
        return {"a/b": b"\0" * 9, "c": b""}


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_the_same_is_made_once(tmp_path: Path, make: Maker) -> None:
    place = tmp_path / ".cache" / "box.zip"
    first = kept(place, ("a", 1), make)
    assert kept(place, ("a", 1), make) == first == {"a/b": b"\0" * 9, "c": b""}
    assert make.times == 1


def test_another_wish_is_made_and_takes_the_place(tmp_path: Path, make: Maker) -> None:
    place = tmp_path / "box.zip"
    kept(place, "a", make)
    kept(place, "b", make)
    kept(place, "a", make)
    assert make.times == 3
    assert list(tmp_path.iterdir()) == [place]


def test_a_broken_box_is_made_again(tmp_path: Path, make: Maker) -> None:
    place = tmp_path / "box.zip"
    kept(place, "a", make)
    for broken in (b"", place.read_bytes()[:40], b"no zip at all"):
        place.write_bytes(broken)
        assert kept(place, "a", make)["c"] == b""
    assert make.times == 4


def test_what_fails_to_be_made_leaves_what_was_there(tmp_path: Path, make: Maker) -> None:
    place = tmp_path / "box.zip"
    kept(place, "a", make)

    def fail() -> dict[str, bytes]:
        raise OSError

    with pytest.raises(OSError):
        kept(place, "b", fail)
    assert kept(place, "a", make)["c"] == b""
    assert make.times == 1


def test_what_is_asked_for_stays_and_the_rest_goes_in_time(tmp_path: Path) -> None:
    names = ["cards/vi/used.png", "cards/vi/unused.png", "pictures/a.avif", "feeds.json"]
    used, *unused, told = (tmp_path / CACHE / name for name in names)
    for place in (used, *unused, told):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
        month_ago = time.time() - 31 * 86_400
        os.utime(place, (month_ago, month_ago))
    assert is_kept(used)
    forget_unused(tmp_path)
    assert used.exists() and told.exists()
    assert not any(place.exists() for place in unused)
    assert not is_kept(unused[0])
