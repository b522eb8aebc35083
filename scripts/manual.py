"""Viết lại sổ tay lấy từ mã. · Write the handbook pages that come from the code."""

from datetime import UTC, datetime
from pathlib import Path

from cityportal.embed_manual import embed_manual
from cityportal.manual import front_matter, modules, picture_record, social_cards
from cityportal.site import Site

PROJECT = Path(__file__).parent.parent

if __name__ == "__main__":
    handbook = PROJECT / "handbook"
    (handbook / "front-matter.md").write_text(front_matter(), encoding="utf-8")
    (handbook / "picture-record.md").write_text(picture_record(), encoding="utf-8")
    (handbook / "social-cards.md").write_text(social_cards(), encoding="utf-8")
    (handbook / "modules.md").write_text(modules(PROJECT / "src/cityportal"), encoding="utf-8")
    site, embedding = Site.load(PROJECT, datetime.now(UTC)), handbook / "embedding"
    for locale in site.settings.locales:
        text = embed_manual(site, PROJECT / "theme", embedding / "texts.yml", locale)
        (embedding / f"{locale}.md").write_text(text, encoding="utf-8")
