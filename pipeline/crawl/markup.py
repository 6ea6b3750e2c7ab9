"""Markup to a tree and a tree to strings, by paths compiled once.

Elements are lxml's plain ones: those of `lxml.html` cost a call for each element that is touched.
Strings are plain too: those that know their element keep the whole tree alive.
What must not go here: what a page means.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = etree._Element  # the name that lxml's own stubs give it
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UNSHOWN = ("script", "style")


class Path:
    """An XPath expression that yields strings or elements."""

    def __init__(self, expression: str) -> None:
        """Compile it."""
        self._find = etree.XPath(expression, smart_strings=False)

    def strings(self, tree: Element | None) -> list[str]:
        """Return the strings of a path that ends in text or in an attribute."""
        found: Any = self._find(tree) if tree is not None else []
        return list(found)

    def elements(self, tree: Element | None) -> list[Element]:
        """Return the elements of a path that ends in elements."""
        found: Any = self._find(tree) if tree is not None else []
        return list(found)


_WHOLE = etree.XPath("string(/)", smart_strings=False)
_OWN = etree.XPath("string()", smart_strings=False)


def parsed(source: str) -> Element | None:
    """Return the root of the document, None where there is none."""
    declared = _DECLARATION.match(source)
    text = source[declared.end() :] if declared else source
    if not text.strip():
        return None
    try:
        root: Any = etree.fromstring(text, etree.HTMLParser(huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def shown_text(root: Element) -> str:
    """Return all text but that of scripts and styles, which are emptied meanwhile."""
    hidden = [(element, element.text) for element in root.iter(*_UNSHOWN)]
    for element, _ in hidden:
        element.text = None
    try:
        return str(_WHOLE(root))
    finally:
        for element, text in hidden:
            element.text = text


def text_of(element: Element) -> str:
    """Return the text of an element and of what stands in it."""
    return str(_OWN(element))
