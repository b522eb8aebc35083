"""A WebSub hub on loopback, and what a bad one does."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

Act = Callable[["Handler"], None]


class Hub(ThreadingHTTPServer):
    """A hub on loopback that does what ``acts`` say, one a request, then accepts."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.always: Act = status(202)
        self.heard: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/publish?of=city"

    @property
    def topics(self) -> list[str]:
        return [one["hub.url"] for one in self.heard]

    def handle_error(self, request: object, client_address: object) -> None:
        """The other side hung up, as it may."""


class Handler(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        assert self.path == "/publish?of=city"
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.server.lock:
            self.server.heard.append(dict(parse_qsl(body, strict_parsing=True)))
            act = self.server.acts.pop(0) if self.server.acts else self.server.always
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        act(self)
        with self.server.lock:
            self.server.at_once -= 1

    def do_GET(self) -> None:
        raise AssertionError("nobody asks a hub for anything")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


def status(code: int, **headers: str) -> Act:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def hang(handler: Handler) -> None:
    handler.server.over.wait(20)


def close(handler: Handler) -> None:
    handler.close_connection = True


def slow(seconds: float) -> Act:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        status(202)(handler)

    return answer


def nonsense(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff no hub at all\r\n" * 100)
    handler.close_connection = True


def long_header(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 202 Accepted\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n")
    handler.close_connection = True


def endless(piece: bytes, pause: float) -> Act:
    """Send ``piece`` again and again, as long as anyone listens."""

    def answer(handler: Handler) -> None:
        while not handler.server.over.wait(pause):
            handler.wfile.write(piece)

    return answer


def huge_body(handler: Handler) -> None:
    handler.send_response(202)
    handler.send_header("Content-Length", str(10**12))
    handler.end_headers()
    endless(b"x" * 65_536, 0)(handler)


def certificate(folder: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody has signed."""
    file = folder / "hub.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=hub", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", file],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text() + (folder / "key.pem").read_text())
    return file


@contextmanager
def a_hub() -> Iterator[Hub]:
    with Hub() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()
