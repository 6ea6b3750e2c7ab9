"""Tables of WordprocessingML: which of them hold data, and how their merged cells lie.

What must not go here: the text outside tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.read.docx_xml import PICTURES, WORD, picture_mark, setting, text_of, value, word
from pipeline.read.spans import MAX_COLSPAN, has_columns
from pipeline.records import GridCell, Place

_TABLES = tuple(f"{space}tbl" for space in WORD)
_CELLS = tuple(f"{space}tc" for space in WORD)
# A table in a cell of another is the cell's content, or else the reason for the outer table.
MOST_NESTED = 0.5
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})

Rows = list[list[etree._Element]]


def data_rows(table: etree._Element) -> Rows:
    """List the rows of a table that holds data; none if it only arranges what is in it."""
    rows = [_cells(row) for row in _children(table, "tr") if setting(row, "trPr", "del") is None]
    if not has_columns(rows):
        return []
    if next(table.iterdescendants(*_TABLES), None) is not None:
        own = sum(len(row) for row in rows)
        nested = sum(1 for _ in table.iterdescendants(*_CELLS)) - own
        if nested > own * MOST_NESTED:
            return []
    return rows


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in _children(row, "tc") if setting(cell, "tcPr", "cellDel") is None]


def _children(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield the children of a kind, those in content controls and revisions included."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        found = word(element)
        if found == kind:
            yield element
        elif found in _WRAPPERS:
            stack.extend(reversed(element))


def lay_out(rows: Rows, table: Place) -> tuple[tuple[GridCell, ...], ...]:
    """Give cells their columns; a cell that continues another lengthens it and is gone."""
    laid_out: list[list[GridCell]] = []
    # Where the cell that a column continues stands: its row, and its place in that row.
    above: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(rows):
        cells: list[GridCell] = []
        below: dict[int, tuple[int, int]] = {}
        column = _skipped(row)
        for x, element in enumerate(row, start=1):
            colspan = _number(setting(element, "tcPr", "gridSpan"))
            if _continues(element, "hMerge") and cells and cells[-1].column in below:
                cells[-1] = cells[-1]._replace(colspan=cells[-1].colspan + colspan)
            elif _continues(element, "vMerge") and column in above:
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
    rows[y][x] = rows[y][x]._replace(rowspan=rows[y][x].rowspan + 1)


def _skipped(row: list[etree._Element]) -> int:
    """Count the columns that a row leaves out at its start."""
    parent = row[0].getparent() if row else None
    return 0 if parent is None else _number(setting(parent, "trPr", "gridBefore"), absent=0)


def _continues(cell: etree._Element, direction: str) -> bool:
    merge = setting(cell, "tcPr", direction)
    return merge is not None and value(merge) != "restart"


def _number(element: etree._Element | None, *, absent: int = 1) -> int:
    written = value(element) if element is not None else ""
    is_number = written.isascii() and written.isdecimal() and len(written) < 6
    return min(max(int(written), absent), MAX_COLSPAN) if is_number else absent


def _cell_text(cell: etree._Element) -> str:
    """Write the text of a cell, with its picture's mark if a picture is all that it holds."""
    lines = (line.strip() for line in text_of(cell, boxes=True).split("\n"))
    text = "\n".join(line for line in lines if line)
    if text:
        return text
    picture = next(cell.iterdescendants(*PICTURES), None)
    return "" if picture is None else picture_mark(picture)
