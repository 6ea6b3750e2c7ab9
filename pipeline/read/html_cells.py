"""Boxes that are cells of a table: what each may hold, and the text it shows.

What must not go here: which boxes are rows, and which rows a table.
"""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from pipeline.read.html_tables import (
    SHOWN_OTHERWISE,
    cell_text,
    inner_text,
    innermost,
    mark_breaks,
)

LONGEST_CELL = 120  # characters: the longest label has half of that
MOST_ELEMENTS = 12  # within a cell

_CELLS = frozenset(("div", "span", "li", "dd", "dt", "p", "label"))
_INLINE = frozenset(
    "a b br center em font i img label o:p p span strong sub sup u".split()  # noqa: SIM905 - one line instead of twenty
)


def text_in(text: str | None) -> str:
    """Return what a text shows; nothing of blanks."""
    return (text or "").strip()


def is_cell(element: etree._Element, taken: Container[etree._Element] = frozenset()) -> bool:
    """Whether an element holds a text and no boxes, or one box that does."""
    if element.tag not in _CELLS or element in taken:
        return False
    top, wraps = element, 0
    while len(top) == 1:  # box in box, each alone: most cells are nothing else
        top = top[0]
        wraps += 1
        if top.tag not in _INLINE and top.tag != "div":
            return False
    for count, inner in enumerate(top.iterdescendants() if len(top) else (), start=wraps + 1):
        is_alone = inner.getprevious() is None and inner.getnext() is None
        is_wrapped = inner.tag == "div" and is_alone
        if count > MOST_ELEMENTS or (inner.tag not in _INLINE and not is_wrapped):
            return False
    return wraps <= MOST_ELEMENTS


def bare_text(cell: etree._Element) -> str:
    """Return the text of a cell without any blanks."""
    inner = innermost(cell)
    text = inner_text(cell) if inner is None else inner.text or ""
    return "".join(text.split())


def box_text(cell: etree._Element) -> str:
    """Return the text of a cell as it is shown; the boxes within it begin new lines."""
    inner = innermost(cell)
    if inner is None or inner.tag in SHOWN_OTHERWISE:
        mark_breaks(cell)
        return cell_text(cell)
    return cell_text(inner)  # the lines of boxes in boxes are one
