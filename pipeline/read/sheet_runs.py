"""Runs of a cell's text that are no digits of its figure: struck out, raised, or pale.

What must not go here: cells and their places.
"""

from __future__ import annotations

import re

from lxml import etree

_MARKED = re.compile(rb"<(?:\w+:)?(?:strike|vertAlign)\b|\"FFFFFFFF\"", re.IGNORECASE)
_RUN = re.compile(rb"<(?:\w+:)?r>")
_OFF = frozenset(("0", "false"))
_PALE = "FFFFFFFF"


def set_apart(xml: bytes) -> bytes:
    """Return a part in which such runs stand between blanks: no third figure is made of two.

    Raises what lxml raises on broken XML.
    """
    if not _RUN.search(xml) or not _MARKED.search(xml):
        return xml
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for run in root.iter("{*}r"):
        text = run.find("{*}t")
        if text is not None and text.text and _is_apart(run) and any(map(str.isdigit, text.text)):
            text.text = f" {text.text} "
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return etree.tostring(root)


def _is_apart(run: etree._Element) -> bool:
    return any(
        _sets_apart(str(entry.tag).rpartition("}")[2], entry)
        for properties in run.iterchildren("{*}rPr")
        for entry in properties
    )


def _sets_apart(name: str, entry: etree._Element) -> bool:
    if name == "strike":
        return entry.get("val") not in _OFF
    if name == "vertAlign":
        return entry.get("val") in ("superscript", "subscript")
    return name == "color" and (entry.get("rgb") or "").upper() == _PALE
