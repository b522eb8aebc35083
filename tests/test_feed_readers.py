"""The feeds in real readers."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from channels import invented
from cities import built, load
from feed_rules import Feed
from servers import files, nginx

from cityportal.feeds import atom, rss
from cityportal.feeds.channel import channels
from cityportal.feeds.item import items
from cityportal.serving.policy import Policy
from cityportal.site import Site


def test_feedparser_reads_every_title(portal: Site, portal_feeds: dict[str, Feed]) -> None:
    for locale in portal.settings.locales:
        for channel in channels(portal, locale, items(portal, locale, {})):
            for form in ("rss", "atom"):
                read = feedparser.parse(portal_feeds[channel.address(form)].data)
                assert not read.bozo, read.get("bozo_exception")
                assert [one.title for one in read.entries] == [one.title for one in channel.newest]
                assert [one.id for one in read.entries] == [one.id for one in channel.newest]
                assert read.feed.language == channel.tag


class Newsboat:
    """The reader with an empty home of its own."""

    def __init__(self, home: Path) -> None:
        self.cache, self.urls = home / "cache.db", home / "urls"
        config = home / "config"
        config.write_text("auto-reload no\nmax-items 0\n")
        self.command = ["newsboat", f"-u{self.urls}", f"-c{self.cache}", f"-C{config}"]
        self.urls.touch()
        self.environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)}

    def run(self, *arguments: str) -> None:
        subprocess.run(
            [*self.command, *arguments],
            env=self.environment, check=True, timeout=120, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def items(self) -> dict[str, tuple[str, str]]:
        """Title and text of each item by its id."""
        with closing(sqlite3.connect(self.cache)) as database:
            rows = database.execute("select guid, title, content from rss_item").fetchall()
        return {guid: (title, content) for guid, title, content in rows}


@pytest.mark.skipif(not shutil.which("newsboat"), reason="scripts/debian-test-tools installs it")
def test_newsboat_takes_the_list_and_reads_every_item(
    portal: Site, portal_site: Path, tmp_path: Path
) -> None:
    for locale in portal.settings.locales:
        home = tmp_path / locale
        feeds = home / "site"
        root = "" if locale == portal.settings.default else f"{locale}/"
        shutil.copytree(portal_site / root / "feeds", feeds / root / "feeds")
        with files(feeds) as address:
            for file in (feeds / root / "feeds").glob("*.*"):
                text = file.read_text().replace(portal.settings.site_url, address)
                file.write_text(text)
            reader = Newsboat(home)
            reader.run("-i", str(feeds / root / "feeds" / "feeds.opml"))
            reader.run("-x", "reload")
        newest = {
            item.id: item.title
            for channel in channels(portal, locale, items(portal, locale, {}))
            for item in channel.newest
        }
        assert {guid: title for guid, (title, _) in reader.items().items()} == newest


@pytest.mark.skipif(not shutil.which("newsboat"), reason="scripts/debian-test-tools installs it")
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_sees_one_change_as_one(form: str, tmp_path: Path) -> None:
    channel = invented(6)
    file = tmp_path / "site" / f"all.{form}"
    file.parent.mkdir()
    write = {"atom": atom.write, "rss": rss.write}[form]
    with files(file.parent) as address:
        reader = Newsboat(tmp_path)
        reader.urls.write_text(f"{address}all.{form}\n")
        seen: list[dict[str, tuple[str, str]]] = []
        changed = replace(
            channel.items[2], html="<p>Mới.</p>", updated=channel.items[0].updated + timedelta(1)
        )
        many = [changed if item is channel.items[2] else item for item in channel.items]
        for some in (channel.items, channel.items, many):
            file.write_bytes(write(channel, some, None))
            stamp = 1_700_000_000 + 10 * len(seen)
            os.utime(file, (stamp, stamp))
            reader.run("-x", "reload")
            seen.append(reader.items())
    assert len(seen[0]) == 6
    assert seen[0] == seen[1]
    assert seen[2].keys() == seen[1].keys()
    assert [guid for guid in seen[2] if seen[2][guid] != seen[1][guid]] == [changed.id]


@pytest.mark.skipif(not shutil.which("newsboat"), reason="scripts/debian-test-tools installs it")
def test_a_new_build_sends_readers_only_what_changed(small: Path, tmp_path: Path) -> None:
    folder = built(small, tmp_path / "site")
    address = "/cong/feeds/all.atom"
    with nginx(Policy(load(small)), folder) as server:
        reader = Newsboat(tmp_path)
        reader.urls.write_text(f"{server.origin}{address}\n")
        known = server.get(address).headers
        asked = {"If-None-Match": known["etag"], "If-Modified-Since": known["last-modified"]}
        seen: list[dict[str, tuple[str, str]]] = []
        for text, status in (("Mở cửa", 304), ("Mở cửa", 304), ("Nay mở cửa", 200)):
            page = small / "docs/vi/news/fair.md"
            page.write_text(page.read_text().replace("Mở cửa", text))
            built(small, folder)
            assert server.get(address, asked).status == status
            reader.run("-x", "reload")
            seen.append(reader.items())
    assert len(seen[0]) == 2 and seen[0] == seen[1]
    assert [guid for guid in seen[2] if seen[2][guid] != seen[1][guid]] == [
        "tag:mau.example,2025-03:news/fair#vi"
    ]
