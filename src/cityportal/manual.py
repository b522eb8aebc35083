"""The pages of the handbook that are written from the code: front matter, records, modules."""

from __future__ import annotations

import ast
from pathlib import Path

from pydantic import BaseModel

from cityportal.brandbook.cards import Box, Cards, Layout, Row, Sign
from cityportal.model import Embargo, FrontMatter, Occasion, Withdrawal
from cityportal.pictures.record import Picture, SignOff

_HEAD = """\
# Thông tin đầu trang · Front matter

Mỗi trang mở đầu bằng các khóa dưới đây, giữa hai dòng `---`. Tệp này được viết từ lược đồ trong \
`src/cityportal/model.py` bằng `scripts/manual.py`.

Every page begins with the keys below, between two lines of `---`. This file is written from the \
schema in `src/cityportal/model.py` by `scripts/manual.py`.
"""
_PICTURE_HEAD = """\
# Phiếu ảnh · The record of a picture

Mỗi ảnh trong `docs/assets` có một phiếu bên cạnh, cùng tên: `ports/lach-huyen.jpg` và \
`ports/lach-huyen.yml`. Tệp này được viết từ lược đồ trong `src/cityportal/pictures/record.py` \
bằng `scripts/manual.py`.

Every picture under `docs/assets` has a record beside it, of the same name. This file is written \
from the schema in `src/cityportal/pictures/record.py` by `scripts/manual.py`.
"""
_CARDS_HEAD = """\
# Ảnh thẻ · Social cards

Các khóa của `brand/cards.yml`, nơi quy định ảnh hiện ra khi có người gửi đường dẫn của một trang. \
Tệp này được viết từ lược đồ trong `src/cityportal/brandbook/cards.py` bằng `scripts/manual.py`.

The keys of `brand/cards.yml`, which says what the picture looks like that is shown for a link to \
a page. This file is written from the schema in `src/cityportal/brandbook/cards.py` by \
`scripts/manual.py`.
"""


def front_matter() -> str:
    """The manual as Markdown, in Vietnamese and English."""
    parts = [_HEAD, _table("", FrontMatter)]
    for key, model in (("embargo", Embargo), ("withdrawn", Withdrawal), ("event", Occasion)):
        parts.append(f"## {key}\n")
        parts.append(_table(f"{key}.", model))
    return "\n".join(parts)


def picture_record() -> str:
    """The keys of a picture's record as Markdown, in Vietnamese and English."""
    head = [_PICTURE_HEAD, _table("", Picture)]
    return "\n".join([*head, "## sign_off\n", _table("sign_off.", SignOff)])


def social_cards() -> str:
    """The keys of brand/cards.yml as Markdown, in Vietnamese and English."""
    parts = [_CARDS_HEAD, _table("", Cards)]
    for key, model in (("layouts", Layout), ("rows", Row), ("sign", Sign), ("column", Box)):
        parts.append(f"## {key}\n")
        parts.append(_table("", model))
    return "\n".join(parts)


def _table(prefix: str, model: type[BaseModel]) -> str:
    rows = ["| Khóa · Key | Ý nghĩa · Meaning | Ví dụ · Example |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        needed = " **(bắt buộc · required)**" if field.is_required() else ""
        vi, example = str(extra["vi"]), str(extra["example"])
        meaning = f"{_sentence(vi)}<br>{_sentence(field.description or '')}"
        rows.append(f"| `{prefix}{name}`{needed} | {meaning} | `{example}` |")
    return "\n".join(rows) + "\n"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def modules(package: Path) -> str:
    """What each module below ``package`` is for, from the first paragraph of its docstring."""
    rows = ["# Modules\n", "Compiled from the modules themselves by `scripts/manual.py`.\n"]
    for file in sorted(package.rglob("*.py")):
        text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        purpose = " ".join(text.split("\n\n")[0].split())
        rows.append(f"- `{file.relative_to(package).as_posix()}`: {purpose}")
    return "\n".join(rows) + "\n"
