"""Configuration of nginx: maps for ``http { }``, and what belongs inside ``server { }``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cityportal.serving import oembed
from cityportal.serving.policy import Policy
from cityportal.serving.types import MEDIA_TYPES, has_charset, is_compressible

HTTP, SERVER = "nginx-http.conf", "nginx-server.conf"
"""The names of the two files."""

Case = tuple[str, str]
"""What a map looks for, and the value it gives."""


def http(policy: Policy) -> str:
    """A map for each header and for the other choices; nginx sends no header that is empty."""
    headers = [
        _map(
            "$uri",
            _variable(name),
            [
                ("~" + rule.regex, rule.headers[name])
                for rule in policy.rules
                if name in rule.headers
            ],
        )
        for name in _names(policy)
    ]
    errors = [(f"~^{folder}", page) for folder, page in policy.error_pages.items()]
    widths = [("~" + pattern, suffix) for pattern, suffix in oembed.suffixes().items()]
    notations = [("json", "json"), ("xml", "xml"), ("default", "$notation")]
    maps = [
        *headers,
        _map("$uri", "$portal_error_page", errors),
        _map("$arg_maxwidth", "$portal_width", widths),
        _map("$arg_format", "$portal_format", notations),
    ]
    return "\n".join(("# Vào trong · goes inside: http { }\n", *maps))


def server(policy: Policy) -> str:
    """Everything but ``listen``, ``server_name``, certificates and ``root``."""
    types = "\n".join(f"    {one} {ending};" for ending, one in MEDIA_TYPES.items())
    errors = f"^(?:{'|'.join(policy.error_pages.values())})$"
    headers = "\n".join(f"add_header {name} {_variable(name)} always;" for name in _names(policy))
    return f"""\
# Vào trong · goes inside: server {{ }}

index index.html;
server_tokens off;
absolute_redirect off;

types {{
{types}
}}
charset utf-8;
charset_types {_types(has_charset)};

gzip on;
gzip_vary on;
gzip_comp_level 6;
gzip_types {_types(is_compressible)};

# Trang báo lỗi của từng ngôn ngữ · the error page of each language
error_page 403 404 =404 $portal_error_page;
location ~ {_quoted(errors)} {{
    internal;
}}

# oEmbed: ?maxwidth=…&format=…
location ~ {_quoted(oembed.answers(policy.base))} {{
    try_files $stem$portal_width.$portal_format =404;
}}

{headers}
"""


def _names(policy: Policy) -> Iterable[str]:
    """Every header but the type of the content, which nginx has words of its own for."""
    names = dict.fromkeys(name for rule in policy.rules for name in rule.headers)
    return [name for name in names if name != "Content-Type"]


def _types(which: Callable[[str], bool]) -> str:
    """Some of the media types; nginx always has that of pages among them, and warns if told."""
    return " ".join(sorted({one for one in MEDIA_TYPES.values() if which(one)} - {"text/html"}))


def _variable(header: str) -> str:
    return f"$portal_{header.lower().replace('-', '_')}"


def _map(source: str, variable: str, cases: Iterable[Case]) -> str:
    lines = "".join(f"    {_quoted(case)} {_quoted(value)};\n" for case, value in cases)
    return f"map {source} {variable} {{\n{lines}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
