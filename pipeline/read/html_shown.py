"""What a page holds and does not show, taken out of its tree; what it shows apart, set apart.

What must not go here: tables, and what is text and what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from pipeline.read.html_unseen import classed_unseen, styled_pale, styled_unseen

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
_IN_TABLES = frozenset(("td", "th", "tr"))
_APART = ("sup", "sub", "del", "s", "strike", "rt")
_FIGURE = re.compile(r"\s*-?\d[\d,.]*\s*", re.ASCII)
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

    Notes raised above a figure, figures struck out beside it, and what may or may not be to be
    seen are kept apart from it by a blank: what the figure is can then not be told, and no third
    figure is made of the two.
    """
    hidden, perhaps = classed_unseen(root, page)
    etree.strip_elements(root, *_NEVER_SHOWN, with_tail=False)
    for element in (*_hidden(root, page), *_pieces(hidden), *_not_chosen(root, page)):
        _take_out(element)
    for element in _pieces(styled_unseen(root, page)):
        if element.tag in _IN_TABLES:
            _empty(element)  # its place is kept
        else:
            _take_out(element)
    _fill_in(root, page)
    pale = [e for e in _pieces(styled_pale(root, page)) if e.tag not in _IN_TABLES]
    apart = (*root.iter(*_APART), *_styled_apart(root, page), *pale, *_pieces(perhaps))
    for element in apart:
        if any(c.isdigit() for text in element.itertext() for c in str(text)):
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"


def _pieces(elements: Iterable[etree._Element]) -> list[etree._Element]:
    return [element for element in elements if element.tag in _PIECES]


def _not_chosen(root: etree._Element, page: bytes) -> Iterator[etree._Element]:
    """Yield what stands in closed lists: but the chosen line, or the first, is to be seen."""
    if b"<option" not in page and b"<OPTION" not in page:
        return
    for box in root.iter("select"):
        lines = list(box.iter("option"))
        chosen = next((line for line in lines if line.get("selected") is not None), None)
        shown = lines[0] if chosen is None and lines else chosen
        yield from (line for line in lines if line is not shown)


def _fill_in(root: etree._Element, page: bytes) -> None:
    """Put the figures into a table that is printed as a form to be filled in."""
    if b"<input" not in page and b"<INPUT" not in page:
        return
    for box in root.iter("input"):
        is_line = (box.get("type") or "text").lower() in ("text", "number")
        value = box.get("value") or ""
        if is_line and _FIGURE.fullmatch(value) and next(box.iterancestors("td"), None) is not None:
            box.text = value


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


def _empty(element: etree._Element) -> None:
    for piece in element.iter():
        piece.text = None
        if piece is not element:
            piece.tail = None


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
