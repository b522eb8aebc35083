"""The media types of what is published, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Mapping

from cityportal.feeds.channel import MIME

OCTETS = "application/octet-stream"
"""The search index and its WebAssembly: Pagefind compresses them and unpacks them itself."""
MEDIA_TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "opml": "text/x-opml",
    "xml": "text/xml",
    "json": "application/json",
    **MIME,
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "avif": "image/avif",
    "webp": "image/webp",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "woff2": "font/woff2",
    "zip": "application/zip",
    **dict.fromkeys(("pf_meta", "pf_index", "pf_fragment"), OCTETS),
    "pagefind": OCTETS,
}
"""oEmbed answers are plain JSON and XML: its specification (2.3.4) asks for these two types, and
consumers compare them; ``json+oembed`` and ``xml+oembed`` are the types of the links to them."""


def has_charset(media_type: str) -> bool:
    """Whether the type takes ``charset``: text and XML do, JSON has none (RFC 8259)."""
    return media_type.startswith("text/") or media_type.endswith("+xml")


def is_compressible(media_type: str) -> bool:
    """Whether gzip makes it smaller; pictures, fonts and archives are compressed already."""
    return has_charset(media_type) or media_type.endswith("json")


def content_type(ending: str) -> str:
    """The whole ``Content-Type`` of files with this ending."""
    media_type = MEDIA_TYPES[ending]
    return f"{media_type}; charset=utf-8" if has_charset(media_type) else media_type
