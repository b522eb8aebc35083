"""The files for web servers, and the command that writes them and tries them out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cities import NOW, PROJECT, load
from servers import HeadersFile, Server, at_home, caddy, configure_caddy, free_port, nginx

from cityportal.commands.serving import serve
from cityportal.faults import FaultsError
from cityportal.serving import nginx as nginx_files
from cityportal.serving.caddy import caddyfile
from cityportal.serving.headers_file import headers_file
from cityportal.serving.policy import Policy
from cityportal.serving.server import configure, program
from cityportal.site import Site

GOLDEN = PROJECT / "tests" / "golden"


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("_headers", headers_file),
        (nginx_files.HTTP, nginx_files.http),
        (nginx_files.SERVER, nginx_files.server),
        ("Caddyfile", caddyfile),
    ],
)
def test_the_files_are_as_they_were(name: str, write: Callable[[Policy], str], small: Path) -> None:
    policy = Policy(load(small))
    file = GOLDEN / f"serving-{name}"
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(write(policy), encoding="utf-8")
    assert write(policy) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("city", ["small", "shipped"])
def test_servers_find_no_fault_with_the_files(
    city: str, small: Path, portal: Site, small_site: Path, tmp_path: Path
) -> None:
    chosen = Policy(load(small) if city == "small" else portal)
    configure(chosen, small_site, free_port(), tmp_path)
    nginx_program = program()
    assert nginx_program is not None
    nginx_check = [nginx_program, "-t", "-e", "stderr", "-p", str(tmp_path), "-c", "nginx.conf"]
    done = subprocess.run(nginx_check, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "[warn]" not in done.stderr, done.stderr
    folder = tmp_path / "caddy"
    folder.mkdir()
    configure_caddy(chosen, small_site, free_port(), folder)
    caddy_check = ["caddy", "validate", "--adapter", "caddyfile", "--config", "Caddyfile"]
    done = subprocess.run(
        caddy_check, cwd=folder, env=at_home(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_everyone_may_frame_where_nothing_is_said(small: Path) -> None:
    (small / "data" / "serving.yml").unlink()
    headers = HeadersFile(headers_file(Policy(load(small)))).of(
        "/cong/embed/v1/vi/news/lighthouse/card.html"
    )
    assert headers["content-security-policy"].endswith("frame-ancestors 'self' *")
    assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "origin",
    ["http://a.example", "https://a.example/", "https://a.example;", "a.example", "'none'",
     "https://a.example https://b.example", "https://*", "https://a.*", "https://A.example", "",
     "https://a\\n.example", "data:"],
)  # fmt: skip
def test_what_is_no_origin_is_refused(origin: str, small: Path) -> None:
    (small / "data" / "serving.yml").write_text(f'framed_by: ["{origin}"]\n', encoding="utf-8")
    with pytest.raises(FaultsError, match="framed_by"):
        load(small)


def test_a_withdrawn_page_has_no_links(small: Path, write: Callable[[str, str, str], Path]) -> None:
    meta = "title: Tin\ndescription: Tin.\ntype: page\nstatus: withdrawn\nembed: true"
    write("vi/news/gone.md", f"{meta}\nwithdrawn: {{on: 2025-06-01, reason: Sai.}}", "")
    assert "link" not in HeadersFile(headers_file(Policy(load(small)))).of("/cong/news/gone/")


def test_a_hub_s_address_is_no_variable(small: Path, small_site: Path, tmp_path: Path) -> None:
    feeds = small / "data" / "feeds.yml"
    hub = "https://hub.example/?a=$uri&b={path}\\\\c"
    feeds.write_text(feeds.read_text().replace("[https://hub.example/]", f'["{hub}"]'))
    policy = Policy(load(small))
    with nginx(policy, small_site) as one, caddy(policy, small_site, tmp_path) as other:
        for server in (one, other):
            link = server.get("/cong/feeds/all.rss").headers["link"]
            assert link.endswith('<https://hub.example/?a=%24uri&b=%7Bpath%7D%5Cc>; rel="hub"')


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, str(PROJECT / "scripts" / "serving.py"), "--root", str(root)]
    return subprocess.run([*script, *arguments], capture_output=True, text=True, check=False)


def test_the_command_writes_the_files(small: Path) -> None:
    done = command(small, "write")
    assert done.returncode == 0, done.stderr
    files = {file.name for file in (small / "serving").iterdir()}
    assert files == {"nginx-http.conf", "nginx-server.conf", "Caddyfile"}


def test_the_command_says_what_is_missing(small: Path) -> None:
    done = command(small, "run")
    assert done.returncode == 2
    assert "hãy chạy make site" in done.stderr and "run make site" in done.stderr


def test_the_command_says_what_to_install(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "site").mkdir()
    monkeypatch.setattr("cityportal.commands.serving.program", lambda: None)
    assert serve(small, NOW, free_port()) == 2
    said = capsys.readouterr().err
    assert "Cần cài · Needed" in said and "apt-get install --no-install-recommends nginx" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_stopped(
    number: signal.Signals, small: Path, small_site: Path
) -> None:
    (small / "site").symlink_to(small_site)
    port = free_port()
    script = [sys.executable, str(PROJECT / "scripts" / "serving.py"), "--root", str(small)]
    with subprocess.Popen([*script, "run", "--port", str(port)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert f"http://127.0.0.1:{port}/cong/".encode() in process.stdout.readline()
            assert Server(port).get("/cong/").body == (small_site / "index.html").read_bytes()
            busy = command(small, "run", "--port", str(port))
            assert busy.returncode == 2
            assert f"cổng {port}" in busy.stderr and f"port {port}" in busy.stderr
            assert Server(port).get("/cong/").status == 200
        finally:
            process.send_signal(number)
        assert process.wait(10) == 0
    with pytest.raises(ConnectionRefusedError):
        Server(port).get("/cong/")


def test_the_command_lists_faults(small: Path) -> None:
    (small / "data" / "serving.yml").write_text("hsts_day: 3\n", encoding="utf-8")
    done = command(small, "write")
    assert done.returncode == 1
    assert "data/serving.yml:1" in done.stderr and "hsts_days" in done.stderr
