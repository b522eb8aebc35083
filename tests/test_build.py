"""Building: the same bytes whichever way, and the last good site stays when anything is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cities import NOW, PROJECT, built, copy_city, load

from cityportal.build import BuildError, build_site

EPOCH = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
ENVIRONMENT = {**os.environ, **EPOCH}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_same_input_gives_the_same_bytes(portal_site: Path, tmp_path: Path) -> None:
    assert tree(built(PROJECT, tmp_path / "again", datetime.now(UTC))) == tree(portal_site)


def test_the_place_of_the_folder_does_not_matter(small_site: Path, tmp_path: Path) -> None:
    city = copy_city(tmp_path / "another" / "folder")
    assert tree(built(city, tmp_path / "site")) == tree(small_site)


def test_mkdocs_alone_gives_the_same_bytes(small_site: Path, small: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(
        [*command, "--site-dir", str(tmp_path / "site")], cwd=small, env=ENVIRONMENT, check=True
    )
    assert tree(tmp_path / "site") == tree(small_site)


def test_the_preview_shows_the_same_pages(small_site: Path, small: Path, tmp_path: Path) -> None:
    """The preview adds its own reload script and serves the site at its path."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", "127.0.0.1:8471"]
    with subprocess.Popen(command, cwd=small, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                try:
                    served = urlopen("http://127.0.0.1:8471/cong/en/news/lighthouse/").read()
                    break
                except URLError:
                    time.sleep(0.1)
            expected = (small_site / "en/news/lighthouse/index.html").read_text()
            assert served.decode().startswith(expected[: expected.index("</body>")])
        finally:
            server.terminate()


def test_a_file_that_is_as_it_was_keeps_its_time(small: Path) -> None:
    site = built(small, small / "site")
    for file in (path for path in site.rglob("*") if path.is_file()):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    page = small / "docs/vi/news/fair.md"
    page.write_text(page.read_text().replace("Mở cửa", "Nay mở cửa"))
    built(small, site)
    changed = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*")
        if file.is_file() and file.stat().st_mtime != 1_700_000_000
    }
    assert {"news/fair/index.html", "feeds/all.atom"} <= changed
    assert not [name for name in changed if name.startswith(("en/", "ko/", "assets/"))]


def test_a_fault_in_one_language_leaves_the_site_as_it_was(
    small: Path, write: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    target = built(small, tmp_path / "site")
    before = tree(target)
    meta = "title: 新着\ndescription: 新着です。\ntype: section\nstatus: published"
    write("ja/news/index.md", meta, "[港](#no-such-place)")
    with pytest.raises(BuildError) as caught:
        built(small, target)
    assert set(caught.value.problems) == {"ja"}
    assert "no-such-place" in str(caught.value)
    assert tree(target) == before
    assert not list(tmp_path.glob("site.*"))


@pytest.mark.parametrize("hostile", ["[" * 20_000, "![" * 20_000])
def test_a_page_that_keeps_the_parser_busy_is_refused_by_name(
    hostile: str, small: Path, write: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    write(
        "vi/news/busy.md", "title: Bận\ndescription: Bận.\ntype: page\nstatus: published", hostile
    )
    started = time.monotonic()
    with pytest.raises(BuildError) as caught:
        built(small, tmp_path / "site")
    assert time.monotonic() - started < 20
    message = str(caught.value)
    assert "docs/vi/news/busy.md" in message
    assert "Bộ đọc Markdown" in message and "Markdown parser" in message
    assert not (tmp_path / "site").exists()


def test_a_misspelt_word_in_a_template_stops_the_build(small: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(PROJECT / "theme", theme)
    kind = theme / "kinds" / "page.html"
    kind.write_text(kind.read_text().replace("article.top(view)", "view.headd"))
    config = small / "mkdocs.yml"
    config.write_text(config.read_text().replace(f"{PROJECT}/theme", str(theme)))
    with pytest.raises(Exception, match="headd"):
        built(small, tmp_path / "site")


def test_progress_counts_every_page(small: Path, tmp_path: Path) -> None:
    seen: list[dict[str, int]] = []
    build_site(load(small), tmp_path / "site", 2, lambda counts: seen.append(dict(counts)))
    assert seen[-1] == {"vi": 6, "en": 4, "ko": 2, "ja": 2, "zh": 2}


def test_the_command_says_what_it_holds_back_and_when_to_build_again(small: Path) -> None:
    done = command("build.py", "--root", str(small))
    assert done.returncode == 0, done.stderr
    assert "docs/vi/news/treaty.md → 09:00, 1 January 2026 (+07)" in done.stdout
    assert "docs/vi/news/sketch.md" in done.stdout
    assert "Build again at 09:00, 1 January 2026 (+07)" in done.stdout
    assert (small / "site" / "index.html").is_file()


def test_the_command_releases_at_the_moment_given(small: Path) -> None:
    for moment, there in (
        ("2026-01-01T08:59:59+07:00", False),
        ("2026-01-01T09:00:00+07:00", True),
        ("2025-12-31T21:00:00-05:00", True),
    ):
        done = command("build.py", "--root", str(small), "--now", moment)
        assert done.returncode == 0, done.stderr
        assert (small / "site" / "news" / "treaty").exists() is there


def test_the_command_lists_every_fault_and_keeps_the_site(
    small: Path, write: Callable[[str, str, str], Path]
) -> None:
    assert command("build.py", "--root", str(small)).returncode == 0
    before = tree(small / "site")
    write("vi/news/one.md", "title: Một", "")
    write("en/news/two.md", "title: Two", "")
    done = command("build.py", "--root", str(small))
    assert done.returncode == 1
    assert "docs/vi/news/one.md:2:1" in done.stderr and "docs/en/news/two.md:2:1" in done.stderr
    assert "site/ is left as it was" in done.stderr
    assert tree(small / "site") == before
    assert command("check.py", "--root", str(small)).returncode == 1


def test_a_moment_without_a_zone_is_refused(small: Path) -> None:
    done = command("build.py", "--root", str(small), "--now", "2026-01-01T09:00")
    assert done.returncode == 2
    assert "add a zone" in done.stderr


def test_duties_name_what_is_missing_and_who_supplies_it(small: Path) -> None:
    assert command("duties.py", "--root", str(small)).returncode == 2
    command("build.py", "--root", str(small))
    done = command("duties.py", "--root", str(small))
    assert done.returncode == 0
    assert "posts.head.phone" in done.stdout and "← Office" in done.stdout
    assert "missing  Cơ cấu tổ chức" in done.stdout
    assert "met  In từng bài" in done.stdout


def test_shipped_content_builds_within_the_time_promised() -> None:
    started = time.monotonic()
    done = command("build.py", "--root", str(PROJECT), environment=dict(os.environ))
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < 30


def command(
    name: str, *arguments: str, environment: dict[str, str] = ENVIRONMENT
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "scripts" / name), *arguments],
        env=environment, capture_output=True, text=True, cwd=PROJECT, check=False,
    )  # fmt: skip


def test_an_error_of_the_checks_stops_every_way_of_building(
    small: Path, write: Callable[[str, str, str], Path]
) -> None:
    meta = "title: Tin\ndescription: Tin.\ntype: notice\nstatus: published\ndate: 2025-06-01"
    write("vi/news/wrong.md", meta, "Vốn 1.234 tỷ đồng.")
    done = command("build.py", "--root", str(small))
    assert done.returncode == 1
    assert "docs/vi/news/wrong.md:8:5: FG005" in done.stderr
    assert not (small / "site").exists()
    alone = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=small, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert alone.returncode == 1
    assert "FG005" in alone.stderr + alone.stdout


def test_a_fault_of_the_brand_book_stops_every_way_of_building_without_a_traceback(
    small: Path,
) -> None:
    (small / "brand" / "tone.yml").write_text("claims:\n  eng: [leading]\n", encoding="utf-8")
    alone = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=small, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    for done in (command("build.py", "--root", str(small)), alone):
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "brand/tone.yml:2:3" in said
        assert "Traceback" not in said


def test_the_check_command_mends_and_reports(
    small: Path, write: Callable[[str, str, str], Path]
) -> None:
    meta = "title: Tin\ndescription: Tin.\ntype: notice\nstatus: published\ndate: 2025-06-01"
    file = write("vi/news/typed.md", meta, "Cảng đón hơn 1.500 tàu.")
    found = command("check.py", "--root", str(small), "--format", "json")
    assert found.returncode == 1
    assert [one["fix"] for one in json.loads(found.stdout)] == ["{{ figure ships }}"]
    assert command("check.py", "--root", str(small), "--lang", "en").returncode == 0
    assert command("check.py", "--root", str(small), "--rule", "FG001").returncode == 0
    other = small / "docs" / "en"
    assert command("check.py", "--root", str(small), str(other)).returncode == 0
    report = small / "report.json"
    report.write_text(found.stdout, encoding="utf-8")
    baseline = ("check.py", "--root", str(small), "--baseline", str(report))
    assert command(*baseline).returncode == 0
    report.write_text("[{}]", encoding="utf-8")
    assert command(*baseline).returncode == 2
    mended = command("check.py", "--root", str(small), "--fix")
    assert mended.returncode == 0, mended.stdout
    assert file.read_text(encoding="utf-8").endswith("Cảng đón {{ figure ships }}.\n")


def test_the_registry_command_says_what_is_due_in_conflict_and_where_used(
    small: Path, write: Callable[[str, str, str], Path]
) -> None:
    root = ("--root", str(small))
    assert "2025-06-01  ships" in command("figures.py", "due", *root).stdout
    assert "1 số liệu quá hạn xem lại" in command("build.py", *root).stdout
    assert "0 figures in conflict" in command("figures.py", "conflicts", *root).stdout
    meta = "title: Tin\ndescription: Tin.\ntype: notice\nstatus: published\ndate: 2025-06-01"
    write("vi/news/used.md", meta, "Cảng đón {{ figure ships }}.")
    meta = meta.replace("Tin", "News")
    write("en/news/used.md", meta, "More than 1,500 ships.\n\nOr more than 1,500 ships.")
    used = command("figures.py", "used", "ships", *root).stdout
    assert "docs/vi/news/used.md:8: {{ figure ships }} (dấu · mark)" in used
    assert "docs/en/news/used.md:10: more than 1,500 ships (gõ tay · typed)" in used
    unknown = command("figures.py", "used", "ship", *root)
    assert unknown.returncode == 2 and "ships" in unknown.stderr


def test_every_command_that_reads_a_city_lists_its_faults(small: Path) -> None:
    (small / "data" / "figures.yml").write_text("ships: {label: ships}\n", encoding="utf-8")
    for line in (("check.py",), ("duties.py",), ("figures.py", "due"), ("figures.py", "conflicts"),
                 ("figures.py", "used", "ships")):  # fmt: skip
        ended = command(*line, "--root", str(small))
        assert ended.returncode == 1 and "data/figures.yml:1" in ended.stderr, line
        assert "Traceback" not in ended.stderr
