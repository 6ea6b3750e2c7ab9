"""What a page holds and does not show, taken out of its tree; what it shows apart, set apart.

What must not go here: tables, and what is text and what is not.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

_NEVER_SHOWN = ("head", "script", "style", "noscript", "template", "object", "iframe", "xml")
# From the attributes to their elements: many times faster than a look at every element. What the
# page does not write need not be looked for; how `display` is written in capitals is known.
_HIDDEN = etree.XPath("//@hidden/..", smart_strings=False)
_STYLED = {
    word.encode(): etree.XPath(f'//@style[contains(., "{word}")]/..', smart_strings=False)
    for word in ("display", "DISPLAY", "Display")
}
_NOT_DISPLAYED = re.compile(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
# Whole parts of a page are hidden only until a reader opens them; pieces of a text are hidden
# because they are not of it.
_PIECES = frozenset(
    ("span", "font", "b", "i", "em", "strong", "label", "sup", "sub", "u", "td", "th", "tr", "p")
)
_APART = ("sup", "sub", "del", "s", "strike")
_APART_WORDS = (b"super", b"line-through", b"text-top")
_APART_STYLE = etree.XPath(
    '//@style[contains(., "super") or contains(., "line-through") or contains(., "text-top")]/..',
    smart_strings=False,
)
_SET_APART = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top)|text-decoration[a-z-]*\s*:[^;]*line-through",
    re.IGNORECASE,
)


def show(root: etree._Element, page: bytes) -> None:
    """Leave in the tree of a page what a reader sees: hidden pieces must not run into a figure.

    Notes raised above a figure, and figures struck out beside it, are kept apart from it by a
    blank: what the figure is can then not be told, and no third figure is made of the two.
    """
    etree.strip_elements(root, *_NEVER_SHOWN, with_tail=False)
    for element in _hidden(root, page):
        _take_out(element)
    for element in (*root.iter(*_APART), *_styled_apart(root, page)):
        if any(c.isdigit() for text in element.itertext() for c in str(text)):
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"


def _styled_apart(root: etree._Element, page: bytes) -> list[etree._Element]:
    """Return what is raised or struck out by its style: editors write that for the tags."""
    if not any(word in page for word in _APART_WORDS):
        return []
    return [e for e in _elements(_APART_STYLE, root) if _SET_APART.search(e.get("style") or "")]


def _hidden(root: etree._Element, page: bytes) -> list[etree._Element]:
    found = _elements(_HIDDEN, root) if b"hidden" in page.lower() else []
    pieces = [e for e in found if e.tag in _PIECES]
    for word, styled in _STYLED.items():
        if word in page:
            pieces += [
                e
                for e in _elements(styled, root)
                if e.tag in _PIECES and _NOT_DISPLAYED.search(e.get("style") or "")
            ]
    return pieces


def _elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", path(root))


def _take_out(element: etree._Element) -> None:
    """Remove an element and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
