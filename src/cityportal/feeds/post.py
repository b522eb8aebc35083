"""One POST, bounded: nothing is redirected, no body is read, the answer is there in time or not.

Whatever the other side sends, a call ends: drips and endless interim answers are cut off.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

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

    ``timeout`` seconds are for the connection, and as many again for the head of the answer.

    Raises:
        NoAnswerError: it cannot be reached, or what it sends is no answer.
    """
    body = urlencode(fields).encode("ascii")
    try:
        with _opener(address).open(Request(address, body), timeout=timeout) as response:
            return Answer(
                response.status,
                response.headers.get("Retry-After", ""),
                printable(response.headers.get("Location", "")),
            )
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NoAnswerError(printable(str(reason)) or type(reason).__name__) from error


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


def _opener(address: str) -> OpenerDirector:
    """What sends: by the proxy of the environment, if any, and with no handler of redirects."""
    parts = urlsplit(address)
    opener = OpenerDirector()
    opener.addheaders = [("User-Agent", "cityportal")]
    if not _is_loopback(parts.hostname or ""):
        opener.add_handler(ProxyHandler())
    opener.add_handler(
        _SecureHandler(context=_trusted()) if parts.scheme == "https" else _Handler()
    )
    return opener


class _Connection(HTTPConnection):
    """A connection that is cut when the head of the answer is not whole in time."""

    _alarm: threading.Timer
    _late = False

    def connect(self) -> None:
        super().connect()
        self._alarm = threading.Timer(self.timeout or 0, self._cut, (self.sock,))
        self._alarm.daemon = True
        self._alarm.start()

    def getresponse(self) -> HTTPResponse:
        try:
            return super().getresponse()
        except (OSError, HTTPException) as error:
            if self._late:
                raise TimeoutError("timed out") from error
            raise
        finally:
            self._alarm.cancel()

    def _cut(self, connection: socket.socket) -> None:
        """End the waiting in the other thread; below TLS, which would wait itself."""
        self._late = True
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class _Handler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _SecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req, context=_trusted())


@cache
def _trusted() -> ssl.SSLContext:
    """Certificates are checked against those of this computer, which take a while to load."""
    return ssl.create_default_context()
