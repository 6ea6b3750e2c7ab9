"""Documents that a page shows or offers in place of a text of its own: frames, viewers, links.

A child is named with its address as written, for whoever fetches; nothing is fetched here.
What must not go here: which of them is the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.records import Issue, Place
from pipeline.registry.prose import pattern

CODE = "read.child_document"
MOST_CHILDREN = 50
LONGEST_ADDRESS = 2_000

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|zip|rar|ofd)(?=$|[?#&])", re.IGNORECASE)
_VIEWER = re.compile(r"[?&#](?:file|pdf|src|url)=[^&#]*?\.(?:pdf|ofd)", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"^(?:javascript|about|data|mailto):|\.(?:js|css|swf|mp4|mp3|flv|png|jpe?g|gif)(?=$|[?#])",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_QUOTED = re.compile(
    r"""["']([^"'\s<>]{1,500}\.(?:pdf|docx?|wps|ofd)(?:\?[^"'\s<>]{0,500})?)["']""", re.IGNORECASE
)
_MOVED = re.compile(
    r"""location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*["']([^"']{1,500})["']"""
)
_SHOWN = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
TINY = 30  # pixels: what is smaller counts visits and shows nothing


def children(root: etree._Element) -> tuple[Issue, ...]:
    """Name every document that the page points to in its stead, each address once."""
    found: dict[str, Issue] = {}
    for kind, address, path in _found(root):
        written = " ".join(address.split())
        if written and len(written) <= LONGEST_ADDRESS and len(found) < MOST_CHILDREN:
            found.setdefault(written, Issue(CODE, f"{kind} {written}", Place(path=path)))
    return tuple(found.values())


def moved_by_script(scripts: Iterable[etree._Element]) -> tuple[Issue, ...]:
    """Name where the scripts of a page without text lead."""
    codes = ("".join(map(str, script.itertext())) for script in scripts)
    found = dict.fromkeys(address for code in codes for address in _MOVED.findall(code))
    return tuple(Issue(CODE, f"script {address}") for address in list(found)[:MOST_CHILDREN])


def _found(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield kind, address and path."""
    tree = root.getroottree()
    for element in root.iter("a", "meta", "script", "param", *_SHOWN):
        kind, address = _child(element)
        if address:
            yield kind, address, str(tree.getpath(element))


def _child(element: etree._Element) -> tuple[str, str]:
    """Return what kind of child an element points to, and its address; nothing if to none."""
    tag = str(element.tag)
    if tag == "meta":
        is_refresh = (element.get("http-equiv") or "").lower() == "refresh"
        match = _REFRESH.match(element.get("content") or "") if is_refresh else None
        return "refresh", match[1].strip() if match else ""
    if tag == "script":
        match = _QUOTED.search("".join(map(str, element.itertext())))
        return "script", match[1] if match else ""
    if tag == "a":
        return "link", _offered(element)
    if tag == "param":
        address = element.get("value") or ""
        return "object", address if _DOCUMENT.search(address) else ""
    return _framed(element, tag)


def _framed(element: etree._Element, tag: str) -> tuple[str, str]:
    address = (element.get(_SHOWN[tag]) or element.get("data-src") or "").strip()
    if _VIEWER.search(address):
        return "viewer", address
    return tag, "" if not address or _NO_PAGE.search(address) or _is_tiny(element) else address


def _is_tiny(element: etree._Element) -> bool:
    sizes = [(element.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size[:6]) < TINY for size in sizes)


def _offered(link: etree._Element) -> str:
    """Return the address of a link to a document, if its words say that it is a report's own."""
    address = (link.get("href") or "").strip()
    if not address or (_VIEWER.search(address) is None and _DOCUMENT.search(address) is None):
        return ""
    words = "".join(map(str, link.itertext())) + (link.get("title") or "")
    named = words if words.strip() else address
    return address if pattern("attachment", "words").search("".join(named.split())) else ""
