"""The configuration of web servers: written into files, and tried out with nginx."""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path

from cityportal.commands.faults import reporting_faults
from cityportal.serving import caddy, nginx
from cityportal.serving.policy import Policy
from cityportal.serving.server import ADDRESS, ServerError, program, serving
from cityportal.site import Site

_DONE, _NOT_RUN = 0, 2


@reporting_faults
def write(root: Path, now: datetime, folder: Path) -> int:
    """Write the files for nginx and Caddy into ``folder``."""
    policy = Policy(Site.load(root, now))
    files = {
        nginx.HTTP: nginx.http(policy),
        nginx.SERVER: nginx.server(policy),
        caddy.NAME: caddy.caddyfile(policy),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    print("Cách dùng · How to use them: handbook/serving.md")
    return _DONE


@reporting_faults
def serve(root: Path, now: datetime, port: int) -> int:
    """Serve the built site with nginx until Ctrl-C."""
    built = root / "site"
    if not built.is_dir():
        return _cannot("Chưa có site/: hãy chạy make site. · There is no site/: run make site.")
    if program() is None:
        return _cannot("Cần cài · Needed: sudo apt-get install --no-install-recommends nginx")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    policy = Policy(Site.load(root, now))
    try:
        with serving(policy, built, port) as process:
            print(f"http://{ADDRESS}:{port}{policy.base} (Ctrl-C: dừng · stop)", flush=True)
            process.wait()
    except KeyboardInterrupt:
        return _DONE
    except ServerError:
        return _cannot(
            f"nginx không chạy được; cổng {port} đang được dùng? Chọn cổng khác: make serve "
            f"PORT=8081. · nginx did not start; is port {port} in use? Choose another: make serve "
            "PORT=8081."
        )
    return _DONE


def _cannot(message: str) -> int:
    print(message, file=sys.stderr)
    return _NOT_RUN
