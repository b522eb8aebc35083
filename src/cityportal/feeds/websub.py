"""Telling WebSub hubs that feeds have changed: https://www.w3.org/TR/websub/.

A hub that is busy or silent is asked again, a few times, further and further apart. One that stays
so is left alone for the rest of the run, so that it does not use up the time of the others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from cityportal.feeds.post import Answer, NoAnswerError, post


@dataclass(frozen=True)
class Limits:
    """How long and how often a hub is asked, in seconds."""

    timeout: float = 10
    """For a connection, and as long again for its answer."""
    total: float = 120
    """After which nothing more is begun."""
    tries: int = 3
    pause: float = 1
    """Before the second try; it doubles with each further one."""
    patience: float = 30
    """The longest ``Retry-After`` that is waited for."""
    parallel: int = 4


@dataclass(frozen=True)
class Clock:
    """The time, and waiting for it to pass."""

    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True)
class Problem:
    """Why a hub was not told, in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True)
class Outcome:
    """What came of telling ``hub`` of ``topic``; no problem if it accepted."""

    hub: str
    topic: str
    problem: Problem | None


def tell_hubs(
    hubs: Sequence[str], topics: Sequence[str], limits: Limits, clock: Clock
) -> list[Outcome]:
    """Tell every hub of every topic, the public address of a feed; an outcome for each of both."""
    teller = _Teller(limits, clock)
    pairs = [(hub, topic) for topic in topics for hub in dict.fromkeys(hubs)]
    with ThreadPoolExecutor(limits.parallel) as pool:
        try:
            problems = list(pool.map(lambda pair: teller.tell(*pair), pairs))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [Outcome(*pair, problem) for pair, problem in zip(pairs, problems, strict=True)]


@dataclass(frozen=True)
class _Failure:
    """A try that failed.

    ``again`` tells whether another may help, ``asked`` after how many seconds the hub wants it, and
    ``silent`` that the trouble is the hub's, whatever it is told of.
    """

    problem: Problem
    again: bool
    silent: bool
    asked: float | None = None


class _Teller:
    """One run: its deadline, and the hubs that were given up."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._deadline = clock.monotonic() + limits.total
        self._given_up: dict[str, Problem] = {}

    def tell(self, hub: str, topic: str) -> Problem | None:
        """Tell ``hub`` of ``topic``, with as many tries as it takes and may take."""
        problem: Problem | None = None
        for attempt in range(self._limits.tries):
            if hub in self._given_up:
                return self._given_up[hub]
            if self._left() <= 0:
                return problem or Problem("không đủ thời gian", "there was no time left")
            failure = self._try(hub, topic)
            if failure is None:
                return None
            problem = failure.problem
            if not failure.again:
                return problem
            if not self._waited(failure, attempt):
                if failure.silent:
                    self._given_up.setdefault(hub, problem)
                return problem
        return problem

    def _left(self) -> float:
        return self._deadline - self._clock.monotonic()

    def _waited(self, failure: _Failure, attempt: int) -> bool:
        """Wait for the try after ``attempt``; False if there is to be none."""
        pause = self._limits.pause * 2**attempt if failure.asked is None else failure.asked
        if attempt + 1 == self._limits.tries or pause > min(self._limits.patience, self._left()):
            return False
        self._clock.sleep(pause)
        return True

    def _try(self, hub: str, topic: str) -> _Failure | None:
        try:
            answer = post(hub, {"hub.mode": "publish", "hub.url": topic}, self._limits.timeout)
        except NoAnswerError as error:
            problem = Problem(f"không trả lời ({error})", f"did not answer ({error})")
            return _Failure(problem, again=True, silent=True)
        if (found := _problem(answer)) is None:
            return None
        return _Failure(
            found,
            again=answer.status == 429 or 500 <= answer.status < 600,
            silent=answer.status in (429, 503),
            asked=_retry_after(answer.retry_after, self._clock.now()),
        )


def _problem(answer: Answer) -> Problem | None:
    if 200 <= answer.status < 300:
        return None
    if answer.location and 300 <= answer.status < 400:
        return Problem(f"đã chuyển sang {answer.location}", f"has moved to {answer.location}")
    if answer.status == 429 or answer.status >= 500:
        return Problem(f"đang bận (HTTP {answer.status})", f"was busy (HTTP {answer.status})")
    return Problem(f"từ chối (HTTP {answer.status})", f"refused (HTTP {answer.status})")


def _retry_after(text: str, now: datetime) -> float | None:
    """The seconds that a ``Retry-After`` asks for, None if it says nothing that can be read."""
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None
