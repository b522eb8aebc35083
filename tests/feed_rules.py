"""What a feed must be, rule by rule.

RSS 2.0 with the profile of its advisory board, Atom (RFC 4287), JSON Feed 1.1, archives (RFC 5005),
OPML 2.0.

A rule is a function that yields what it finds wrong; its name says what it asks for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

A = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MIME = {
    "rss": "application/rss+xml", "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_MARKUP = re.compile(r"</?[a-z!][^>]*>|&(#\d+|#x[0-9a-f]+|[a-z]+);", re.I)
_CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster",
    "pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image",
    "textInput", "skipHours", "skipDays", "item",
}  # fmt: skip
_ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid",
    "pubDate", "source",
}  # fmt: skip
_FEED = {
    "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights",
    "subtitle", "title", "updated", "entry",
}  # fmt: skip
_ENTRY = {
    "author", "category", "content", "contributor", "id", "link", "published", "rights", "source",
    "summary", "title", "updated",
}  # fmt: skip

Found = Iterator[str]


@dataclass(frozen=True)
class Feed:
    """A published feed; ``address`` is where it says it is to be found."""

    address: str
    data: bytes

    @property
    def form(self) -> str:
        return self.address.rpartition(".")[2]

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.data)

    @cached_property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.data)
        return value

    @property
    def channel(self) -> etree._Element:
        return self.root[0]

    @property
    def items(self) -> list[etree._Element]:
        return (
            self.channel.findall("item") if self.form == "rss" else self.root.findall(f"{A}entry")
        )

    def link(self, rel: str) -> str | None:
        """The address of the feed's own link of a relation."""
        holder = self.channel if self.form == "rss" else self.root
        found = [one.get("href") for one in holder.findall(f"{A}link") if one.get("rel") == rel]
        return found[0] if found else None


Rule = Callable[[Feed], Found]


def _absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _one(parent: etree._Element, names: str, space: str = "") -> Found:
    for name in names.split():
        count = len(parent.findall(space + name))
        if count != 1:
            yield f"{count} {name}"


def _at_most_one(parent: etree._Element, names: str, space: str = "") -> Found:
    for name in names.split():
        if len(parent.findall(space + name)) > 1:
            yield f"several {name}"


def _strange(parent: etree._Element, known: set[str], space: str) -> Found:
    for child in parent:
        name = str(child.tag).removeprefix(space)
        if "{" not in name and name not in known:
            yield f"unknown {name}"


def _bad_html(html: str) -> Found:
    if not html.strip():
        yield "empty content"
        return
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    for _, attribute, address, _ in tree.iterlinks():
        if not address.startswith(("http://", "https://", "mailto:", "tel:")):
            yield f"relative {attribute} {address}"
    for element in tree.iter("script", "style", "iframe", "object", "form", "input"):
        yield f"unsafe {element.tag}"
    for element in tree.iter(etree.Element):
        for key in map(str, element.attrib):
            if key.startswith(("on", "style")):
                yield f"unsafe {key}"


def _duplicates(values: list[str]) -> Found:
    yield from (f"twice: {value}" for value, count in Counter(values).items() if count > 1)


# RSS 2.0


def rss_has_one_channel_of_version_2(feed: Feed) -> Found:
    if feed.root.tag != "rss" or feed.root.get("version") != "2.0" or len(feed.root) != 1:
        yield "no RSS 2.0"


def rss_channel_has_what_is_mandatory_once(feed: Feed) -> Found:
    yield from _one(feed.channel, "title link description language lastBuildDate ttl copyright")
    yield from _at_most_one(feed.channel, "docs image generator pubDate cloud")


def rss_has_no_unknown_elements(feed: Feed) -> Found:
    yield from _strange(feed.channel, _CHANNEL, "")
    for item in feed.items:
        yield from _strange(item, _ITEM, "")


def rss_items_have_what_the_profile_asks_for_once(feed: Feed) -> Found:
    for item in feed.items:
        yield from _one(item, "title link description guid pubDate")
        yield from _one(item, "creator language rights", DC)
        yield from _at_most_one(item, "source", DC)


def rss_text_is_not_empty_and_has_no_markup(feed: Feed) -> Found:
    for parent in (feed.channel, *feed.items):
        for name in ("title", "description", "copyright", f"{DC}creator"):
            text = parent.findtext(name)
            if text is not None and (not text.strip() or _MARKUP.search(text)):
                yield f"{name}: {text!r}"


def rss_guids_are_unique_and_no_permalinks(feed: Feed) -> Found:
    yield from _duplicates([item.findtext("guid") or "" for item in feed.items])
    for guid in feed.root.iter("guid"):
        if guid.get("isPermaLink") != "false" or not (guid.text or "").startswith("tag:"):
            yield f"guid {guid.text}"


def rss_dates_are_by_rfc_822_with_the_right_weekday(feed: Feed) -> Found:
    for date in feed.root.iter("pubDate", "lastBuildDate"):
        text = date.text or ""
        if format_datetime(parsedate_to_datetime(text)) != text:
            yield text


def rss_items_are_no_newer_than_the_feed(feed: Feed) -> Found:
    built = parsedate_to_datetime(feed.channel.findtext("lastBuildDate") or "")
    for item in feed.items:
        if parsedate_to_datetime(item.findtext("pubDate") or "") > built:
            yield str(item.findtext("title"))


def rss_items_come_newest_first(feed: Feed) -> Found:
    dates = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in feed.items]
    yield from (f"{a} before {b}" for a, b in pairwise(dates) if a < b)


def rss_links_are_absolute(feed: Feed) -> Found:
    for link in feed.root.iter("link"):
        if not _absolute(link.text):
            yield f"link {link.text}"


def rss_content_follows_the_description_and_is_safe(feed: Feed) -> Found:
    for item in feed.items:
        names = [str(child.tag) for child in item]
        if CONTENT in names:
            if names.index(CONTENT) < names.index("description"):
                yield "content:encoded before description"
            yield from _bad_html(item.findtext(CONTENT) or "")


def rss_names_nobody_by_a_mailbox_that_is_none(feed: Feed) -> Found:
    for author in feed.root.iter("author", "managingEditor", "webMaster"):
        if "@" not in (author.text or ""):
            yield f"{author.tag} {author.text}"


def rss_languages_are_tags(feed: Feed) -> Found:
    for element in feed.root.iter("language", f"{DC}language"):
        if not _TAG.fullmatch(element.text or ""):
            yield f"language {element.text}"


def rss_categories_belong_to_a_scheme(feed: Feed) -> Found:
    for category in feed.root.iter("category"):
        if not category.get("domain") or not category.text:
            yield f"category {category.text}"


def rss_ttl_is_a_number_of_minutes(feed: Feed) -> Found:
    if not (feed.channel.findtext("ttl") or "").isdigit():
        yield "ttl"


# Atom


def atom_feed_has_what_is_mandatory_once(feed: Feed) -> Found:
    if feed.root.tag != f"{A}feed":
        yield "no Atom feed"
    yield from _one(feed.root, "id title updated author subtitle rights", A)
    yield from _at_most_one(feed.root, "generator icon logo", A)


def atom_entries_have_what_is_mandatory_once(feed: Feed) -> Found:
    for entry in feed.items:
        yield from _one(entry, "id title updated published author summary rights", A)
        yield from _at_most_one(entry, "content source", A)


def atom_has_no_unknown_elements(feed: Feed) -> Found:
    yield from _strange(feed.root, _FEED, A)
    for entry in feed.items:
        yield from _strange(entry, _ENTRY, A)


def atom_entries_stand_at_the_end(feed: Feed) -> Found:
    names = [child.tag == f"{A}entry" for child in feed.root]
    if names != sorted(names):
        yield "something follows an entry"


def atom_ids_are_unique_tag_uris(feed: Feed) -> Found:
    ids = [element.text or "" for element in feed.root.iter(f"{A}id")]
    yield from _duplicates(ids)
    yield from (one for one in ids if not re.fullmatch(r"tag:[a-z0-9.-]+,[\d-]+:[^\s<>\"]+", one))


def atom_dates_are_by_rfc_3339_and_in_order(feed: Feed) -> Found:
    for element in feed.root.iter(f"{A}updated", f"{A}published"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", element.text or ""):
            yield f"date {element.text}"
    built = datetime.fromisoformat(feed.root.findtext(f"{A}updated") or "")
    for entry in feed.items:
        changed = datetime.fromisoformat(entry.findtext(f"{A}updated") or "")
        if not datetime.fromisoformat(entry.findtext(f"{A}published") or "") <= changed <= built:
            yield f"order of dates in {entry.findtext(f'{A}id')}"


def atom_entries_changed_at_moments_of_their_own(feed: Feed) -> Found:
    yield from _duplicates([entry.findtext(f"{A}updated") or "" for entry in feed.items])


def atom_people_have_names(feed: Feed) -> Found:
    for author in feed.root.iter(f"{A}author"):
        yield from _one(author, "name", A)
        if not author.findtext(f"{A}name"):
            yield "no name"


def atom_text_is_not_empty_and_says_what_it_is(feed: Feed) -> Found:
    for element in feed.root.iter(f"{A}title", f"{A}subtitle", f"{A}summary", f"{A}rights"):
        if not (element.text or "").strip() or len(element):
            yield f"{element.tag} {element.text!r}"
        if element.get("type", "text") != "text":
            yield f"type {element.get('type')}"


def atom_content_is_safe_html(feed: Feed) -> Found:
    for content in feed.root.iter(f"{A}content"):
        if content.get("type") != "html" or len(content):
            yield f"type {content.get('type')}"
        yield from _bad_html(content.text or "")


def atom_links_are_absolute_and_one_is_the_page(feed: Feed) -> Found:
    for parent in (feed.root, *feed.items):
        links = parent.findall(f"{A}link")
        yield from (str(one.get("href")) for one in links if not _absolute(one.get("href")))
        alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
        if len(alternates) != 1:
            yield f"{len(alternates)} alternates"
        related = [link for link in links if link.get("rel") == "related"]
        yield from _duplicates([str(link.get("hreflang")) for link in related])
        for link in alternates + related:
            if link.get("type") != "text/html" or not _TAG.fullmatch(link.get("hreflang", "")):
                yield f"{link.get('rel')} {link.get('type')} {link.get('hreflang')}"


def atom_languages_are_tags(feed: Feed) -> Found:
    if not _TAG.fullmatch(feed.root.get(LANG, "")):
        yield f"xml:lang {feed.root.get(LANG)}"


def atom_categories_have_term_scheme_and_label(feed: Feed) -> Found:
    for category in feed.root.iter(f"{A}category"):
        if not all(category.get(name) for name in ("term", "scheme", "label")):
            yield f"category {category.get('term')}"


# RSS and Atom


def both_name_their_own_address_once(feed: Feed) -> Found:
    holder = feed.channel if feed.form == "rss" else feed.root
    own = [one for one in holder.findall(f"{A}link") if one.get("rel") == "self"]
    if [one.get("href") for one in own] != [feed.address]:
        yield f"self {feed.link('self')}"
    if [one.get("type") for one in own] != [MIME[feed.form]]:
        yield "type of self"


def both_say_of_archives_that_they_are(feed: Feed) -> Found:
    marked = list(feed.root.iter(ARCHIVE))
    if bool(marked) != bool(feed.link("current")) or len(marked) > 1:
        yield "archive without current, or the other way round"
    if marked and feed.link("hub"):
        yield "an archive has a hub"
    if marked and not (feed.link("prev-archive") or feed.link("next-archive")):
        yield "an archive leads nowhere"


def both_carry_only_characters_of_xml_1_0_in_utf_8(feed: Feed) -> Found:
    head = feed.data.split(b"\n", 1)[0].lower()
    if b"encoding='utf-8'" not in head or re.search("[\ufffe\uffff]", feed.data.decode()):
        yield "encoding"


# JSON Feed 1.1


def json_has_what_is_mandatory(feed: Feed) -> Found:
    if feed.json.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    if feed.json.get("feed_url") != feed.address:
        yield f"feed_url {feed.json.get('feed_url')}"
    for key in ("title", "home_page_url", "description", "language", "authors"):
        if not feed.json.get(key):
            yield f"no {key}"
    if not isinstance(feed.json.get("items"), list):
        yield "no items"


def json_items_have_an_id_and_a_text(feed: Feed) -> Found:
    items = feed.json["items"]
    yield from _duplicates([str(item.get("id")) for item in items])
    for item in items:
        if not isinstance(item.get("id"), str):
            yield "id"
        if ("content_html" in item) == ("content_text" in item):
            yield f"content of {item['id']}"
        if "content_html" in item:
            yield from _bad_html(item["content_html"])


def json_addresses_are_absolute(feed: Feed) -> Found:
    addresses = [feed.json[key] for key in ("home_page_url", "feed_url")]
    addresses += [feed.json["next_url"]] if "next_url" in feed.json else []
    addresses += [item["url"] for item in feed.json["items"]]
    yield from (one for one in addresses if not _absolute(one))


def json_dates_are_by_rfc_3339(feed: Feed) -> Found:
    for item in feed.json["items"]:
        for key in ("date_published", "date_modified"):
            if datetime.fromisoformat(item[key]).tzinfo is None:
                yield f"{key} {item[key]}"


def json_names_languages_and_extends_by_an_underscore(feed: Feed) -> Found:
    known = {
        "id", "url", "title", "content_html", "content_text", "summary", "date_published",
        "date_modified", "authors", "tags", "language", "image", "attachments",
    }  # fmt: skip
    for item in feed.json["items"]:
        yield from (f"unknown {key}" for key in item.keys() - known if not key.startswith("_"))
        if not _TAG.fullmatch(item["language"]):
            yield f"language {item['language']}"


# OPML 2.0


def opml_is_a_head_and_a_body(feed: Feed) -> Found:
    if feed.root.get("version") != "2.0" or [child.tag for child in feed.root] != ["head", "body"]:
        yield "no OPML 2.0"
    yield from _one(feed.root[0], "title dateModified ownerName")
    if not len(feed.root[1]):
        yield "no outline"


def opml_outlines_are_feeds(feed: Feed) -> Found:
    for outline in feed.root.iter("outline"):
        if outline.get("type") != "rss" or not outline.get("text") or not outline.get("title"):
            yield "outline"
        if not _absolute(outline.get("xmlUrl")) or not _absolute(outline.get("htmlUrl")):
            yield "address"
        if not _TAG.fullmatch(outline.get("language", "")):
            yield f"language {outline.get('language')}"
    yield from _duplicates([outline.get("xmlUrl", "") for outline in feed.root.iter("outline")])


def _rules(*prefixes: str) -> list[Rule]:
    return [rule for name, rule in globals().items() if name.startswith(prefixes)]


RULES = {
    "rss": _rules("rss_", "both_"),
    "atom": _rules("atom_", "both_"),
    "jsonfeed": _rules("json_"),
    "opml": _rules("opml_"),
}


def violations(feed: Feed) -> list[str]:
    """What is wrong with a feed: the rule's name and what it found."""
    return [f"{rule.__name__}: {found}" for rule in RULES[feed.form] for found in rule(feed)]


def reachable(feeds: Mapping[str, Feed], address: str) -> list[str]:
    """The ids of what a reader gets from a feed and, link by link, its archives (RFC 5005)."""
    ids: list[str] = []
    seen: set[str] = set()
    following: str | None = address
    while following:
        assert following not in seen, f"a circle at {following}"
        seen.add(following)
        feed = feeds[following]
        name = "guid" if feed.form == "rss" else f"{A}id"
        ids += [item.findtext(name) or "" for item in feed.items]
        following = feed.link("prev-archive")
    return list(dict.fromkeys(ids))
