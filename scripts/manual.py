"""Viết lại sổ tay lấy từ mã. · Write the handbook pages that come from the code."""

from pathlib import Path

from cityportal.manual import front_matter, modules, picture_record

PROJECT = Path(__file__).parent.parent

if __name__ == "__main__":
    handbook = PROJECT / "handbook"
    (handbook / "front-matter.md").write_text(front_matter(), encoding="utf-8")
    (handbook / "picture-record.md").write_text(picture_record(), encoding="utf-8")
    (handbook / "modules.md").write_text(modules(PROJECT / "src/cityportal"), encoding="utf-8")
