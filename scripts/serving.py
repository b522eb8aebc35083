"""Cấu hình máy chủ web: ghi ra tệp, chạy thử. · Configuration of web servers: written, tried out.

write          nginx-http.conf, nginx-server.conf and Caddyfile into serving/
run            nginx on this computer with that configuration, serving site/ until Ctrl-C
"""

import argparse
from pathlib import Path

from cityportal.commands.options import arguments
from cityportal.commands.serving import serve, write


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("write", "run"))
    parser.add_argument(
        "--into", type=Path, metavar="DIR", help="where to write (default: serving/)"
    )
    parser.add_argument("--port", type=int, default=8080, metavar="N", help="default: 8080")


if __name__ == "__main__":
    chosen = arguments(__doc__, _options)
    if chosen.what == "run":
        raise SystemExit(serve(chosen.root, chosen.now, chosen.port))
    raise SystemExit(write(chosen.root, chosen.now, chosen.into or chosen.root / "serving"))
