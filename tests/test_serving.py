"""The configuration of web servers: what real nginx and Caddy answer with it, and what it says."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cities import PROJECT, copy_city, load
from servers import HeadersFile, Server, caddy, nginx

from cityportal.embeds.addresses import WIDTHS
from cityportal.serving.headers_file import headers_file
from cityportal.serving.oembed import suffixes
from cityportal.serving.policy import Policy
from cityportal.site import Site

GOLDEN = PROJECT / "tests" / "golden"
PAGE, EMBEDS = "/cong/news/lighthouse/", "/cong/embed/v1/"
EMBED = f"{EMBEDS}vi/news/lighthouse/"
ROOT = "https://mau.example/cong/"
ASKED = "?url=https%3A%2F%2Fmau.example%2Fcong%2Fnews%2Flighthouse%2F"

MADE = {
    "embed/v1/vi/news/lighthouse/card.html": b"<!doctype html><title>Card</title>",
    "embed/v1/vi/news/lighthouse/fragment.html": b"<p>Hai dang</p>",
    "embed/v1/vi/news/lighthouse/oembed.json": b'{"width": 600}',
    "embed/v1/vi/news/lighthouse/oembed.xml": b"<oembed><width>600</width></oembed>",
    **{
        f"embed/v1/vi/news/lighthouse/oembed-{width}.json": b'{"width": %d}' % width
        for width in WIDTHS
        if width != 600
    },
    "embed/v1/vi/news/lighthouse/oembed-360.xml": b"<oembed><width>360</width></oembed>",
    "embed/v1/made-1.js": b"",
    "embed/v1/made.css": b"",
    "embed/v1/made.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "pictures/made.jpg": b"",
}
"""What is put into the site where the build has not: one file of each kind."""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return Policy(load(copy_city(tmp_path_factory.mktemp("city") / "small")))


@pytest.fixture(scope="module")
def served(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(small_site, folder)
    for name, data in MADE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_bytes(data)
    return folder


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest,
    policy: Policy,
    served: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    if request.param == "nginx":
        with nginx(policy, served) as one:
            yield one
    else:
        with caddy(policy, served, tmp_path_factory.mktemp("caddy")) as one:
            yield one


@pytest.fixture(scope="module")
def hosts(policy: Policy) -> HeadersFile:
    return HeadersFile(headers_file(policy))


def hashed(served: Path, ending: str) -> str:
    """A file whose name changes with its content."""
    kept = "pagefind/vi/**/*" if ending.startswith("pf_") else "assets/portal.*"
    file = min(served.glob(f"{kept}.{ending}"))
    return f"/cong/{file.relative_to(served).as_posix()}"


CSP, CACHE, OPEN = "content-security-policy", "cache-control", "access-control-allow-origin"
CORP, COOP, XFO = (
    "cross-origin-resource-policy", "cross-origin-opener-policy", "x-frame-options",
)  # fmt: skip
PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self' https://www.sister.example https://*.media.example"
)
MINUTES = "public, max-age=300, stale-while-revalidate=3600"
DAY = "public, max-age=86400, stale-while-revalidate=604800"
FOR_EVER = "public, max-age=31536000, immutable"
TABLE: list[tuple[str, str, str | None]] = [
    # Pages
    ("/cong/", CSP, PAGE_POLICY),
    ("/cong/", XFO, "DENY"),
    ("/cong/", COOP, "same-origin"),
    ("/cong/", CORP, "same-origin"),
    ("/cong/", CACHE, MINUTES),
    ("/cong/", OPEN, None),
    ("/cong/", "link", None),
    ("/cong/", "strict-transport-security", "max-age=2592000"),
    ("/cong/", "referrer-policy", "strict-origin-when-cross-origin"),
    ("/cong/en/news/lighthouse/", CSP, PAGE_POLICY),
    ("/cong/en/news/lighthouse/", "x-content-type-options", "nosniff"),
    ("/cong/en/news/lighthouse/", "link", None),
    ("/cong/tin/hai-dang/", CSP, PAGE_POLICY),
    (
        PAGE,
        "link",
        f'<{ROOT}embed/v1/vi/news/lighthouse/oembed.json{ASKED}>; rel="alternate"; '
        "type=\"application/json+oembed\"; title*=UTF-8''H%E1%BA%A3i%20%C4%91%C4%83ng, "
        f'<{ROOT}embed/v1/vi/news/lighthouse/oembed.xml{ASKED}>; rel="alternate"; '
        "type=\"text/xml+oembed\"; title*=UTF-8''H%E1%BA%A3i%20%C4%91%C4%83ng",
    ),
    # Embeds
    (f"{EMBED}card.html", CSP, FRAME_POLICY),
    (f"{EMBED}card.html", XFO, None),
    (f"{EMBED}card.html", COOP, None),
    (f"{EMBED}card.html", CORP, "cross-origin"),
    (f"{EMBED}card.html", CACHE, MINUTES),
    (f"{EMBED}card.html", "referrer-policy", "strict-origin"),
    (f"{EMBED}card.html", "strict-transport-security", "max-age=2592000"),
    (f"{EMBED}card.html", "content-type", "text/html; charset=utf-8"),
    (f"{EMBED}fragment.html", OPEN, "*"),
    (f"{EMBED}oembed.json", OPEN, "*"),
    (f"{EMBED}oembed.json", "content-type", "application/json"),
    (f"{EMBED}oembed.json", CACHE, MINUTES),
    (f"{EMBED}oembed.xml", OPEN, "*"),
    (f"{EMBED}oembed.xml", "content-type", "text/xml; charset=utf-8"),
    (f"{EMBEDS}made-1.js", OPEN, "*"),
    (f"{EMBEDS}made-1.js", CORP, "cross-origin"),
    (f"{EMBEDS}made-1.js", CACHE, FOR_EVER),
    (f"{EMBEDS}made-1.js", "content-type", "text/javascript; charset=utf-8"),
    (f"{EMBEDS}made.css", CACHE, MINUTES),
    (f"{EMBEDS}made.css", CORP, "cross-origin"),
    (f"{EMBEDS}made.svg", CACHE, DAY),
    (f"{EMBEDS}made.svg", "content-type", "image/svg+xml; charset=utf-8"),
    # Assets and pictures
    ("css", CACHE, FOR_EVER),
    ("css", CORP, "cross-origin"),
    ("css", "content-type", "text/css; charset=utf-8"),
    ("css", CSP, None),
    ("js", OPEN, "*"),
    ("js", CACHE, FOR_EVER),
    ("/cong/pictures/made.jpg", CORP, "cross-origin"),
    ("/cong/pictures/made.jpg", CACHE, DAY),
    ("/cong/pictures/made.jpg", "content-type", "image/jpeg"),
    # Search
    ("pf_meta", CACHE, FOR_EVER),
    ("pf_index", CACHE, FOR_EVER),
    ("pf_fragment", CACHE, FOR_EVER),
    ("pf_fragment", "content-type", "application/octet-stream"),
    ("pf_fragment", "content-encoding", None),
    ("pf_fragment", CSP, None),
    ("pf_fragment", CORP, "same-origin"),
    ("/cong/pagefind/en/pagefind-entry.json", CACHE, MINUTES),
    ("/cong/pagefind/en/section.json", CACHE, MINUTES),
    ("/cong/pagefind/ko/pagefind.js", CACHE, MINUTES),
    ("/cong/pagefind/ko/pagefind.js", "content-type", "text/javascript; charset=utf-8"),
    ("/cong/pagefind/vi/wasm.unknown.pagefind", CACHE, MINUTES),
    ("/cong/pagefind/vi/wasm.unknown.pagefind", "content-type", "application/octet-stream"),
    ("/cong/search/", CSP, PAGE_POLICY),
    # Feeds and data
    ("/cong/feeds/all.rss", "content-type", "application/rss+xml; charset=utf-8"),
    ("/cong/feeds/all.rss", OPEN, "*"),
    ("/cong/feeds/all.rss", CACHE, MINUTES),
    (
        "/cong/feeds/all.rss",
        "link",
        f'<{ROOT}feeds/all.rss>; rel="self", <https://hub.example/>; rel="hub"',
    ),
    ("/cong/en/feeds/port.atom", "content-type", "application/atom+xml; charset=utf-8"),
    (
        "/cong/en/feeds/port.atom",
        "link",
        f'<{ROOT}en/feeds/port.atom>; rel="self", <https://hub.example/>; rel="hub"',
    ),
    ("/cong/feeds/all-1.rss", "link", None),
    ("/cong/feeds/all.jsonfeed", "content-type", "application/feed+json"),
    ("/cong/feeds/feeds.opml", "content-type", "text/x-opml; charset=utf-8"),
    ("/cong/feeds/ninjs.json", OPEN, "*"),
    ("/cong/events.ics", "content-type", "text/calendar; charset=utf-8"),
    ("/cong/events.ics", OPEN, "*"),
    ("/cong/zh/events.ics", OPEN, "*"),
    ("/cong/figures/figures.json", OPEN, "*"),
    ("/cong/figures/figures.schema.json", OPEN, "*"),
    ("/cong/en/figures/figures.csv", OPEN, "*"),
    ("/cong/en/figures/figures.csv", "content-type", "text/csv; charset=utf-8"),
    ("/cong/en/figures/figures.csv", CACHE, MINUTES),
    ("/cong/sitemap.xml", "content-type", "text/xml; charset=utf-8"),
    ("/cong/sitemap-en.xml", CACHE, MINUTES),
    ("/cong/robots.txt", "content-type", "text/plain; charset=utf-8"),
]  # fmt: skip


def expected_at(served: Path) -> Iterator[tuple[str, str, str | None]]:
    for path, name, value in TABLE:
        yield (path if path.startswith("/") else hashed(served, path)), name, value


def test_servers_send_what_the_table_says(server: Server, served: Path) -> None:
    for path, name, value in expected_at(served):
        answer = server.get(path)
        assert answer.status == 200, path
        assert answer.headers.get(name) == value, (path, name)


def test_hosts_that_read_the_file_send_the_same(hosts: HeadersFile, served: Path) -> None:
    for path, name, value in expected_at(served):
        assert hosts.of(path).get(name) == value or name == "content-type", (path, name)


@pytest.mark.parametrize("city", ["small", "shipped"])
def test_every_published_file_has_each_header_once(
    city: str, policy: Policy, served: Path, portal: Site, portal_site: Path
) -> None:
    chosen, folder = (policy, served) if city == "small" else (Policy(portal), portal_site)
    hosts = HeadersFile(headers_file(chosen))
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_dir() or name == "_headers":
            continue
        headers = hosts.of(chosen.base + name.removesuffix("index.html"))
        assert {"x-content-type-options", CACHE, CORP} <= headers.keys(), name
        assert "content-type" in headers or name.endswith("index.html"), name
        if file.suffix == ".html":
            assert CSP in headers, name
        if headers[CACHE] == FOR_EVER:
            assert re.search(r"[._][0-9a-f]{7,}[.]\w+$|-\d+[.]js$", name), name


def test_hosts_take_the_file(policy: Policy, portal: Site) -> None:
    """The limits of Cloudflare Pages: what matters in 100 blocks, one ``*``, lines of 2,000."""
    for one in (policy, Policy(portal)):
        blocks = HeadersFile(headers_file(one)).blocks
        assert all("link" in headers for headers in list(blocks.values())[100:])
        assert all(glob.count("*") <= 1 and ":" not in glob for glob in blocks)
        assert all(len(line) <= 2000 for line in headers_file(one).splitlines())


def test_the_build_writes_the_file(policy: Policy, small_site: Path) -> None:
    assert (small_site / "_headers").read_text(encoding="utf-8") == headers_file(policy)


@pytest.mark.parametrize(
    ("asked", "width"),
    [
        ("0", 280), ("1", 280), ("279", 280), ("280", 280), ("281", 280), ("359", 280),
        ("360", 360), ("361", 360), ("479", 360), ("480", 480), ("599", 480), ("600", 600),
        ("601", 600), ("799", 600), ("800", 800), ("999", 800), ("1000", 1000), ("1199", 1000),
        ("1200", 1200), ("1201", 1200), ("99999", 1200), ("9" * 1000, 1200), ("000500", 480),
        ("", 600), ("abc", 600), ("-1", 600), ("360px", 600), ("3.5", 600), ("%33%36%30", None),
        ("%00", 600), ("%D9%A3%D9%A6%D9%A0", 600),
    ],
)  # fmt: skip
def test_an_oembed_answer_is_as_wide_as_was_asked_at_most(
    asked: str, width: int | None, server: Server, served: Path
) -> None:
    answer = server.get(f"{EMBED}oembed.json?url=x&maxwidth={asked}&maxheight=400")
    folder = served / "embed/v1/vi/news/lighthouse"
    names = {one: f"oembed-{one}.json" for one in WIDTHS} | {600: "oembed.json"}
    fits = (width,) if width else (360, 600)
    assert answer.body in [(folder / names[one]).read_bytes() for one in fits]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers[OPEN] == "*"


def test_the_patterns_of_widths_are_right_for_every_number() -> None:
    patterns = {re.compile(pattern): suffix for pattern, suffix in suffixes().items()}
    for number in range(3000):
        suffix = next(one for pattern, one in patterns.items() if pattern.search(str(number)))
        width = max((one for one in WIDTHS if one <= number), default=min(WIDTHS))
        assert suffix == ("" if width == 600 else f"-{width}"), number


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("oembed.json?format=xml", "oembed.xml"),
        ("oembed.json?maxwidth=400&format=xml", "oembed-360.xml"),
        ("oembed.xml?format=json", "oembed.json"),
        ("oembed.xml?format=pdf", "oembed.xml"),
        ("oembed.json?maxwidth=400&format=json", "oembed-360.json"),
        ("oembed-360.json?maxwidth=1200", "oembed-360.json"),
        ("card.html?maxwidth=360", "card.html"),
    ],
)
def test_an_oembed_answer_is_in_the_notation_that_was_asked(
    asked: str, name: str, server: Server, served: Path
) -> None:
    answer = server.get(EMBED + asked)
    assert answer.body == (served / "embed/v1/vi/news/lighthouse" / name).read_bytes()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/cong/nowhere/", "404.html"),
        ("/cong/en/nowhere", "en/404.html"),
        ("/cong/ko/feeds/none.atom", "ko/404.html"),
        ("/cong/ja/", None),
        ("/cong/ja/nowhere/at/all.html", "ja/404.html"),
        ("/cong/zh/embed", "zh/404.html"),
        ("/cong/english", "404.html"),
        ("/cong/assets/", "404.html"),
        ("/cong/assets/portal.0123456789.js", "404.html"),
        (f"{EMBED}oembed-1.json", "embed/v1/vi/notice.html"),
        (f"{EMBEDS}vi/none/oembed.json?maxwidth=300", "embed/v1/vi/notice.html"),
        (f"{EMBEDS}ko/none/card.html", "embed/v1/ko/notice.html"),
        ("/cong/404.html", "404.html"),
        ("/cong/en/404.html", "en/404.html"),
        ("/", "404.html"),
        ("/elsewhere", "404.html"),
    ],
)
def test_what_is_not_there_is_said_in_the_reader_s_language(
    path: str, page: str | None, server: Server, served: Path
) -> None:
    answer = server.get(path)
    if page is None:
        assert answer.status == 200
        return
    assert answer.status == 404
    assert answer.body == (served / page).read_bytes()
    assert answer.headers[CSP] == (FRAME_POLICY if "notice" in page else PAGE_POLICY)
    assert answer.headers[CACHE] == MINUTES
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_leads_to_itself(server: Server) -> None:
    answer = server.get("/cong/en/news?a=b", {"Host": "mau.example"})
    assert answer.status in (301, 308)
    assert answer.headers["location"].removesuffix("?a=b") == "/cong/en/news/"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/cong/", "/cong/feeds/all.atom", "/cong/feeds/all.jsonfeed",
     "/cong/figures/figures.json", "/cong/figures/figures.schema.json", "/cong/sitemap-vi.xml",
     "css", "js"],
)  # fmt: skip
def test_texts_are_sent_small(path: str, server: Server, served: Path) -> None:
    path = path if path.startswith("/") else hashed(served, path)
    plain, small = server.get(path), server.get(path, {"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in small.headers["vary"].lower()
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(encoding: str, server: Server) -> None:
    accepted = {"Accept-Encoding": encoding}
    first = server.get(PAGE, accepted)
    for known in (
        {"If-None-Match": first.headers["etag"]},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = server.get(PAGE, accepted | known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers[CACHE] == MINUTES
        assert again.headers["etag"].removeprefix("W/") == first.headers["etag"].removeprefix("W/")


def test_no_server_names_its_version(server: Server) -> None:
    for path in ("/cong/", "/cong/none", "/cong/en/news"):
        answer = server.get(path)
        assert answer.headers.get("server", "nginx") == "nginx"
        assert not re.search(rb"nginx/|caddy", answer.body, re.IGNORECASE)


@pytest.mark.parametrize(
    "path",
    [
        "/cong/../../nginx.conf",
        "/cong/..%2f..%2fnginx.conf",
        "/cong/%2e%2e/%2e%2e/nginx.conf",
        "/cong/%2e%2e%2fCaddyfile",
        "/cong/..%5c..%5cCaddyfile",
        "/cong/..;/nginx.conf",
        "/cong/%00",
        "/cong/index.html%00.png",
        "/cong/%c0%ae%c0%ae/nginx.conf",
        "/cong/%252e%252e/nginx.conf",
        f"{EMBED}..%2f..%2f..%2f..%2f..%2f..%2fnginx.conf%3foembed.json",
        f"{EMBED}%0d%0aSet-Cookie:%20a=b/oembed.json",
        f"{EMBED}oembed.json?maxwidth=%0d%0aSet-Cookie:%20a=b&format=../../nginx",
        "/cong/%0d%0aSet-Cookie:%20a=b",
        "/cong/" + "a/" * 2000,
        "/cong/?" + "q" * 6000,
        "//cong//en//news//",
        "/cong/nginx-http.conf",
        "/cong/.git/config",
    ],
)
def test_a_hostile_path_gets_nothing(path: str, server: Server, served: Path) -> None:
    answer = server.get(path)
    assert answer.status in (200, 301, 308, 400, 404, 414)
    assert "set-cookie" not in answer.headers
    assert b"add_header" not in answer.body and b"worker" not in answer.body
    if answer.status == 200:
        assert answer.body in {file.read_bytes() for file in served.rglob("*") if file.is_file()}
    if "location" in answer.headers:
        assert re.match(r"/(?!/)", answer.headers["location"])
    assert server.get("/cong/").status == 200
