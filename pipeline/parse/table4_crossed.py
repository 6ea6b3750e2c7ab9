"""Table 4 laid out otherwise than the form: channels as lines, or each in a table of its own.

Every figure is of the channel and the result that are named above it or in front of it; all must
be there, each once, and no figure besides: with a cell too many all are shifted.
What must not go here: the table as the form prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.parse.heads import is_figure
from pipeline.parse.rows import Row, is_value
from pipeline.records import GridCell
from pipeline.registry.forms import TableForm
from pipeline.registry.labels import (
    VARIANT,
    Spellings,
    best_spelling,
    column_spellings,
    line_spellings,
)

MOST_ROWS, MOST_COLUMNS = 60, 60  # of a table that is looked through
Key = tuple[str, str]
UNNAMED = ("", "")
_Plane = dict[tuple[int, int], GridCell]


def crossed(rows: Sequence[Row], form: TableForm) -> dict[Key, GridCell]:
    """Return the cell of every channel and result; nothing unless each is found, and once."""
    channels = line_spellings(form.table_code, form.layout)
    results = column_spellings(form.table_code, form.layout)
    found: dict[Key, GridCell] = {}
    for _, grid in groupby(rows, key=lambda row: row.grid):
        for key, cell in _named(list(grid), channels, results):
            if key in found or key == UNNAMED:
                return {}
            found[key] = cell
    return found if found.keys() == set(form.cells) else {}


def _named(
    rows: Sequence[Row], channels: Spellings, results: Spellings
) -> Iterator[tuple[Key, GridCell]]:
    """Yield the figures and blanks of a grid that stand under one channel and one result."""
    names = [name for row in rows for name in row.names]
    is_large = len(rows) > MOST_ROWS or rows[0].width > MOST_COLUMNS
    if is_large or any(row.ragged for row in rows):
        return
    if not _hits(names, channels) or not _hits(names, results):
        return
    plane = _plane(rows)
    last = 0  # column in which a figure has its names
    for (y, x), cell in plane.items():
        if cell is not rows[y].fields[x] or not is_value(cell.text or "0"):
            continue
        heads = [*_texts(plane, [(above, x) for above in range(y)])]
        heads += _texts(plane, [(y, before) for before in range(x)])
        channel, result = _hits(heads, channels), _hits(heads, results)
        if len(channel) == len(result) == 1:
            last = max(last, x)
            yield (channel.pop(), result.pop()), cell
        elif is_figure(cell.text) or (last and x > last):
            yield UNNAMED, cell


def _plane(rows: Sequence[Row]) -> _Plane:
    """Return the cell that covers each place, by row and column."""
    plane: _Plane = {}
    for y, row in enumerate(rows):
        for cell in row.fields:
            if cell is None:
                continue
            for down in range(y, min(y + cell.rowspan, len(rows))):
                for across in range(cell.column, cell.column + cell.colspan):
                    plane.setdefault((down, across), cell)
    return plane


def _texts(plane: Mapping[tuple[int, int], GridCell], at: Sequence[tuple[int, int]]) -> list[str]:
    return [cell.text for place in at if (cell := plane.get(place)) is not None]


def _hits(texts: Sequence[str], spellings: Spellings) -> set[str]:
    hits = [best_spelling(text, spellings, VARIANT) for text in dict.fromkeys(texts)]
    return {hit[0] for hit in hits if hit}
