"""Documents of the corpus as workbooks: all on one sheet, or a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.corpus.document import Document, Para, Part, Table, placed_rows
from tests.read.office import Merge, Value, xls

Shape = Literal["one_sheet", "close", "sheets"]
SHAPES: tuple[Shape, ...] = ("one_sheet", "close", "sheets")
WIDTH = 15  # across how many columns prose is merged

Cells = dict[tuple[int, int], Value]


def laid_out(document: Document, shape: Shape) -> Iterator[tuple[Cells, list[Merge]]]:
    """Yield the cells and merges of each sheet; in `close` no empty row parts the tables."""
    cells: Cells = {}
    merged: list[Merge] = []
    row = 0
    for part in document.parts:
        if shape == "sheets" and isinstance(part, Table):
            yield cells, merged
            cells, merged, row = {}, [], 0
        row = _put(part, row, cells, merged, wide=shape == "close")
        row += shape == "one_sheet" and isinstance(part, Table)
    yield cells, merged


def _put(part: Part, row: int, cells: Cells, merged: list[Merge], *, wide: bool) -> int:
    if isinstance(part, Para):
        cells[row, 0] = part.text
        if wide:
            merged.append((row, row, 0, WIDTH - 1))
        return row + 1
    for line in placed_rows(part):
        for placed in line:
            box, left = placed.box, placed.column
            if placed.continued:
                continue
            cells[row, left] = _value(box.text) if box.key else box.text
            if box.rowspan > 1 or box.colspan > 1:
                merged.append((row, row + box.rowspan - 1, left, left + box.colspan - 1))
        row += 1
    return row


def _value(text: str) -> Value:
    """Type a figure as a number, as people do, where it is one."""
    try:
        return float(text) if not text.startswith("+") else text
    except ValueError:
        return text


def xlsx_document(document: Document, shape: Shape) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for cells, merged in laid_out(document, shape):
            _fill(book.add_worksheet(), cells, merged)
    return buffer.getvalue()


def _fill(sheet: Worksheet, cells: Cells, merged: list[Merge]) -> None:
    for top, bottom, left, right in merged:
        sheet.merge_range(top, left, bottom, right, "")
    for (row, column), value in cells.items():
        sheet.write(row, column, value)


def xls_document(document: Document, shape: Shape) -> bytes:
    """Write the old kind; a workbook of several sheets has the merges of its own sheet each."""
    sheets = list(laid_out(document, shape))
    return xls({f"Sheet{n}": cells for n, (cells, _) in enumerate(sheets, 1)},
               [merged for _, merged in sheets])  # fmt: skip
