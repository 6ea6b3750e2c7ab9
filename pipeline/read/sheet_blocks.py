"""The cells of a worksheet as blocks: tables as grids, rows of a single text as paragraphs.

A sheet is one plane: tables end at an empty row, or at a text that is merged across all of them.
What must not go here: files, and how any workbook is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.read.container import MAX_PIECES
from pipeline.read.gaps import is_figure
from pipeline.read.spans import has_columns
from pipeline.records import Block, Grid, GridCell, Paragraph, Place

# A single text longer than this is prose even where it is not merged across the table.
LONGEST_CELL = 120

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Texts by row and column from A1 on, and the ranges that are merged."""

    name: str
    rows: Sequence[list[str]]
    merged: Sequence[Merge] = ()


@dataclass(slots=True)
class _Plane:
    """A sheet with its merges laid out: what begins where, and what is covered."""

    sheet: Sheet
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    linked: set[int] = field(default_factory=set)  # rows that a cell reaches into from above
    shown: list[list[int]] = field(default_factory=list)  # by row, where a text begins

    def place(self, row: int, column: int) -> Place:
        return cell_place(self.sheet.name, row, column)

    def end(self, row: int, column: int) -> int:
        return column + self.spans.get((row, column), (1, 1))[1]


def sheet_blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the blocks of a sheet from top to bottom."""
    plane = _lay_out(sheet)
    start = 0
    for row in range(len(sheet.rows) + 1):
        at_end = row == len(sheet.rows)
        if at_end or (not plane.shown[row] and row not in plane.linked):
            yield from _area_blocks(plane, start, row)
            start = row + 1


def cell_place(sheet: str, row: int, column: int) -> Place:
    """Name a cell, counted from 0, as sheets do: columns from A to Z, then AA."""
    letters = ""
    left = column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return Place(path=f"{sheet}!{letters}{row + 1}")


def _lay_out(sheet: Sheet) -> _Plane:
    """Clip merges to what is filled, and drop those that would overlap: no sheet shows them."""
    plane = _Plane(sheet)
    height, width = len(sheet.rows), max((len(row) for row in sheet.rows), default=0)
    left_over = MAX_PIECES
    for (top, left), (bottom, right) in sheet.merged:
        rows, columns = range(top, min(bottom + 1, height)), range(left, min(right + 1, width))
        left_over -= len(rows) * len(columns)
        if left_over < 0:
            break
        inside = {(row, column) for row in rows for column in columns}
        if len(inside) < 2 or inside & plane.covered:
            continue
        plane.spans[top, left] = (len(rows), len(columns))
        plane.covered |= inside - {(top, left)}
        plane.linked.update(rows[1:])
    plane.shown = [
        [x for x, text in enumerate(row) if text and (y, x) not in plane.covered]
        for y, row in enumerate(sheet.rows)
    ]
    return plane


def _area_blocks(plane: _Plane, start: int, stop: int) -> Iterator[Block]:
    """Yield the blocks of rows without an empty one among them."""
    right = max(
        (plane.end(row, c) for row in range(start, stop) for c in plane.shown[row]), default=0
    )
    left = min((c for row in range(start, stop) for c in plane.shown[row]), default=0)
    first = start
    for row in range(start, stop):
        if _is_banner(plane, row, left, right, is_first=row == first):
            yield from _table(plane, first, row)
            yield from _paragraphs(plane, row)
            first = row + 1
    yield from _table(plane, first, stop)


def _is_banner(plane: _Plane, row: int, left: int, right: int, *, is_first: bool) -> bool:
    """Tell a title or a sentence from a row of a table that has only one text in it."""
    shown = plane.shown[row]
    if len(shown) != 1 or row in plane.linked or row + 1 in plane.linked:
        return False
    across = shown[0] == left and plane.end(row, left) == right
    return is_first or across or len(plane.sheet.rows[row][shown[0]]) > LONGEST_CELL


def _table(plane: _Plane, start: int, stop: int) -> Iterator[Block]:
    """Yield rows as a grid, with the blank cells between its edges; as prose without columns."""
    shown = {row: plane.shown[row] for row in range(start, stop)}
    if not has_columns(list(shown.values())):
        for row in shown:
            yield from _paragraphs(plane, row)
        return
    for left, right in _side_by_side(plane, shown):
        inside = [row for row, columns in shown.items() if any(left <= x < right for x in columns)]
        below = range(inside[0], stop if left == _left(shown) else inside[-1] + 1)
        rows = tuple(_cells(plane, row, left, right, stop) for row in below)
        yield Grid(rows, plane.place(below.start, left))


def _left(shown: Mapping[int, Sequence[int]]) -> int:
    return min(column for columns in shown.values() for column in columns)


def _side_by_side(plane: _Plane, shown: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield from where to where each table reaches of those that stand beside one another.

    An empty column parts two only where the second has labels of its own, or figures without any
    head beside a table that has its own: else it is a space between labels and figures.
    """
    filled = {
        x for row, columns in shown.items() for c in columns for x in range(c, plane.end(row, c))
    }
    left = _left(shown)
    for column in sorted(filled):
        if column - 1 in filled or column == left:
            continue
        figures = _figures(plane, shown, range(column, column + 1))
        has_head = not all(figures)
        if 2 * sum(figures) < len(figures) or (
            not has_head and any(_figures(plane, shown, range(left, column)))
        ):
            yield left, max(x for x in filled if x < column) + 1
            left = column
    yield left, max(filled) + 1


def _figures(plane: _Plane, shown: Mapping[int, Sequence[int]], columns: range) -> list[bool]:
    """Tell for each text that begins in these columns whether it is a figure."""
    return [
        is_figure(plane.sheet.rows[row][column])
        for row, begun in shown.items()
        for column in begun
        if column in columns
    ]


def _cells(plane: _Plane, row: int, left: int, right: int, stop: int) -> tuple[GridCell, ...]:
    texts = plane.sheet.rows[row]
    return tuple(
        GridCell(
            texts[column] if column < len(texts) else "",
            column - left,
            plane.place(row, column),
            min(plane.end(row, column), right) - column,
            min(plane.spans.get((row, column), (1, 1))[0], stop - row),
        )
        for column in range(left, right)
        if (row, column) not in plane.covered
    )


def _paragraphs(plane: _Plane, row: int) -> Iterator[Paragraph]:
    for column in plane.shown[row]:
        for line in plane.sheet.rows[row][column].split("\n"):
            yield Paragraph(line, plane.place(row, column))
