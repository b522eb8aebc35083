"""Lighthouse's verdict on a page of each kind in each language, or on some, as a table.

PYTHONPATH=tests .venv/bin/python tests/lighthouse_audit.py [/ /en/heritage/tue-tinh/ …]

The portal is served as it will be, by HTTP/2 over TLS. Lighthouse reckons the times of a slow phone
from those measured here: it takes this computer for four times as fast. Other work here makes it
slower, so a page that misses a target is run again, at most four times, with the factor that suits
the speed found before, and one run that misses none is enough.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from browsing import PAGES
from cities import PROJECT, built
from servers import secure_nginx

from cityportal.serving.policy import Policy
from cityportal.site import Site

TOOLS = PROJECT / "tests" / "tools"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LCP, CLS, TBT = 1200, 0.01, 50
"""Milliseconds, the share of the screen that shifts, milliseconds."""
NOT_LISTED = ["is-crawlable", "http-status-code", "errors-in-console"]
"""What is not asked of error pages: they are to be left out, and to be answered with 404."""
RUNS = 5
SLOWDOWN, EXPECTED_SPEED = 4.0, 1500
"""Lighthouse's factor, and the least speed (its ``benchmarkIndex``) for which it is meant."""


@dataclass(frozen=True)
class Verdict:
    """One run; ``failed`` are the titles of the audits that cost points."""

    speed: float
    error: str | None
    scores: Mapping[str, int]
    lcp: float | None
    cls: float | None
    tbt: float | None
    failed: Sequence[str]

    @property
    def missed(self) -> list[str]:
        """The targets that are missed."""
        low = [f"{one} {self.scores.get(one)}" for one in CATEGORIES if self.scores.get(one) != 100]
        times = (("LCP", self.lcp, LCP), ("CLS", self.cls, CLS), ("TBT", self.tbt, TBT))
        long = [f"{name} {value}" for name, value, most in times if value is None or value > most]
        return ([self.error] if self.error else []) + low + long

    @property
    def slowdown(self) -> float:
        """How many times this computer, as fast as it was in this run, is faster than the phone."""
        return SLOWDOWN * min(1, max(self.speed / EXPECTED_SPEED, 1 / SLOWDOWN))

    def __str__(self) -> str:
        scores = " ".join(f"{self.scores.get(one, 0):3}" for one in CATEGORIES)
        lcp, cls, tbt = self.lcp or 0, self.cls or 0, self.tbt or 0
        times = f"LCP {lcp / 1000:.2f} s  CLS {cls:.3f}  TBT {tbt:3.0f} ms"
        return f"{scores}  {times}  speed {self.speed:4.0f}"


def runs(site: Site, published: Path, addresses: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
    """Each run of a page, as it ends; a page is run again until it misses nothing."""
    slowdowns = dict.fromkeys(addresses, SLOWDOWN)
    with secure_nginx(Policy(site), published) as server:
        for _ in range(RUNS):
            if not slowdowns:
                return
            asked = [
                {
                    "url": f"{server.origin}/{address}",
                    "skipAudits": [] if _is_listed(published, address) else NOT_LISTED,
                    "slowdown": slowdown,
                }
                for address, slowdown in slowdowns.items()
            ]
            for address, verdict in zip(list(slowdowns), _run(asked), strict=True):
                yield address, verdict
                if verdict.missed:
                    slowdowns[address] = verdict.slowdown
                else:
                    del slowdowns[address]


def _file(published: Path, address: str) -> Path:
    return published / (f"{address}index.html" if address.endswith("/") or not address else address)


def _is_listed(published: Path, address: str) -> bool:
    """Whether search engines may list the page."""
    return 'name="robots"' not in _file(published, address).read_text(encoding="utf-8")


def _run(asked: Sequence[Mapping[str, object]]) -> Iterator[Verdict]:
    command = ["node", "lighthouse.mjs", json.dumps(asked)]
    with subprocess.Popen(command, cwd=TOOLS, stdout=subprocess.PIPE, text=True) as done:
        for line in done.stdout or ():
            one = json.loads(line)
            del one["url"]
            yield Verdict(**one)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command)


def main() -> int:
    """Print each run as it ends; 1 where a page misses a target in all its runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses; without, one of each kind")
    pages = [page.removeprefix("/") for page in parser.parse_args().pages] or PAGES
    now = datetime.now(UTC)
    site, last = Site.load(PROJECT, now), dict[str, Verdict]()
    with tempfile.TemporaryDirectory() as folder:
        published = built(PROJECT, Path(folder, "site"), now)
        if unknown := [page for page in pages if not _file(published, page).is_file()]:
            parser.error(f"no such page: /{' /'.join(unknown)}")
        for address, verdict in runs(site, published, pages):
            print(f"{verdict}  /{address}", *verdict.missed, *verdict.failed, sep="  ", flush=True)
            last[address] = verdict
    missed = [f"/{address}" for address, verdict in last.items() if verdict.missed]
    print(f"Lighthouse: {len(last)} pages, {len(missed)} of them miss a target", *missed)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
