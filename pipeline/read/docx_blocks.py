"""WordprocessingML as blocks: paragraphs, and tables whose merged cells are laid out exactly.

What must not go here: the package around it, styles, numbering.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from pipeline.read.container import image_marker
from pipeline.read.spans import MAX_COLSPAN, has_columns
from pipeline.records import Block, Grid, GridCell, Paragraph, Place

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://purl.oclc.org/ooxml/drawingml/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
# What a reader of the document does not see: deletions, moves' old places, phonetic guides.
_UNSEEN = frozenset({"del", "moveFrom", "rt", "instrText", "delText"})
_BREAKS = frozenset({"br", "cr"})


def read_blocks(root: etree._Element) -> tuple[Block, ...]:
    """Walk the body once and write down its blocks in reading order."""
    return tuple(_blocks(root))


def _blocks(root: etree._Element) -> Iterator[Block]:
    """Find paragraphs and data tables; whatever merely wraps them is looked through.

    A paragraph is looked through as well, for the text boxes and pictures anchored in it.
    """
    counts = {"p": 0, "tbl": 0}
    stack = [root]
    while stack:
        element = stack.pop()
        kind = _word(element)
        if element.tag == _FALLBACK or kind in _UNSEEN:
            continue
        if kind in counts:
            counts[kind] += 1
        if kind == "tbl" and (rows := _data_rows(element)):
            place = _place("tbl", counts)
            yield Grid(_lay_out(rows, place), place)
            continue
        if kind == "p":
            yield from _paragraphs(element, _place("p", counts))
        elif element.tag in _PICTURES:
            yield Paragraph(image_marker(_description(element)), _place("p", counts))
        stack.extend(reversed(element))


def _place(kind: str, counts: dict[str, int]) -> Place:
    """Name a block by its number among those of its kind, in reading order."""
    return Place(path=f"/w:{kind}[{counts[kind]}]")


def _paragraphs(element: etree._Element, place: Place) -> Iterator[Paragraph]:
    for line in _text(element).split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), place)


def _data_rows(table: etree._Element) -> list[list[etree._Element]]:
    """List the rows of a table that holds data; none if it only arranges what is in it."""
    if next(table.iterdescendants(*(f"{space}tbl" for space in _WORD)), None) is not None:
        return []
    rows = [_cells(row) for row in _children(table, "tr") if not _is_deleted(row)]
    return rows if has_columns(rows) else []


def _cells(row: etree._Element) -> list[etree._Element]:
    return list(_children(row, "tc"))


def _children(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield the children of a kind, those in content controls and revisions included."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        found = _word(element)
        if found == kind:
            yield element
        elif found in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            stack.extend(reversed(element))


def _is_deleted(row: etree._Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _lay_out(rows: list[list[etree._Element]], table: Place) -> tuple[tuple[GridCell, ...], ...]:
    """Give cells their columns; a cell that continues the one above lengthens it and is gone."""
    laid_out: list[list[GridCell]] = []
    # Where the cell that a column continues stands: its row, and its place in that row.
    above: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(rows):
        cells: list[GridCell] = []
        below: dict[int, tuple[int, int]] = {}
        column = _skipped(row)
        for x, element in enumerate(row, start=1):
            colspan = _number(_property(element, "tcPr", "gridSpan"))
            if _continues(element) and column in above:
                below[column] = above[column]
                _lengthen(laid_out, above[column])
            else:
                below[column] = (y, len(cells))
                place = Place(path=f"{table.path}/w:tr[{y + 1}]/w:tc[{x}]")
                cells.append(GridCell(_cell_text(element), column, place, colspan))
            column += colspan
        laid_out.append(cells)
        above = below
    return tuple(tuple(cells) for cells in laid_out)


def _lengthen(rows: list[list[GridCell]], origin: tuple[int, int]) -> None:
    y, x = origin
    rows[y][x] = replace(rows[y][x], rowspan=rows[y][x].rowspan + 1)


def _skipped(row: list[etree._Element]) -> int:
    """Count the columns that a row leaves out at its start."""
    parent = row[0].getparent() if row else None
    return 0 if parent is None else _number(_property(parent, "trPr", "gridBefore"), absent=0)


def _continues(cell: etree._Element) -> bool:
    merge = _property(cell, "tcPr", "vMerge")
    return merge is not None and _value(merge) != "restart"


def _property(element: etree._Element, properties: str, name: str) -> etree._Element | None:
    """Find a property of a row or cell."""
    for child in element:
        if _word(child) == properties:
            return next((entry for entry in child if _word(entry) == name), None)
    return None


def _number(element: etree._Element | None, *, absent: int = 1) -> int:
    written = _value(element) if element is not None else ""
    return min(int(written), MAX_COLSPAN) if written.isdecimal() else absent


def _value(element: etree._Element) -> str:
    return next((value for space in _WORD if (value := element.get(f"{space}val"))), "")


def _cell_text(cell: etree._Element) -> str:
    """Write the text of a cell, with its picture's mark if a picture is all that it holds."""
    lines = (line.strip() for line in _text(cell, boxes=True).split("\n"))
    text = "\n".join(line for line in lines if line)
    if text:
        return text
    picture = next(cell.iterdescendants(*_PICTURES), None)
    return "" if picture is None else image_marker(_description(picture))


def _text(root: etree._Element, *, boxes: bool = False) -> str:
    """Gather what is seen of an element's text; text boxes in prose are paragraphs of their own."""
    pieces: list[str] = []
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        kind = _word(element)
        if element.tag == _FALLBACK or kind in _UNSEEN or (kind == "txbxContent" and not boxes):
            continue
        if kind == "p":
            pieces.append("\n")
        pieces.append(_character(element, kind))
        stack.extend(reversed(element))
    return "".join(pieces)


def _character(element: etree._Element, kind: str) -> str:
    if kind == "t":
        return element.text or ""
    if kind == "tab":
        parent = element.getparent()  # a run; within `tabs` it is a tab stop
        return "\t" if parent is not None and _word(parent) == "r" else ""
    if kind == "noBreakHyphen":
        return "-"
    return "\n" if kind in _BREAKS else ""


def _description(picture: etree._Element) -> str:
    """Find what the author says a picture shows."""
    for ancestor in picture.iterancestors():
        if _word(ancestor) in {"drawing", "pict"}:
            # It stands near the start; a drawing of many pictures must not be searched for each.
            parts = islice(ancestor.iter(), 20)
            return next((text for part in parts if (text := part.get("descr"))), "")
    return picture.get("title") or ""


def _word(element: etree._Element) -> str:
    """Name an element of WordprocessingML, of either of its namespaces; others have no name."""
    tag = element.tag
    if isinstance(tag, str):
        for space in _WORD:
            if tag.startswith(space):
                return tag[len(space) :]
    return ""
