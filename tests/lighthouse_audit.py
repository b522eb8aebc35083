"""Lighthouse's verdict on a page of each kind in each language, or on some, as a table.

PYTHONPATH=tests .venv/bin/python tests/lighthouse_audit.py [/ /en/heritage/tue-tinh/ …]

The portal is served as it will be, by HTTP/2 over TLS. Lighthouse reckons the times of a slow phone
from those measured here: it takes this computer for four times as fast. Other work here makes it
slower, so a page that misses a target is run again, at most four times, with the factor that suits
the speed found before, and its best run counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
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


def verdicts(site: Site, published: Path, addresses: Iterable[str]) -> dict[str, Verdict]:
    """The best of at most five runs of each of ``addresses`` under the site."""
    best: dict[str, Verdict] = {}
    last: dict[str, Verdict] = {}
    with secure_nginx(Policy(site), published) as server:
        todo = list(addresses)
        for _ in range(RUNS):
            asked = [
                {
                    "url": f"{server.origin}/{address}",
                    "skipAudits": [] if _is_listed(published, address) else NOT_LISTED,
                    "slowdown": last[address].slowdown if address in last else SLOWDOWN,
                }
                for address in todo
            ]
            for address, found in zip(todo, _run(asked), strict=True):
                last[address] = found
                before = best.get(address, found)
                best[address] = min(before, found, key=lambda one: (len(one.missed), one.lcp or 0))
            todo = [address for address in todo if best[address].missed]
    return best


def _is_listed(published: Path, address: str) -> bool:
    """Whether search engines may list the page."""
    name = f"{address}index.html" if address.endswith("/") or not address else address
    return 'name="robots"' not in (published / name).read_text(encoding="utf-8")


def _run(asked: Iterable[Mapping[str, object]]) -> Iterable[Verdict]:
    command = ["node", "lighthouse.mjs", json.dumps(list(asked))]
    done = subprocess.run(command, cwd=TOOLS, stdout=subprocess.PIPE, check=True, text=True)
    for line in done.stdout.splitlines():
        one = json.loads(line)
        del one["url"]
        yield Verdict(**one)


def main() -> int:
    """Print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses; without, one of each kind")
    pages = [page.removeprefix("/") for page in parser.parse_args().pages] or PAGES
    now = datetime.now(UTC)
    site, missed = Site.load(PROJECT, now), 0
    with tempfile.TemporaryDirectory() as folder:
        published = built(PROJECT, Path(folder, "site"), now)
        for address, verdict in verdicts(site, published, pages).items():
            print(f"{verdict}  /{address}", *verdict.missed, *verdict.failed, sep="  ", flush=True)
            missed += bool(verdict.missed)
    print(f"Lighthouse: {len(pages)} pages, {missed} of them miss a target")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
