"""The heads of table 3: in which column each kind of applicant stands, and in which order.

What must not go here: lines and their labels, figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from pipeline.parse.heads import FEWEST_HEADS, Head, fitted, has_figures, of_table
from pipeline.parse.rows import Row
from pipeline.parse.windows import ruled_starts
from pipeline.records import GridCell
from pipeline.registry.forms import TableForm
from pipeline.registry.labels import (
    OFFICIAL,
    VARIANT,
    Spellings,
    best_spelling,
    column_spellings,
    plain,
)
from pipeline.registry.prose import prose

TOTAL = "total"


def heads_by_grid(rows: Sequence[Row], form: TableForm, *, by_place: bool) -> dict[int, Head]:
    """Return the heads by grid, each with how it fits the rows below it.

    A fragment without a head, as wide as the fragment before it, has that fragment's columns; else
    its own full rows show them, if figures may be told by their place.
    """
    of_grid: dict[int, list[Row]] = {}
    for row in rows:
        of_grid.setdefault(row.grid, []).append(row)
    heads = heads_named(rows, form)
    spellings = column_spellings(form.table_code, form.layout)
    whole = {
        grid: _head(columns, of_grid[grid], spellings)
        for grid, columns in whole_heads(heads, form).items()
    }
    widths = {row.grid: row.width for row in rows if not row.ragged}
    for grid, width in widths.items():
        before = [g for g in whole if g < grid and widths[g] == width]
        if grid not in whole and before and len(heads.get(grid, {})) <= 1:
            whole[grid] = fitted([(whole[max(before)], of_grid[grid])])[0]
    headless = [row for row in rows if row.grid not in whole] if by_place else []
    starts = ruled_starts(headless, len(form.columns))
    for grid, start in starts.items():
        columns = {column.column_code: at for at, column in enumerate(form.columns, start)}
        head = Head(columns, frozenset(columns.values()), of_grid[grid][0].width)
        whole.setdefault(grid, fitted([(head, of_grid[grid])])[0])
    return whole


def _head(columns: Mapping[str, int], rows: Sequence[Row], spellings: Spellings) -> Head:
    """Return the head that names these columns of a grid, with how it fits the rows below it."""
    places = frozenset(columns.values())
    at = max(range(len(rows)), key=lambda i: len(places.intersection(rows[i].named)))
    above = [*takewhile(_is_plain, reversed(rows[:at]))]
    stack = [*above, rows[at], *takewhile(_is_plain, rows[at + 1 :])]
    cells = [
        cell
        for row in stack
        if not places.isdisjoint(row.named)
        for cell in row.fields
        if cell is not None
    ]
    named = places.union(*(row.named for row in stack))
    others = [at for code, at in columns.items() if code != TOTAL]
    is_between = min(others) < columns[TOTAL] < max(others)  # no table is printed so: a wrong span
    below = [*of_table(rows[at - len(above) + len(stack) :])]
    head = Head(columns, named, max(cell.column + cell.colspan for cell in cells))
    own = [c for c in cells if best_spelling(c.text, spellings, VARIANT) and c.column in places]
    parted = _is_parted(own, below) or any(_has_more_below(r, places, spellings) for r in stack)
    return fitted([(head._replace(is_sound=not is_between and not parted), below)])[0]


def _is_parted(heads: Iterable[GridCell], below: Sequence[Row]) -> bool:
    """Whether several cells stand under the head of one applicant: two years, a part and all."""
    spans = [(cell.column, cell.column + cell.colspan) for cell in heads if cell.colspan > 1]
    parted = [
        row
        for row in below
        for start, end in spans
        if sum(cell is not None for cell in row.fields[start:end]) > 1
    ]
    return 2 * len({id(row) for row in parted}) > len(below)


def _has_more_below(row: Row, places: frozenset[int], spellings: Spellings) -> bool:
    """Whether a row of the head parts the columns of applicants: it names these and others."""
    names = {
        at
        for name, at in zip(row.names, row.named, strict=True)
        if not best_spelling(name, spellings, VARIANT)
        and plain(name) not in prose("older")["units"]
    }
    between = {at for at in names - places if min(places) < at <= max(places) + 1}
    return len(names & places) > 1 and bool(between)


def _is_plain(row: Row) -> bool:
    return not has_figures(row)


def in_form_order(rows: Sequence[Row], form: TableForm) -> bool:
    """Whether no row of heads names the applicants in another order than the form does.

    Only then may figures be told by their place where no head stands over them. Half of a broken
    head may read like a variant of another: but for the total only official wording counts.
    """
    spellings = column_spellings(form.table_code, form.layout)
    named = [(_named(row, spellings), row) for row in rows]
    return all(_is_in_order(codes, row, form) for codes, row in named if any(codes))


def _named(row: Row, spellings: Spellings) -> list[str]:
    """Return what a row names, in its order: codes of columns, and nothing for other words."""
    return [code for name in row.names for code in _codes(name, spellings)]


@lru_cache(maxsize=16_384)
def _codes(name: str, spellings: Spellings) -> tuple[str, ...]:
    whole = _hit(name, spellings)
    parts = [name] if whole else name.split()
    return (whole,) if parts == [name] else tuple(_hit(part, spellings) for part in parts)


def _hit(text: str, spellings: Spellings) -> str:
    hit = best_spelling(text, spellings, VARIANT)
    return hit[0] if hit and (hit[1] >= OFFICIAL or hit[0] == TOTAL) else ""


def _is_in_order(named: Sequence[str], row: Row, form: TableForm) -> bool:
    """Whether applicants follow one another as in the form, the total behind them all.

    Of a head that was printed over several rows and is read as one, the total stands before the
    applicants of its lower row, but never before the first.
    """
    order = {c.column_code: at for at, c in enumerate(form.columns) if c.column_code != TOTAL}
    first = form.columns[0].column_code
    found = list(dict.fromkeys(order[code] for code in named if code in order))
    if len(found) >= FEWEST_HEADS and found != sorted(found):
        return False
    if TOTAL not in named or (first not in named and len(found) < FEWEST_HEADS):
        return True
    behind = named[named.index(TOTAL) + 1 :]
    return first not in behind and (row.stream or not behind)


def heads_named(rows: Sequence[Row], form: TableForm) -> dict[int, dict[str, int]]:
    """Return which applicants the head of each grid names, and in which columns."""
    spellings = column_spellings(form.table_code, form.layout)
    heads: dict[int, dict[str, int]] = {}
    for row in rows:
        for name, at in () if row.ragged else zip(row.names, row.named, strict=True):
            if hit := best_spelling(name, spellings, VARIANT):
                heads.setdefault(row.grid, {}).setdefault(hit[0], at)
    return heads


def whole_heads(heads: Mapping[int, dict[str, int]], form: TableForm) -> dict[int, dict[str, int]]:
    """Keep the heads that name every applicant, each in a column of its own."""
    count = len(form.columns)
    return {g: head for g, head in heads.items() if len(set(head.values())) == len(head) == count}
