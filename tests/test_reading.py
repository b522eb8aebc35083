"""Reading authors' files: what Word and Windows leave behind is tolerated, the rest is bounded."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from cities import load
from hypothesis import given
from hypothesis import strategies as st

from cityportal.faults import FaultsError
from cityportal.textfile import MAX_BYTES, read_text
from cityportal.yamlfile import MAX_ALIASES, MAX_DEPTH, parse_yaml

META = "title: Hải\ndescription: Hải.\ntype: page\nstatus: published"


def test_mark_crlf_and_decomposed_letters_are_tolerated(small: Path) -> None:
    file = small / "docs" / "vi" / "news" / "word.md"
    decomposed = "Ha\u0309i Pho\u0300ng"
    text = f"---\n{META.replace('Hải', decomposed)}\n---\n\nMột.\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    page = load(small).page(PurePosixPath("news/word.md"), "vi")
    assert page is not None
    assert page.meta.title == "Hải Phòng"
    assert page.body == "\nMột.\n"
    assert page.body_line == 7


def test_a_file_past_the_limit_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "long.md"
    file.write_text("a" * (MAX_BYTES + 1))
    with pytest.raises(FaultsError, match=r"long\.md.*\n.*byte.*\n.*split it"):
        read_text(file, tmp_path)


def test_a_broken_link_in_the_folder_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    with pytest.raises(FaultsError, match=r"gone\.md"):
        read_text(tmp_path / "gone.md", tmp_path)


def test_plain_words_keep_their_type() -> None:
    value = parse_yaml(
        "{a: no, b: 09:30, c: 2025-03-25, d: 1, e: 1.5, f: true, g: null, h: 010, i: 1_000}",
        Path("x.yml"),
    ).value
    assert value == {
        "a": "no", "b": "09:30", "c": "2025-03-25", "d": 1, "e": 1.5, "f": True, "g": None,
        "h": "010", "i": "1_000",
    }  # fmt: skip


def test_the_place_of_every_key_is_known() -> None:
    document = parse_yaml("a: 1\nb:\n  - c: [x,\n      y]\n", Path("x.yml"), before="\n" * 9)
    assert document.position(("b", 0, "c", 1)) == (13, 7)
    assert document.position(("b", 0, "nowhere")) == (12, 5)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("a: cảng", "cảng"),
        ("a: 'cảng'", "cảng"),
        ('a: {vi: "nói \\"cảng\\""}', 'nói \\"cảng\\"'),
        ("a: cảng\n  biển", "cảng\n  biển"),
        ("a: >\n  cảng\n  biển\n", "  cảng\n  biển\n"),
        ("- x: y\n- cảng # biển", "cảng"),
    ],
)
def test_the_place_of_every_text_is_known(typed: str, stands: str) -> None:
    document = parse_yaml(typed, Path("x.yml"), before="---\n")
    *_, span = document.spans.values()
    assert ("---\n" + typed)[slice(*span)] == stands


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "a: &x 1\nb: [" + "*x, " * (MAX_ALIASES + 1) + "]",
        "a: &x [1]\nb: &y [*x, *x]\nc: !!python/name:os.system ''",
        "a: !!set {x}",
        "? [a, b]\n: c",
        "a: 1\na: 2",
        "a: [1",
        "a: *nowhere",
        "--- a\n--- b",
        "\x00",
    ],
)
def test_what_is_not_accepted_is_a_fault_and_not_a_crash(text: str) -> None:
    with pytest.raises(FaultsError):
        parse_yaml(text, Path("x.yml"))


def test_aliases_cannot_make_a_small_file_large() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 7)}]" for n in range(1, 7)]
    with pytest.raises(FaultsError, match="values"):
        parse_yaml("\n".join(lines), Path("x.yml"))


@given(st.text(alphabet=string.printable + "ảộđ한日中\u0300\ufeff\u2028", max_size=200))
def test_any_text_is_read_or_refused_politely(text: str) -> None:
    try:
        document = parse_yaml(text, Path("x.yml"))
    except FaultsError as error:
        assert all(fault.line >= 1 for fault in error.faults)
    else:
        assert document.positions or document.value is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_politely(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "page.md"
    file.write_bytes(data)
    try:
        text = read_text(file, file.parent)
    except FaultsError as error:
        assert "UTF-8" in str(error)
    else:
        assert "\r" not in text


def test_drafts_are_checked_too(small: Path, write: Callable[[str, str, str], Path]) -> None:
    write("vi/news/half.md", META.replace("published", "draft") + "\ntags: [nowhere]", "")
    with pytest.raises(FaultsError, match="nowhere"):
        load(small)
