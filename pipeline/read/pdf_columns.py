"""Columns that no line rules: told by where the figures of all rows stand, so that blanks show.

Rows that have a figure in every column prove that the columns are apart; without them nothing is
said. Whoever counts the cells still has to find just as many as there are columns.
What must not go here: labels, heads, and anything of PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf_plane import Box

Span = tuple[float, float]
FEWEST_WHOLE = 2  # rows that prove the columns, of three or more: one may hold a torn figure
TORN = 1.5  # heights between figures that may be pieces of one, its thousands set apart
FEWEST_COLUMNS = 2  # of a single one no blank can be told


def columns_of(rows: Sequence[Sequence[Box]]) -> list[Span] | None:
    """Return from where to where each column goes; None where the figures do not tell.

    Figures that stand over one another are of one column. They tell the columns if rows have a
    figure in each of them, and no row two in one.
    """
    columns: list[Span] = []
    for left, right in sorted((box[0], box[2]) for row in rows for box in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    whole = [row for row in rows if len(row) == len(columns)]
    if len(columns) < FEWEST_COLUMNS or len(whole) < min(FEWEST_WHOLE, len(rows) - 1):
        return None
    if len(whole) < FEWEST_WHOLE and any(map(_may_be_torn, whole)):
        return None
    return columns if all(_is_apart(row, columns) for row in rows) else None


def _may_be_torn(row: Sequence[Box]) -> bool:
    pairs = pairwise(sorted(row))
    return any(right[0] - left[2] <= TORN * (left[3] - left[1]) for left, right in pairs)


def blanks_in(row: Sequence[Box], columns: Sequence[Span]) -> list[Box]:
    """Return the boxes of the columns in which a row has nothing."""
    top, bottom = min(box[1] for box in row), max(box[3] for box in row)
    held = {_column(box, columns) for box in row}
    spans = enumerate(columns)
    return [(left, top, right, bottom) for at, (left, right) in spans if at not in held]


def _is_apart(row: Sequence[Box], columns: Sequence[Span]) -> bool:
    return len({_column(box, columns) for box in row}) == len(row)


def _column(box: Box, columns: Sequence[Span]) -> int:
    return next(at for at, (left, right) in enumerate(columns) if left <= box[0] < right)
