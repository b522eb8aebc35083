"""Viết lại handbook/front-matter.md. · Write handbook/front-matter.md from the schema."""

from pathlib import Path

from cityportal.manual import front_matter

if __name__ == "__main__":
    Path("handbook/front-matter.md").write_text(front_matter(), encoding="utf-8")
