"""Lay the cells of a table out in columns when rows and columns are spanned.

What must not go here: how a container writes its spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import GridCell, Place

# The widest statutory table has fifteen columns; browsers allow a span of a thousand.
MAX_COLSPAN = 100
# Beyond this a hostile page would make each row look through ever more columns.
MAX_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as it stands in its row, before its column is known; `step` ends its path."""

    text: str
    step: str
    colspan: int = 1
    rowspan: int = 1


def lay_out(rows: Sequence[Sequence[Spanned]], path: str) -> tuple[tuple[GridCell, ...], ...]:
    """Give each cell its column, going round the cells that reach down from rows above.

    `rowspan` 0 reaches to the last row, as in HTML; every span is clipped to the table.
    """
    busy_until = [0] * MAX_COLUMNS
    laid_out: list[tuple[GridCell, ...]] = []
    for index, row in enumerate(rows):
        columns = _columns(row, index, len(rows), busy_until)
        places = (Place(path=f"{path}/tr[{index + 1}]/{cell.step}") for cell in row)
        laid_out.append(
            tuple(
                GridCell(cell.text, column, place, colspan, rowspan)
                for cell, place, (column, colspan, rowspan) in zip(
                    row, places, columns, strict=True
                )
            )
        )
    return tuple(laid_out)


def _columns(
    row: Sequence[Spanned], index: int, height: int, busy_until: list[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield column, columns taken and rows taken of each cell of a row."""
    column = 0
    for cell in row:
        while column < MAX_COLUMNS and busy_until[column] > index:
            column += 1
        colspan = min(max(cell.colspan, 1), MAX_COLSPAN)
        rowspan = min(cell.rowspan or height, height - index)
        for taken in range(column, min(column + colspan, MAX_COLUMNS)):
            busy_until[taken] = index + rowspan
        yield column, colspan, rowspan
        column += colspan


def has_columns(rows: Sequence[Sequence[object]]) -> bool:
    """Tell a table from boxes drawn round prose: some row must have two cells."""
    return any(len(row) > 1 for row in rows)
