"""Configuration of Caddy: what belongs inside the block of a site, after ``root``."""

from __future__ import annotations

from collections.abc import Iterable

from cityportal.serving import oembed
from cityportal.serving.policy import Policy, Rule
from cityportal.serving.types import MEDIA_TYPES, is_compressible

NAME = "Caddyfile"
"""The file's name."""


def caddyfile(policy: Policy) -> str:
    """One ``route``, so that everything happens in the order of the file."""
    lines = [
        "# Vào trong khối của trang, sau root · goes inside the site's block, after root",
        "route {",
        *(f"\t{line}" for line in _route(policy)),
        "}",
    ]
    return "\n".join((*lines, ""))


def _route(policy: Policy) -> Iterable[str]:
    yield from _gzip()
    yield from _oembed(policy)
    yield from _missing(policy)
    yield "header -Server"
    for number, rule in enumerate(policy.rules, start=1):
        yield from _headers(f"@{number}", rule)
    yield f"@missing path {' '.join(policy.error_pages.values())}"
    yield from ("file_server @missing {", "\tstatus 404", "}", "file_server")


def _gzip() -> Iterable[str]:
    types = sorted({one for one in MEDIA_TYPES.values() if is_compressible(one)})
    yield from ("encode {", "\tgzip", "\tmatch {")
    yield from (f"\t\theader Content-Type {one}*" for one in types)
    yield from ("\t}", "}")


def _oembed(policy: Policy) -> Iterable[str]:
    widths = {f"~{pattern}": suffix for pattern, suffix in oembed.suffixes().items()}
    formats = {"json": "json", "xml": "xml", "default": "{re.oembed.notation}"}
    yield from _map("{query.maxwidth}", "{portal_width}", widths)
    yield from _map("{query.format}", "{portal_format}", formats)
    yield f"@oembed path_regexp oembed {_quoted(oembed.answers(policy.base))}"
    yield "rewrite @oembed {re.oembed.stem}{portal_width}.{portal_format}"


def _missing(policy: Policy) -> Iterable[str]:
    pages = {f"~^{folder}": page for folder, page in policy.error_pages.items()}
    yield from _map("{path}", "{portal_error_page}", pages)
    yield "@unknown not file {path} {path}/index.html"
    yield "rewrite @unknown {portal_error_page}"


def _headers(matcher: str, rule: Rule) -> Iterable[str]:
    yield f"{matcher} path_regexp {_quoted(rule.regex)}"
    yield f"header {matcher} {{"
    yield from (f"\t{name} {_quoted(value)}" for name, value in rule.headers.items())
    yield "}"


def _map(source: str, variable: str, cases: dict[str, str]) -> Iterable[str]:
    yield f"map {source} {variable} {{"
    yield from (f"\t{_quoted(case)} {_quoted(value)}" for case, value in cases.items())
    yield "}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
