"""One POST: nothing is redirected, no body is read."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

_SHOWN = 200


class NoAnswerError(Exception):
    """The other side could not be reached or did not answer; the text says why."""


@dataclass(frozen=True)
class Answer:
    """What of an answer is looked at; headers that are missing are empty."""

    status: int
    retry_after: str
    location: str


def post(address: str, fields: Mapping[str, str], timeout: float) -> Answer:
    """Send ``fields`` to ``address`` as a form.

    ``timeout`` seconds are for the connection, and as many for each silence after it.

    Raises:
        NoAnswerError: it cannot be reached, or what it sends is no answer.
    """
    try:
        with requests.Session() as session:
            session.trust_env = not _is_loopback(urlsplit(address).hostname or "")
            answer = session.post(
                address, data=dict(fields), timeout=timeout, allow_redirects=False, stream=True
            )
    except (requests.RequestException, OSError, ValueError) as error:
        raise NoAnswerError(printable(str(error)) or type(error).__name__) from error
    return Answer(
        answer.status_code,
        answer.headers.get("Retry-After", ""),
        printable(answer.headers.get("Location", "")),
    )


def is_allowed(address: str) -> bool:
    """Whether ``address`` may be posted to: https, or plain http on this computer itself."""
    try:
        parts = urlsplit(address)
        wrong = parts.username is not None or parts.port == 0 or not address.isascii()
    except ValueError:
        return False
    return not wrong and (
        (parts.scheme == "https" and bool(parts.hostname))
        or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    )


def printable(text: str) -> str:
    """The beginning of a stranger's ``text``, without what would steer a terminal."""
    return "".join(letter for letter in text[:_SHOWN] if letter.isprintable())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
