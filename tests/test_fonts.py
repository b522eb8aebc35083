"""The typeface as it is cut: the letters of the texts, and those of other Latin alphabets."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

from cities import PROJECT
from fontTools.ttLib import TTFont
from pages_html import Document, documents

from cityportal.fonts import WEIGHTS, Face, faces, first_faces


def letters(face: Face) -> set[str]:
    return {chr(one) for one in TTFont(io.BytesIO(face.data)).getBestCmap()}


def shown(document: Document) -> set[str]:
    text = str(document.tree.body.text_content())
    return {one for one in text if unicodedata.name(one, "").startswith("LATIN ")}


def test_pages_have_their_letters_and_seldom_need_more_than_the_first_faces(
    portal_site: Path,
) -> None:
    pages = [page for page in documents(portal_site).values() if page.lang in ("vi", "en")]
    for weight in WEIGHTS:
        known = [face for face in faces(PROJECT) if face.weight == weight]
        first, others = (letters(face) for face in known)
        assert known[0].name in first_faces() and known[1].name not in first_faces()
        more = [shown(page) - first for page in pages]
        assert not set().union(*more) - others
        assert sum(map(bool, more)) < len(pages) / 10


def test_names_of_partners_keep_their_letters() -> None:
    for weight in WEIGHTS:
        first, others = (letters(face) for face in faces(PROJECT) if face.weight == weight)
        assert not first & others
        assert {*"ŁódźŠibenikĀdažiGdańsk"} <= first | others
