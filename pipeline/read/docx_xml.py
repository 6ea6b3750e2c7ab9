"""Elements of WordprocessingML: their names, properties and visible text.

What must not go here: paragraphs and tables as blocks.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.read.container import image_marker

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://purl.oclc.org/ooxml/drawingml/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        OLD_PICTURE,
    }
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A figure that was typed into a formula is printed like any other.
_MATH_TEXT = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)
# What a reader of the document does not see: deletions, moves' old places, phonetic guides.
_UNSEEN = frozenset({"del", "moveFrom", "rt", "instrText", "delText"})
_OWN_BLOCKS = frozenset({"txbxContent", "p", "tbl"})
_BREAKS = frozenset({"br", "cr"})
_OFF = frozenset({"0", "false", "off"})
# What is raised beside a figure, struck out or of the colour of paper is no digit of it.
_RAISED = frozenset({"superscript", "subscript"})
_STRUCK = frozenset({"strike", "dstrike"})
_PALE = "FFFFFF"


def word(element: etree._Element) -> str:
    """Name an element of WordprocessingML, of either of its namespaces; others have no name."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_024)
def _name(tag: str) -> str:
    return next((tag[len(space) :] for space in WORD if tag.startswith(space)), "")


def is_unseen(element: etree._Element, kind: str) -> bool:
    """Tell what no reader of the document sees; a run may be hidden by what stands first in it."""
    if kind != "r":
        return kind in _UNSEEN or element.tag == _FALLBACK
    if not len(element) or word(element[0]) != "rPr":
        return False
    hidden = next((entry for entry in element[0] if word(entry) == "vanish"), None)
    return hidden is not None and value(hidden) not in _OFF


def setting(element: etree._Element, properties: str, name: str) -> etree._Element | None:
    """Find a property of a row or cell."""
    for child in element:
        if word(child) == properties:
            return next((entry for entry in child if word(entry) == name), None)
    return None


def value(element: etree._Element) -> str:
    """Return what a property is set to; the empty string where it is merely there."""
    return next((found for space in WORD if (found := element.get(f"{space}val"))), "")


def text_of(root: etree._Element, *, boxes: bool = False) -> str:
    """Gather what is seen of an element's text; with `boxes` what else is a block of its own."""
    pieces: list[str] = []
    stack: list[etree._Element | None] = list(reversed(root))
    while stack:
        element = stack.pop()
        if element is None:  # the end of what is set apart
            pieces.append(" ")
            continue
        kind = word(element)
        if is_unseen(element, kind) or (kind in _OWN_BLOCKS and not boxes):
            continue
        if kind == "p":
            pieces.append("\n")
        elif kind == "r" and _is_apart(element):
            pieces.append(" ")
            stack.append(None)
        pieces.append(_character(element, kind))
        stack.extend(reversed(element))
    return "".join(pieces)


def _is_apart(run: etree._Element) -> bool:
    """Whether a run of digits is raised, struck out or pale: no third figure is made of two."""
    if not len(run) or word(run[0]) != "rPr":
        return False
    marked = any(_sets_apart(word(entry), value(entry)) for entry in run[0])
    return marked and any(c.isdigit() for text in run.itertext() for c in str(text))


def _sets_apart(name: str, setting: str) -> bool:
    if name in _STRUCK:
        return setting not in _OFF
    return (name == "vertAlign" and setting in _RAISED) or (name == "color" and setting == _PALE)


def _character(element: etree._Element, kind: str) -> str:
    if kind == "t" or element.tag in _MATH_TEXT:
        return element.text or ""
    if kind == "tab":
        parent = element.getparent()  # a run; within `tabs` it is a tab stop
        return "\t" if parent is not None and word(parent) == "r" else ""
    if kind == "noBreakHyphen":
        return "-"
    return "\n" if kind in _BREAKS else ""


def picture_mark(picture: etree._Element) -> str:
    """Write the mark of a picture, with what its author says it shows."""
    for ancestor in picture.iterancestors():
        if word(ancestor) in {"drawing", "pict"}:
            # It stands near the start; a drawing of many pictures must not be searched for each.
            parts = islice(ancestor.iter(), 20)
            return image_marker(next((text for part in parts if (text := part.get("descr"))), ""))
    return image_marker(picture.get("title"))
