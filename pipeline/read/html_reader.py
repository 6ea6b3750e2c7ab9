"""HTML: every data table as a grid with its spans laid out, the text between as paragraphs.

A table that holds tables, or never has two cells in a row, only arranges the page: what is in
it is read as if it were not there.
What must not go here: the adapters of particular sites, and what any text means.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.read.bounds import refuse_crowded
from pipeline.read.container import (
    MAX_PIECES,
    Container,
    count_elements,
    empty,
    too_large,
)
from pipeline.read.decoding import decode, preview
from pipeline.read.html_blocks import read_blocks
from pipeline.read.html_children import children, moved_by_script
from pipeline.records import Issue, Reading, Refusal

_ENGINE = f"html/lxml-{etree.LXML_VERSION[0]}.{etree.LXML_VERSION[1]}"
_MARKUP = re.compile(
    r"<(!doctype\s+html|(html|head|body|table|div|p|meta|title|script|section)[\s>/])",
    re.IGNORECASE,
)
_DEPTH_EXCEEDED = "ERR_RESOURCE_LIMIT"


def read_html(data: bytes) -> Reading | Refusal:
    """Read a page with all that it shows, its title and its meta entries."""
    decoded = decode(data)
    if decoded is None:
        return Refusal("unreadable", "read.charset", "no encoding fits the bytes", "html")
    parser = _parser()
    page = decoded.text.replace("\x00", "").encode()
    if (refusal := refuse_crowded("html", page)) is not None:
        return refusal
    root = etree.fromstring(page, parser)
    if root is None:
        return empty("html", "a page without elements")
    may_be_large = page.count(b"<") > MAX_PIECES // 2  # some elements have no mark of their own
    refusal = too_large("html", count_elements(root)) if may_be_large else None
    if refusal is not None:
        return refusal
    metadata = _metadata(root)
    found, scripts = children(root), list(root.iter("script"))
    blocks = read_blocks(root, page)
    if not blocks:
        found = _instead_of_text(found or moved_by_script(scripts), has_scripts=bool(scripts))
        if not found:
            return empty("html", "a page without text")
    issues = (*decoded.issues, *_depth_issue(parser), *found)
    return Reading("html", _ENGINE, blocks, metadata, issues)


def _parser() -> etree.HTMLParser:
    """Make a parser for one page: it keeps the errors of that page."""
    return etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,  # nothing is looked up by id, and Word gives one id a hundred times
    )


def _instead_of_text(found: tuple[Issue, ...], *, has_scripts: bool) -> tuple[Issue, ...]:
    """Say what a page without text has in its stead: other documents, or scripts that fetch it."""
    if has_scripts and not found:
        return (Issue("read.shell_page", "scripts and no text"),)
    return found


def _depth_issue(parser: etree.HTMLParser) -> tuple[Issue, ...]:
    """Say so when the parser stopped early: what follows the limit is not in the tree."""
    for entry in parser.error_log:
        if entry.type_name == _DEPTH_EXCEEDED:
            return (Issue("read.cut_short", entry.message),)
    return ()


def _metadata(root: etree._Element) -> dict[str, str]:
    """Collect title and meta entries; of entries of one name the first is the page's own."""
    metadata: dict[str, str] = {}
    title = root.find(".//title")
    if title is not None and title.text:
        metadata["title"] = " ".join(title.text.split())
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = meta.get("content")
        if name and content and content.strip():
            metadata.setdefault(name, content.strip())
    if headings := [text for text in map(_heading, root.iter("h1")) if text]:
        metadata["h1"] = "\n".join(headings)
    return metadata


def _heading(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _is_html(data: bytes) -> bool:
    return _MARKUP.search(preview(data)) is not None


CONTAINER = Container(
    "html", _is_html, read_html, damage=(etree.LxmlError, ValueError), format="html"
)
