"""``_headers``, which Netlify, Cloudflare Pages and hosts like them read in the folder."""

from __future__ import annotations

from collections.abc import Mapping

from cityportal.serving.policy import Policy

NAME = "_headers"
"""The file's name under the site."""


def headers_file(policy: Policy) -> str:
    """The rules, each address once with all of its headers."""
    blocks: dict[str, dict[str, str]] = {}
    for rule in policy.rules:
        for glob in rule.globs:
            blocks.setdefault(rule.base + glob, {}).update(rule.headers)
    return "\n".join(_block(glob, headers) for glob, headers in blocks.items())


def _block(glob: str, headers: Mapping[str, str]) -> str:
    return "".join(f"{line}\n" for line in (glob, *(f"  {n}: {v}" for n, v in headers.items())))
