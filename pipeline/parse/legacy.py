"""Older forms: every figure as its label, unit and value stand, never forced into later tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from pipeline.parse.heads import has_figures
from pipeline.parse.rows import Row
from pipeline.parse.values import NUMBER
from pipeline.records import Block, GridCell, LegacyFigure, Paragraph
from pipeline.registry.labels import bare, plain
from pipeline.registry.prose import legacy_labels, pattern, prose

MOST = 10**12  # what a figure of these forms may be


def legacy_hits(rows: Sequence[Row]) -> int:
    """Return how many different labels stand here that only an older form prints."""
    known = legacy_labels()
    return len({name for row in rows for t in row.names if (name := bare(t)) in known})


def legacy_figures(rows: Sequence[Row], year: int | None) -> tuple[LegacyFigure, ...]:
    """Return label, unit and value of every label that has one figure of the report's own year.

    Numbers of lines, codes, and figures under the head of another year are none of it.
    """
    by_grid = groupby(rows, key=lambda row: row.grid)
    return tuple(figure for _, grid in by_grid for figure in _figures(list(grid), year))


def legacy_lines(blocks: Iterable[Block]) -> tuple[LegacyFigure, ...]:
    """Return the figures that stand in one line with a label of an older form and its unit."""
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    return tuple(figure for line in paragraphs if (figure := _of_line(line)) is not None)


def _of_line(line: Paragraph) -> LegacyFigure | None:
    found = pattern("older", "line").fullmatch(plain(line.text))
    if found is None or bare(found["label"]) not in legacy_labels():
        return None
    number = _number(GridCell(found["number"], 0, line.place))
    value = number[0] if number else None
    return LegacyFigure(found["label"], found["unit"], value, line.text, line.place)


def _figures(rows: Sequence[Row], year: int | None) -> Iterator[LegacyFigure]:
    others = {
        at
        for row in rows
        if not row.ragged and not has_figures(row)
        for at, cell in enumerate(row.fields)
        if cell is not None and _is_other(plain(cell.text), year)
    }
    for row in rows:
        cells = [f for at, f in enumerate(row.fields) if f is not None and at not in others]
        for part in _parts([cell for cell in cells if plain(cell.text)]):
            if (figure := _figure(part)) is not None:
                yield figure


def _is_other(head: str, year: int | None) -> bool:
    """Whether a column is headed as no figures of the report: numbers, codes, another year's."""
    if pattern("older", "other_column").search(head):
        return True
    years = {int(found) for found in pattern("other_year", "year").findall(head)}
    return bool(years) and year is not None and year not in years


def _parts(cells: Sequence[GridCell]) -> Iterator[list[GridCell]]:
    """Yield the cells of each label with what follows it: several may stand in one row."""
    part: list[GridCell] = []
    has_figure = False
    for cell in cells:
        is_label = _is_label(cell)
        if is_label and has_figure and any(map(_is_label, part)):
            yield part
            part, has_figure = [], False
        part.append(cell)
        has_figure |= _number(cell) is not None
    yield part


def _figure(cells: Sequence[GridCell]) -> LegacyFigure | None:
    labels = [at for at, cell in enumerate(cells) if _is_label(cell)]
    if not labels:
        return None
    label, behind = cells[labels[-1]], cells[labels[-1] :]
    figures = [(cell, read) for cell in behind if (read := _number(cell)) is not None]
    if len(figures) != 1:
        return None
    (cell, (value, own_unit)) = figures[0]
    units = [c.text.strip() for c in cells if _is_unit(c)]
    unit = own_unit or next(iter(units[-1:]), None) or next(_unit_inside(label), None)
    return LegacyFigure(label.text.strip(), unit, value, cell.text, cell.place)


def _is_label(cell: GridCell) -> bool:
    """Whether a cell names a figure: a code beside it has no Chinese character."""
    return not cell.text.isascii() and _number(cell) is None and not _is_unit(cell)


def _is_unit(cell: GridCell) -> bool:
    return plain(cell.text).strip("()") in prose("older")["units"]


def _unit_inside(label: GridCell) -> Iterator[str]:
    """Yield the unit that a label names in brackets."""
    text = plain(label.text)
    return (u for u in prose("older")["units"] if f"({u})" in text or f":{u})" in text)


def _number(cell: GridCell) -> tuple[Decimal, str | None] | None:
    """Return the figure in a cell, and the unit behind it, None where it holds none."""
    text = plain(cell.text)
    unit = max((u for u in prose("older")["units"] if text.endswith(u)), key=len, default=None)
    match = NUMBER.fullmatch(text.removesuffix(unit) if unit else text)
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    return (value, unit) if value < MOST else None
