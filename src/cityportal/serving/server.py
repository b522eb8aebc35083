"""nginx as it comes with Debian, serving a built site on this computer with its configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cityportal.serving import nginx
from cityportal.serving.policy import Policy

ADDRESS = "127.0.0.1"
_SECONDS = 10
_PID = "nginx.pid"
_MAIN = """\
# One process under the user's own account, every file in one folder.
daemon off;
master_process off;
pid {pid};
error_log stderr warn;
events {{ }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include {http};
    server {{
        listen {address}:{port};
        root root;
        include {server};
    }}
}}
"""


class ServerError(Exception):
    """Why nginx does not run."""


def program() -> str | None:
    """Where nginx is; Debian keeps it where not every user's ``PATH`` leads."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


@contextmanager
def serving(policy: Policy, built: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx, which answers on ``port`` with the site ``built``, for as long as the block lasts.

    Raises:
        ServerError: it is not there or does not start; what it says stands on stderr.
    """
    if (nginx_program := program()) is None:
        raise ServerError("nginx")
    with TemporaryDirectory(prefix="nginx.") as name:
        folder = Path(name)
        configure(policy, built, port, folder)
        command = [nginx_program, "-e", "stderr", "-p", name, "-c", "nginx.conf"]
        with subprocess.Popen(command) as process:
            try:
                _await(process, folder / _PID)
                yield process
            finally:
                process.terminate()


def configure(policy: Policy, built: Path, port: int, folder: Path) -> None:
    """Write a whole configuration into ``folder``, where ``root`` leads to the site ``built``."""
    (folder / nginx.HTTP).write_text(nginx.http(policy), encoding="utf-8")
    (folder / nginx.SERVER).write_text(nginx.server(policy), encoding="utf-8")
    main = _MAIN.format(pid=_PID, address=ADDRESS, port=port, http=nginx.HTTP, server=nginx.SERVER)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    place = folder / "root" / policy.base.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(built.resolve())


def _await(process: subprocess.Popen[bytes], pid: Path) -> None:
    """Wait for the file that nginx writes once it listens."""
    end = time.monotonic() + _SECONDS
    while not pid.exists():
        if process.poll() is not None or time.monotonic() > end:
            raise ServerError("nginx did not start")
        time.sleep(0.02)
