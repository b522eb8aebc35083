"""Web servers on loopback with the configuration of a city, and what they answer."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from cityportal.serving.caddy import caddyfile
from cityportal.serving.policy import Policy
from cityportal.serving.server import ADDRESS, configure, program, serving

CERTIFICATE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    f"-subj /CN={ADDRESS} -keyout key.pem -out cert.pem"
).split()
CADDY = """\
{
	admin off
	auto_https off
}
:PORT {
	bind ADDRESS
	root * ROOT
	import portal
}
"""


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server on loopback."""

    port: int
    scheme: str = "http"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{ADDRESS}:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to ``path``, sent as it is."""
        connection = HTTPConnection(ADDRESS, self.port, timeout=10)
        connection.request("GET", path, headers=dict(headers or {}))
        response = connection.getresponse()
        fields = [(name.lower(), value) for name, value in response.getheaders()]
        assert len(dict(fields)) == len(fields), fields
        return Answer(response.status, dict(fields), response.read())


@contextmanager
def nginx(policy: Policy, built: Path) -> Iterator[Server]:
    """Debian's nginx serving ``built``."""
    port = free_port()
    with serving(policy, built, port):
        yield Server(port)


@contextmanager
def secure_nginx(policy: Policy, built: Path) -> Iterator[Server]:
    """Debian's nginx serving ``built`` by HTTP/2 over TLS; nobody trusts its certificate."""
    port, nginx_program = free_port(), program()
    assert nginx_program
    with TemporaryDirectory(prefix="nginx.") as name:
        folder = Path(name)
        configure(policy, built, port, folder)
        plain = (folder / "nginx.conf").read_text(encoding="utf-8")
        listen = f"listen {ADDRESS}:{port}"
        secure = f"{listen} ssl http2; ssl_certificate cert.pem; ssl_certificate_key key.pem"
        (folder / "nginx.conf").write_text(plain.replace(listen, secure), encoding="utf-8")
        subprocess.run(CERTIFICATE, cwd=folder, check=True, capture_output=True)
        command = [nginx_program, "-e", "stderr", "-p", name, "-c", "nginx.conf"]
        with subprocess.Popen(command) as process:
            try:
                _await(port, process)
                yield Server(port, "https")
            finally:
                process.terminate()


@contextmanager
def caddy(policy: Policy, built: Path, folder: Path) -> Iterator[Server]:
    """Debian's Caddy serving ``built``, its files in ``folder``."""
    port = free_port()
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", "Caddyfile"]
    configure_caddy(policy, built, port, folder)
    with (
        (folder / "caddy.log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stderr=log, env=at_home(folder)) as process,
    ):
        try:
            _await(port, process)
            yield Server(port)
        finally:
            process.terminate()


def configure_caddy(policy: Policy, built: Path, port: int, folder: Path) -> None:
    """Write a whole configuration of Caddy into ``folder``."""
    (folder / "portal").write_text(caddyfile(policy), encoding="utf-8")
    values = {"PORT": str(port), "ADDRESS": ADDRESS, "ROOT": str(folder / "root")}
    main = re.sub("|".join(values), lambda found: values[found[0]], CADDY)
    (folder / "Caddyfile").write_text(main, encoding="utf-8")
    place = folder / "root" / policy.base.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(built)


def at_home(folder: Path) -> dict[str, str]:
    """The environment in which Caddy keeps what it keeps in ``folder``."""
    return {**os.environ, "HOME": str(folder)}


def free_port() -> int:
    with socket.socket() as one:
        one.bind((ADDRESS, 0))
        return int(one.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None
        with socket.socket() as one:
            if one.connect_ex((ADDRESS, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


class HeadersFile:
    """``_headers`` as its hosts read it; no address may get one header from two blocks."""

    def __init__(self, text: str) -> None:
        self.blocks: dict[str, dict[str, str]] = {}
        for line in text.splitlines():
            if line.startswith("/"):
                block = self.blocks.setdefault(line, {})
            elif line:
                name, value = line.strip().split(": ", 1)
                block[name.lower()] = value

    def of(self, path: str) -> Mapping[str, str]:
        """The headers that ``path`` is sent with."""
        found: dict[str, str] = {}
        for glob, headers in self.blocks.items():
            if re.fullmatch(".*".join(re.escape(part) for part in glob.split("*")), path):
                assert found.keys().isdisjoint(headers), (path, glob)
                found |= headers
        return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """The address of a folder as Python's own server sends it, where headers do not matter."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
