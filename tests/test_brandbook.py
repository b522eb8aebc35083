"""Faults in the tables of the brand book name line and key, and say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityportal.brandbook.reading import read_brandbook
from cityportal.faults import FaultsError

LOCALES = ("vi", "en", "ko", "ja", "zh")
ALL = "{vi: a, en: b, ko: c, ja: d, zh: e}"


@pytest.mark.parametrize(
    ("table", "text", "line", "key", "words"),
    [
        ("names.yml", "port:\n  kind: city\n  status: oficial", 3, "port.status", "“oficial”"),
        ("names.yml", f"p:\n  kind: x\n  status: official\n  authority: null\n  names: {ALL}\n"
         "  wrong: {en: [b]}", 6, "p.wrong.en.0", "“b” is listed as wrong"),
        ("slogans.yml", "s:\n  status: proposed\n  text: {vi: a}", 3, "s.text", "is missing"),
        ("glossary.yml", "g:\n  source: [a]\n  agreed:\n    eng: [b]", 4, "g.agreed.eng",
         "“eng” is not a language"),
        ("glossary.yml", "g:\n  source: [a]\n  agree: {en: [b]}", 3, "g.agree",
         "Nearest: “agreed”"),
        ("terms.yml", "audiences: {investors: [investment]}\nterms:\n  t:\n    avoid: {en: [a]}\n"
         "    write: {en: b}\n    audience: investor\n    reason: {vi: a, en: b}", 6,
         "terms.t.audience", "Nearest: “investors”"),
        ("terms.yml", "terms:\n  t:\n    avoid:\n      en: [a]\n      ko: [c]\n"
         "    write: {en: b}\n    reason: {vi: a, en: b}", 5, "terms.t.avoid.ko", "is missing"),
        ("tone.yml", "claims:\n  en: leading", 2, "claims.en", "“leading”"),
        ("tone.yml", "claims: {en: [leading", 1, "", "cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_key(
    table: str, text: str, line: int, key: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / table).write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_brandbook(tmp_path, LOCALES)
    found = {(str(one.path), one.line, one.key): one for one in caught.value.faults}
    fault = found[f"brand/{table}", line, key]
    assert words in fault.en
    assert fault.vi


def test_the_faults_of_every_table_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "brand").mkdir()
    for table in ("names.yml", "tone.yml"):
        (tmp_path / "brand" / table).write_text("x: 1", encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_brandbook(tmp_path, LOCALES)
    assert {one.path.name for one in caught.value.faults} == {"names.yml", "tone.yml"}


def test_tables_that_are_not_there_are_empty(tmp_path: Path) -> None:
    book = read_brandbook(tmp_path, LOCALES)
    assert not (book.names or book.slogans or book.glossary or book.terms.terms)


def test_a_rule_page_without_its_purpose_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "brand" / "rules").mkdir(parents=True)
    page = tmp_path / "brand" / "rules" / "BR001-names.md"
    page.write_text("# BR001 Tên · Names\n\n**Mục đích.** Một. **Sửa:** hai.\n", encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_brandbook(tmp_path, LOCALES)
    assert [one.path.name for one in caught.value.faults] == ["BR001-names.md"]
