"""Every page, embed, stylesheet and drawing against the Nu HTML checker, in one run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from cities import PROJECT

NU = PROJECT / "tests" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AROUND = '<!doctype html><html lang="en"><title>A partner</title><h1>A partner</h1>{}</html>'
WRONG = {
    "wrong.html": '<!doctype html><html lang="en"><title>Wrong</title><h1>1</h1><img src="a.png">',
    "wrong.css": "p { colour: red }",
    "wrong.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>',
}


def test_the_nu_html_checker_finds_nothing(portal_site: Path, tmp_path: Path) -> None:
    files: list[Path] = []
    for file in sorted(
        one for end in ("html", "css", "svg") for one in portal_site.rglob(f"*.{end}")
    ):
        if file.name == "fragment.html":
            inside = file.read_text(encoding="utf-8")
            file = tmp_path / f"{len(files)}.html"
            file.write_text(AROUND.format(inside), encoding="utf-8")
        files.append(file)
    for name, text in WRONG.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(tmp_path / name)
    options = ["--also-check-css", "--also-check-svg", "--no-langdetect", "--format", "json"]
    command = ["java", "-Xss4m", "-jar", str(NU), *options, *map(str, files)]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = [(Path(one["url"]).name, one["message"]) for one in messages]
    assert {name for name, _ in found} == set(WRONG), found
    assert len(files) > 600
