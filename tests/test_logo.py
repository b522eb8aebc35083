"""Marks are the registered files, known by their content (BR010)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cities import load

from cityportal.brandbook.levels import read_levels
from cityportal.checks.finding import Finding
from cityportal.checks.runner import run
from cityportal.faults import FaultsError

MARK = b'<svg xmlns="http://www.w3.org/2000/svg"><path fill="red" d="M0 0h9"/></svg>'
PICTURE = b"\x89PNG\r\n\x1a\n\xff"
BOOK = """\
names_of_marks: [logo, Quốc huy]
marks:
  city:
    file: docs/assets/logo.svg
    sha256: {digest}
    status: {status}
    clear_space: 0.25
    least_height: 32
    note: {{vi: …, en: …}}
"""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def register(root: Path, data: bytes = MARK, status: str = "official") -> None:
    book = BOOK.format(digest=digest(data), status=status)
    (root / "brand" / "logo.yml").write_text(book, encoding="utf-8")


def put(root: Path, name: str, data: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data)


def findings(root: Path) -> list[Finding]:
    return run(load(root), read_levels(root))


def test_the_registered_file_is_left_alone_under_any_name(small: Path) -> None:
    register(small)
    put(small, "docs/assets/logo.svg", MARK)
    put(small, "theme/parts/logo-2.svg", MARK)
    put(small, "docs/assets/catalogue.png", PICTURE)
    put(small, "docs/assets/logo.txt", b"")
    assert findings(small) == []


def test_a_mark_that_is_gone_is_found_at_its_file(small: Path) -> None:
    register(small)
    (one,) = findings(small)
    assert (one.path, one.line, one.found) == (Path("brand/logo.yml"), 4, "docs/assets/logo.svg")


def test_another_content_is_found_and_the_new_digest_is_given(small: Path) -> None:
    register(small)
    put(small, "docs/assets/logo.svg", b"<svg/>")
    (one,) = findings(small)
    assert (one.path, one.line) == (Path("brand/logo.yml"), 5)
    assert (one.found, one.suggestion) == (digest(MARK), digest(b"<svg/>"))
    register(small, b"<svg/>")
    assert findings(small) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("docs/assets/old/Logo_2.PNG", "logo"),
        ("docs/assets/quoc-huy.png", "Quốc huy"),
        ("theme/assets/Quốc_Huy mới.webp", "Quốc huy"),
    ],
)
def test_a_picture_that_is_called_a_mark_and_is_none_is_found(
    small: Path, name: str, word: str
) -> None:
    register(small)
    put(small, "docs/assets/logo.svg", MARK)
    put(small, name, PICTURE)
    (one,) = findings(small)
    assert (one.path, one.line, one.found) == (Path("brand/logo.yml"), 1, word)
    assert name in one.en and name in one.vi and digest(PICTURE) in one.suggestion


def test_an_official_mark_keeps_its_colours_and_a_stand_in_takes_those_of_the_palette(
    small: Path,
) -> None:
    register(small, status="stand-in")
    put(small, "docs/assets/logo.svg", MARK)
    assert [one.found for one in findings(small)] == ["red"]


@pytest.mark.parametrize("file", ["/etc/passwd", "../logo.svg", "docs/../../logo.svg", ""])
def test_a_mark_is_inside_the_portal(small: Path, file: str) -> None:
    register(small)
    book = small / "brand" / "logo.yml"
    text = book.read_text(encoding="utf-8").replace("docs/assets/logo.svg", f'"{file}"')
    book.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError, match=r"brand/logo.yml:4:\d+: .* \(marks.city.file\)"):
        findings(small)
