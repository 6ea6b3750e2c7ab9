"""Lay the cells of a table out in columns when rows and columns are spanned.

What must not go here: how a container writes its spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records import GridCell, Place

# The widest statutory table has fifteen columns; browsers allow a span of a thousand.
MAX_COLSPAN = 100
# Beyond this a hostile page would make each row look through ever more columns.
MAX_COLUMNS = 256


# A cell as it stands in its row, before its column is known: its text, the step that ends its path,
# colspan and rowspan. No class of its own: it lives for a moment only, and a document has hundreds.
Spanned = tuple[str, str, int, int]
_make = tuple.__new__


def lay_out(rows: Sequence[Sequence[Spanned]], path: str) -> tuple[tuple[GridCell, ...], ...]:
    """Give each cell its column, going round the cells that reach down from rows above.

    `rowspan` 0 reaches to the last row, as in HTML; every span is clipped to the table.
    """
    busy_until = [0] * MAX_COLUMNS
    return tuple(
        tuple(_laid_out(row, index, len(rows), busy_until, f"{path}/tr[{index + 1}]/"))
        for index, row in enumerate(rows)
    )


def _laid_out(
    row: Sequence[Spanned], index: int, height: int, busy_until: list[int], path: str
) -> Iterator[GridCell]:
    """Yield the cells of a row in their columns, and note how far down they reach."""
    column = 0
    for text, step, colspan, rowspan in row:
        while column < MAX_COLUMNS and busy_until[column] > index:
            column += 1
        if colspan == rowspan == 1:  # as nearly all are: made without the detour of their names
            place = _make(Place, (path + step, None, None))
            yield _make(GridCell, (text, column, place, 1, 1, None))
            column += 1
            continue
        wide = min(max(colspan, 1), MAX_COLSPAN)
        deep = min(rowspan or height, height - index)
        for taken in range(column, min(column + wide, MAX_COLUMNS)):
            busy_until[taken] = index + deep
        yield GridCell(text, column, Place(path + step), wide, deep)
        column += wide


def has_columns(rows: Sequence[Sequence[object]]) -> bool:
    """Tell a table from boxes drawn round prose: some row must have two cells."""
    return any(len(row) > 1 for row in rows)
