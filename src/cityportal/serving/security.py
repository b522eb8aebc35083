"""What browsers may do with a page of the portal, and with an embed in another site's frame."""

from __future__ import annotations

from collections.abc import Mapping

from cityportal.hosting import Hosting

Headers = Mapping[str, str]

_DAY = 24 * 60 * 60
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
"""Features of browsers that no page uses; writing to the clipboard is not among them."""


def everywhere(hosting: Hosting) -> Headers:
    """For every address."""
    return {
        "Strict-Transport-Security": f"max-age={hosting.hsts_days * _DAY}",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    }


def pages() -> Headers:
    """For all but embeds and what they share with pages: nobody frames it, nothing from outside."""
    policy = {
        "default-src": "'none'",
        # Search runs WebAssembly. It would be enough for the search pages, but /en/search/ is also
        # /en/*, and no two rules may name one header for an address.
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return {
        "Content-Security-Policy": _written(policy),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def embeds(hosting: Hosting) -> Headers:
    """For embeds, which the sites that the city names may frame.

    ``'self'`` means the portal in a sandbox too, where the origin of the frame is opaque.
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": " ".join(("'self'", *hosting.framed_by)),
    }
    return {
        "Content-Security-Policy": _written(policy),
        "Referrer-Policy": "strict-origin",
        **shared(),
    }


def shared() -> Headers:
    """For what pages of other sites may load into their own."""
    return {"Cross-Origin-Resource-Policy": "cross-origin"}


def own() -> Headers:
    """For what only the portal's pages load and nobody looks at: the search index."""
    return {"Cross-Origin-Resource-Policy": "same-origin"}


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
