"""Telling WebSub hubs: only of what changed, again after a failure, and never without end."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cities import PROJECT, built, copy_city
from hub import (
    Act,
    Hub,
    a_hub,
    certificate,
    close,
    endless,
    hang,
    huge_body,
    long_header,
    nonsense,
    slow,
    status,
)

from cityportal.commands.ping import MANIFEST, PingOptions, ping
from cityportal.feeds import post
from cityportal.feeds.manifest import read_manifest
from cityportal.feeds.post import is_allowed, printable
from cityportal.feeds.websub import Clock, Limits, tell_hubs

SITE_URL = "https://mau.example/cong/"
NEWS, KOREAN = f"{SITE_URL}feeds/news.rss", f"{SITE_URL}ko/feeds/news.atom"
QUICK = Limits(timeout=1, total=60)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with a_hub() as server:
        yield server


FEEDS = """\
authority: "mau.example,2025"
hubs: {hubs}
rights: &labels {{vi: Một, en: One, ko: 하나, ja: 一, zh: 一}}
terms: *labels
topics:
  news: {{label: *labels, description: *labels, types: [bulletin-item, event, notice]}}
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city of which only the settings and the feeds are there."""
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9/")
    root = tmp_path / "city"
    root.mkdir()
    (root / "mkdocs.yml").write_bytes((PROJECT / "tests/sites/small/mkdocs.yml").read_bytes())
    put(root, "feeds/news.rss", "feeds/news-1.rss", "ko/feeds/news.atom", "feeds/feeds.opml")
    return root


def put(root: Path, *names: str, text: str = "one") -> None:
    for name in names:
        file = root / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def name_hubs(root: Path, *hubs: str) -> Path:
    (root / "data").mkdir(exist_ok=True)
    feeds = root / "data" / "feeds.yml"
    feeds.write_text(FEEDS.format(hubs=json.dumps(hubs)), encoding="utf-8")
    return root


class Waits(list[float]):
    """A clock that only counts what is waited for."""

    now = datetime(2026, 1, 1, tzinfo=UTC)

    @property
    def clock(self) -> Clock:
        return Clock(sleep=self.append, now=lambda: self.now)


def run(root: Path, waits: Waits | None = None, limits: Limits = QUICK) -> int:
    return ping(root, PingOptions(), limits, (waits if waits is not None else Waits()).clock)


def test_only_changed_feeds_are_told(
    city: Path, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    name_hubs(city, hub.url, hub.url)
    assert run(city) == 0
    assert sorted(hub.topics) == [NEWS, KOREAN], "no archive, no list of feeds, each hub once"
    assert {one["hub.mode"] for one in hub.heard} == {"publish"}
    assert "2/2 nguồn tin" in capsys.readouterr().out

    hub.heard.clear()
    assert run(city) == 0
    assert hub.heard == []
    assert "Không nguồn tin nào thay đổi. · No feed has changed." in capsys.readouterr().out

    put(city, "ko/feeds/news.atom", text="two")
    assert run(city) == 0
    assert hub.topics == [KOREAN]


def test_an_archive_is_told_only_when_it_is_corrected(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    run(city)
    hub.heard.clear()
    put(city, "feeds/news-2.rss", "feeds/asean-2025.rss")
    run(city)
    assert hub.topics == [f"{SITE_URL}feeds/asean-2025.rss"], "a number in a name is no archive"
    put(city, "feeds/news-2.rss", text="two")
    run(city)
    assert hub.topics[1:] == [f"{SITE_URL}feeds/news-2.rss"]


def test_feeds_at_another_address_are_told(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    run(city)
    config = city / "mkdocs.yml"
    config.write_text(config.read_text().replace(SITE_URL, "https://moi.example/"))
    hub.heard.clear()
    assert run(city) == 0
    assert "https://moi.example/feeds/news.rss" in hub.topics
    assert all("moi" in address for address in read_manifest(city / MANIFEST))


@pytest.mark.parametrize(
    ("acts", "waits"),
    [
        ([status(500), status(500)], [1, 2]),
        ([status(503, Retry_After="7")], [7]),
        ([status(429, Retry_After="0"), status(204)], [0]),
        ([status(429, Retry_After="Thu, 01 Jan 2026 00:00:09 GMT")], [9]),
        ([status(429, Retry_After="soon")], [1]),
        ([status(429, Retry_After="9" * 5000)], [1]),
        ([close], [1]),
        ([nonsense], [1]),
        ([long_header, hang], [1, 2]),
    ],
)
def test_a_hub_that_recovers_is_asked_again(
    city: Path, hub: Hub, acts: list[Act], waits: list[float]
) -> None:
    name_hubs(city, hub.url)
    (city / "site/ko/feeds/news.atom").unlink()
    hub.acts = list(acts)
    waited = Waits()
    assert run(city, waited) == 0
    assert waited == waits
    assert set(hub.topics) == {NEWS} and len(hub.topics) == max(len(acts), len(waits) + 1)


@pytest.mark.parametrize(
    ("act", "asked", "said"),
    [
        (status(400), 1, "từ chối (HTTP 400) · refused (HTTP 400)"),
        (status(404), 1, "refused (HTTP 404)"),
        (
            status(301, Location="https://hub.example/\x1b[2J"),
            1,
            "moved to https://hub.example/[2J",
        ),
        (status(307, Location="/publish?of=city"), 1, "has moved to /publish?of=city"),
        (status(304), 1, "refused (HTTP 304)"),
        (status(500), 3, "was busy (HTTP 500)"),
        (status(429, Retry_After="31"), 1, "đang bận (HTTP 429) · was busy (HTTP 429)"),
        (
            status(503, Retry_After=format_datetime(Waits.now + timedelta(days=999), usegmt=True)),
            1,
            "was busy (HTTP 503)",
        ),
        (hang, 3, "did not answer (timed out)"),
        (close, 3, "không trả lời ("),
    ],
)
def test_a_hub_that_failed_is_told_again_by_the_next_run(
    city: Path, hub: Hub, act: Act, asked: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name_hubs(city, hub.url)
    run(city)
    known = (city / MANIFEST).read_bytes()
    put(city, "feeds/news.rss", text="two")
    hub.heard.clear()
    hub.always = act
    assert run(city) == 1
    assert hub.topics == [NEWS] * asked
    error = capsys.readouterr().err
    assert said in error and hub.url in error and "make ping" in error and "\x1b" not in error
    assert (city / MANIFEST).read_bytes() == known

    hub.always = status(202)
    hub.heard.clear()
    assert run(city) == 0
    assert hub.topics == [NEWS]


def test_one_refused_feed_does_not_keep_back_the_others(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    hub.acts = [status(400)]
    assert run(city, limits=Limits(parallel=1)) == 1
    assert hub.topics == [NEWS, KOREAN]
    assert run(city) == 0
    assert hub.topics[2:] == [NEWS]


def test_of_two_hubs_one_is_down(city: Path, hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    with a_hub() as other:
        down = other.url
    many = [f"feeds/topic-{letter}.jsonfeed" for letter in "abcdefgh"]
    put(city, *many)
    name_hubs(city, hub.url, down)
    waited = Waits()
    assert run(city, waited) == 1
    assert len(set(hub.topics)) == 10, "the other is told all the same"
    assert len(waited) <= 2 * QUICK.parallel, "a hub that is down is given up"
    error = capsys.readouterr().err
    assert down in error and hub.url not in error
    assert set(read_manifest(city / MANIFEST)) == {f"{SITE_URL}feeds/news-1.rss"}
    name_hubs(city, hub.url)
    hub.heard.clear()
    assert run(city) == 0
    assert len(hub.topics) == 10


def test_few_requests_are_under_way_at_once(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    put(city, *(f"feeds/topic-{letter}.rss" for letter in "abcdefghijkl"))
    hub.always = slow(0.2)
    assert run(city) == 0
    assert len(hub.heard) == 14
    assert 1 < hub.most_at_once <= QUICK.parallel


@pytest.mark.parametrize(
    "act",
    [
        endless(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
        endless(b"H", 0.05),
        endless(b"HTTP/1.1 202 Accepted\r\nX: y\r\n" * 1000, 0),
    ],
    ids=["interim answers", "a drip", "a flood of headers"],
)
def test_an_answer_without_end_is_cut_off(city: Path, hub: Hub, act: Act) -> None:
    name_hubs(city, hub.url)
    hub.always = act
    started = time.monotonic()
    assert run(city) == 1
    assert time.monotonic() - started < 4 * QUICK.timeout * QUICK.tries


def test_a_huge_body_is_not_read(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    hub.always = huge_body
    started = time.monotonic()
    assert run(city) == 0
    assert time.monotonic() - started < 5


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_over_tls_certificates_are_checked_and_answers_bounded(
    city: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = certificate(city)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(file)
    hub.socket = secured.wrap_socket(hub.socket, server_side=True)
    name_hubs(city, hub.url.replace("http:", "https:"))
    assert run(city) == 1
    assert "CERTIFICATE_VERIFY_FAILED" in capsys.readouterr().err and hub.heard == []

    trusting = ssl.create_default_context(cafile=str(file))
    monkeypatch.setattr(post, "_trusted", lambda: trusting)
    hub.always = endless(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01)
    started = time.monotonic()
    assert run(city) == 1
    assert time.monotonic() - started < 4 * QUICK.timeout * QUICK.tries
    hub.always = status(202)
    assert run(city) == 0


def test_a_hub_elsewhere_is_asked_by_the_proxy(
    city: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{hub.server_port}/")
    monkeypatch.delenv("no_proxy", raising=False)
    name_hubs(city, "https://hub.example/")
    assert run(city) == 1
    assert "Tunnel connection failed: 501" in capsys.readouterr().err


def test_the_whole_run_is_bounded(hub: Hub) -> None:
    hub.always = slow(0.1)
    limits = Limits(timeout=1, total=1)
    started = time.monotonic()
    outcomes = tell_hubs([hub.url], [f"{NEWS}?{n}" for n in range(200)], limits, Clock())
    assert time.monotonic() - started < 5
    assert len(outcomes) == 200
    assert 1 <= sum(one.problem is None for one in outcomes) <= 60
    assert outcomes[-1].problem and outcomes[-1].problem.en == "there was no time left"


def test_no_wait_goes_beyond_the_whole_time(city: Path, hub: Hub) -> None:
    name_hubs(city, hub.url)
    hub.always = status(503, Retry_After="20")
    waited = Waits()
    assert run(city, waited, Limits(total=10)) == 1
    assert waited == []


@pytest.mark.parametrize("named", [True, False])
def test_without_hubs_it_says_so(
    city: Path, named: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if named:
        name_hubs(city)
    assert run(city) == 0
    said = capsys.readouterr().out
    assert "Chưa khai báo hubs" in said and "No hubs in data/feeds.yml" in said
    assert not (city / MANIFEST).exists()


def test_a_dry_run_lists_and_tells_nobody(
    city: Path, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    name_hubs(city, hub.url)
    assert ping(city, PingOptions(dry_run=True), QUICK) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [NEWS, KOREAN]
    assert hub.heard == [] and not (city / MANIFEST).exists()


def test_what_cannot_run_ends_with_2(
    city: Path, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    name_hubs(city, hub.url)
    nowhere = PingOptions(site=city / "nowhere")
    assert ping(city, nowhere, QUICK) == 2
    assert "make site" in capsys.readouterr().err
    for text in ("{", "[]", '{"a": 1}'):
        (city / MANIFEST).parent.mkdir(exist_ok=True)
        (city / MANIFEST).write_text(text)
        assert run(city) == 2
        error = capsys.readouterr().err
        assert "feeds.json" in error and "xóa" in error and "delete" in error
    assert hub.heard == []
    (city / MANIFEST).unlink()
    (city / MANIFEST).mkdir()
    assert ping(city, PingOptions(manifest=city / "mkdocs.yml" / "feeds.json"), QUICK) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_unsafe_hub_is_a_fault_at_its_line(
    city: Path, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    name_hubs(city, hub.url, "http://hub.example/")
    assert run(city) == 2
    error = capsys.readouterr().err
    assert "data/feeds.yml:2" in error and "hubs.1" in error and "https://hub.example/" in error
    assert hub.heard == []


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://hub.example/", True),
        ("https://hub.example:8443/publish", True),
        ("http://127.0.0.1:8080/", True),
        ("http://localhost/", True),
        ("http://[::1]:8080/", True),
        ("http://hub.example/", False),
        ("http://127.0.0.1@hub.example/", False),
        ("http://127.0.0.1.hub.example/", False),
        ("http://10.0.0.1/", False),
        ("https://hub.example:99999/", False),
        ("https://hub.example:x/", False),
        ("https://máy.example/", False),
        ("https:///", False),
        ("http://[::1/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_hubs_are_asked_over_https_or_on_this_computer(address: str, allowed: bool) -> None:
    assert is_allowed(address) is allowed


def test_what_a_hub_says_of_itself_is_shown_short_and_plain() -> None:
    assert printable("a\x1b[31m\r\nb\u202ec") == "a[31mbc"
    assert len(printable("x" * 10_000)) == 200


def test_a_real_city_built_again_tells_only_what_changed(tmp_path: Path, hub: Hub) -> None:
    root = name_hubs(copy_city(tmp_path / "city"), hub.url)
    (root / "data" / "partners.yml").unlink(missing_ok=True)
    built(root, root / "site")
    assert run(root) == 0
    assert f"{SITE_URL}feeds/news.jsonfeed" in hub.topics
    assert all((root / "site" / topic.removeprefix(SITE_URL)).is_file() for topic in hub.topics)

    hub.heard.clear()
    built(root, root / "site")
    assert run(root) == 0
    assert hub.heard == []

    page = root / "docs" / "vi" / "news" / "fair.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nCảng đông vui.\n", encoding="utf-8")
    built(root, root / "site")
    assert run(root) == 0
    assert f"{SITE_URL}feeds/news.jsonfeed" in hub.topics
    assert all(topic.startswith(f"{SITE_URL}feeds/news.") for topic in hub.topics), (
        "no other tongue"
    )


def test_the_script_takes_its_options(city: Path, hub: Hub, tmp_path: Path) -> None:
    name_hubs(city, hub.url)
    manifest = tmp_path / "kept" / "told.json"
    (city / "site").rename(tmp_path / "out")
    script = [sys.executable, str(PROJECT / "scripts" / "ping.py"), "--root", str(city)]
    options = ["--site", str(tmp_path / "out"), "--manifest", str(manifest), "--timeout", "5"]
    done = subprocess.run([*script, *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sorted(hub.topics) == [NEWS, KOREAN] and set(hub.topics) <= set(read_manifest(manifest))
    assert subprocess.run([*script, "--timeout", "nan"], capture_output=True).returncode == 2
