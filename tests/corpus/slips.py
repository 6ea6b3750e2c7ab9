"""Slips in figures that balance, by kind and seed, with the cells they fell on.

Each injector takes true figures and returns what is printed instead, or None where the figures
give it no occasion. What must not go here: documents, rules, what is expected of a diagnosis.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.registry.claims import claimed_cells
from pipeline.registry.sums import CellKey, column_codes

Values = dict[CellKey, int]
Dice = random.Random
TOTAL = "total"
OUTCOMES = "outcomes_total"
CLAIMS = (
    "count.t3.new_requests.total",
    "count.t3.outcomes_total.total",
    "count.t3.carried_out.total",
    "count.t3.disclosed_full.total",
    "count.t4.reconsideration.total",
    "count.t4.reconsideration.upheld",
    "count.t4.reconsideration.corrected",
    "count.t4.litigation.total",
    "count.t4.litigation.upheld",
    "count.t4.litigation.pending",
)


@dataclass(frozen=True)
class Slipped:
    """Figures with a slip: what is printed, where it differs, and cells without a figure.

    `statuses` are those of cells without a figure; `claims` what the prose says; of the doubtful
    line the reader does not vouch for the places of its cells.
    """

    values: Mapping[CellKey, int]
    cells: frozenset[CellKey] = frozenset()
    statuses: Mapping[CellKey, str] = field(default_factory=dict)
    claims: Mapping[str, int] = field(default_factory=dict)
    doubtful_line: str | None = None


Injector = Callable[[Values, Dice], Slipped | None]


def claims_of(values: Mapping[CellKey, int]) -> dict[str, int]:
    """Return what a truthful prose says of the figures."""
    return {code: sum(values[c] for c in claimed_cells(code) if c in values) for code in CLAIMS}


def _changed(values: Values, changes: Mapping[CellKey, int]) -> Slipped | None:
    differing = {cell: new for cell, new in changes.items() if values[cell] != new}
    if not differing:
        return None
    return Slipped({**values, **differing}, frozenset(differing))


def _summed(values: Values) -> list[CellKey]:
    return [cell for cell in values if cell[0] != "t2"]


def _one(values: Values, dice: Dice, change: Callable[[int, Dice], int | None]) -> Slipped | None:
    """Apply a slip to a cell drawn from tables 3 and 4."""
    for _ in range(40):
        cell = dice.choice(_summed(values))
        new = change(values[cell], dice)
        if new is not None and new != values[cell]:
            return _changed(values, {cell: new})
    return None


def digit(values: Values, dice: Dice) -> Slipped | None:
    """One digit is another."""

    def change(value: int, dice: Dice) -> int:
        text = list(str(value))
        at = dice.randrange(len(text))
        text[at] = dice.choice([d for d in "0123456789" if d != text[at] and (d != "0" or at)])
        return int("".join(text))

    return _one(values, dice, change)


def transposed(values: Values, dice: Dice) -> Slipped | None:
    """Two neighbouring digits changed places."""

    def change(value: int, dice: Dice) -> int | None:
        text = str(value)
        if len(text) < 2:
            return None
        at = dice.randrange(len(text) - 1)
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return None if swapped[0] == "0" else int(swapped)

    return _one(values, dice, change)


def dropped(values: Values, dice: Dice) -> Slipped | None:
    """A digit is left out."""

    def change(value: int, dice: Dice) -> int | None:
        text = str(value)
        if len(text) < 2:
            return None
        at = dice.randrange(len(text))
        return int(text[:at] + text[at + 1 :])

    return _one(values, dice, change)


def added(values: Values, dice: Dice) -> Slipped | None:
    """A digit is written twice, or one too many."""

    def change(value: int, dice: Dice) -> int | None:
        text = str(value)
        at = dice.randrange(1, len(text) + 1)
        return int(text[:at] + dice.choice("0123456789") + text[at:]) if value else None

    return _one(values, dice, change)


def left_at_zero(values: Values, dice: Dice) -> Slipped | None:
    """A figure above 0 was not filled in but left at 0."""
    return _one(values, dice, lambda value, _: 0 if value else None)


def miscounted(values: Values, dice: Dice) -> Slipped | None:
    """A figure is off by anything at all."""
    return _one(values, dice, lambda value, d: max(0, value + d.choice((-7, -3, -1, 1, 4, 12, 30))))


def stale_total(values: Values, dice: Dice) -> Slipped | None:
    """A total is what its parts came to before one of them was filled in."""
    totals = [c for c in _summed(values) if c[2] == TOTAL]
    for _ in range(40):
        total = dice.choice(totals)
        parts = [c for c in values if c[:2] == total[:2] and c[2] != TOTAL and values[c]]
        if parts:
            part = dice.choice(parts)
            return _changed(values, {total: values[total] - values[part]})
    return None


SINGLE: Mapping[str, Injector] = {
    "digit": digit,
    "transposed": transposed,
    "dropped": dropped,
    "added": added,
    "left_at_zero": left_at_zero,
    "miscounted": miscounted,
    "stale_total": stale_total,
}


def _lines(values: Values, table: str) -> list[str]:
    return list(dict.fromkeys(c[1] for c in values if c[0] == table))


def wrong_column(values: Values, dice: Dice) -> Slipped | None:
    """Some cases are booked under another applicant."""
    for _ in range(40):
        line = dice.choice(_lines(values, "t3"))
        one, other = dice.sample(column_codes("t3")[:-1], 2)
        if most := values["t3", line, one]:
            moved = dice.randint(1, min(most, 3))
            return _changed(
                values,
                {
                    ("t3", line, one): most - moved,
                    ("t3", line, other): values["t3", line, other] + moved,
                },
            )
    return None


def wrong_line(values: Values, dice: Dice) -> Slipped | None:
    """Some cases are booked under another line, in one column only."""
    lines = [x for x in _lines(values, "t3") if x not in (OUTCOMES,)]
    for _ in range(40):
        one, other = dice.sample(lines, 2)
        column = dice.choice(column_codes("t3"))
        if most := values["t3", one, column]:
            moved = dice.randint(1, min(most, 3))
            return _changed(
                values,
                {
                    ("t3", one, column): most - moved,
                    ("t3", other, column): values["t3", other, column] + moved,
                },
            )
    return None


def swapped(values: Values, dice: Dice) -> Slipped | None:
    """Two cells of a line changed places."""
    for _ in range(40):
        line = dice.choice(_lines(values, "t3"))
        one, other = (("t3", line, c) for c in dice.sample(column_codes("t3")[:-1], 2))
        if values[one] != values[other]:
            return _changed(values, {one: values[other], other: values[one]})
    return None


def left_out(values: Values, dice: Dice) -> Slipped | None:
    """The same cases are missing from a part and from the total of its line."""
    for _ in range(40):
        line = dice.choice(_lines(values, "t3"))
        column = dice.choice(column_codes("t3")[:-1])
        if most := values["t3", line, column]:
            gone = dice.randint(1, min(most, 5))
            total = ("t3", line, TOTAL)
            return _changed(
                values, {("t3", line, column): most - gone, total: values[total] - gone}
            )
    return None


def two_cells(values: Values, dice: Dice) -> Slipped | None:
    """Two figures that have nothing to do with each other are wrong."""
    first = digit(values, dice)
    second = first and digit(dict(first.values), dice)
    if first is None or second is None or len(cells := first.cells | second.cells) < 2:
        return None
    return Slipped(second.values, cells)


def many_cells(values: Values, dice: Dice) -> Slipped | None:
    """Eight figures that have nothing to do with each other are wrong."""
    found = Slipped(values)
    for _ in range(8):
        if more := digit(dict(found.values), dice):
            found = Slipped(more.values, found.cells | more.cells)
    wrong = frozenset(c for c in found.cells if found.values[c] != values[c])
    return Slipped(found.values, wrong) if len(wrong) > 6 else None


def _line_shift(values: Values, dice: Dice, *, right: bool) -> Slipped | None:
    columns = column_codes("t3")
    for _ in range(60):
        line = dice.choice(_lines(values, "t3"))
        row = [values["t3", line, c] for c in columns]
        moved = [0, *row[:-1]] if right else [*row[1:], 0]
        if sum(a != b for a, b in zip(row, moved, strict=True)) > 2:
            return _changed(
                values, {("t3", line, c): v for c, v in zip(columns, moved, strict=True)}
            )
    return None


def line_right(values: Values, dice: Dice) -> Slipped | None:
    """A line of table 3 stands one cell too far to the right; its total is lost."""
    return _line_shift(values, dice, right=True)


def line_left(values: Values, dice: Dice) -> Slipped | None:
    """A line of table 3 stands one cell too far to the left; its first figure is lost."""
    return _line_shift(values, dice, right=False)


def lines_swapped(values: Values, dice: Dice) -> Slipped | None:
    """The total of outcomes or what is carried out changed places with another line."""
    columns = column_codes("t3")
    lines = _lines(values, "t3")
    one = dice.choice((OUTCOMES, "carried_out"))
    other = dice.choice([x for x in lines if x != one])
    changes = {}
    for column in columns:
        a, b = ("t3", one, column), ("t3", other, column)
        changes |= {a: values[b], b: values[a]}
    found = _changed(values, changes)
    return found if found and len(found.cells) > 3 else None


def line_repeated(values: Values, dice: Dice) -> Slipped | None:
    """A line repeats the one above it."""
    columns = column_codes("t3")
    lines = _lines(values, "t3")[2:-2]
    for _ in range(60):
        at = dice.randrange(1, len(lines))
        row = {("t3", lines[at], c): values["t3", lines[at - 1], c] for c in columns}
        if any(row.values()) and (found := _changed(values, row)) and len(found.cells) > 2:
            return found
    return None


def _included(values: Values, line: str, other: str) -> Slipped | None:
    changes = {
        ("t3", line, c): values["t3", line, c] + values["t3", other, c] for c in column_codes("t3")
    }
    found = _changed(values, changes)
    return found if found and len(found.cells) > 2 else None


def carried_out_included(values: Values, dice: Dice) -> Slipped | None:
    """The total of outcomes also counts what is carried over to the next year."""
    return _included(values, OUTCOMES, "carried_out")


def carried_in_included(values: Values, dice: Dice) -> Slipped | None:
    """The requests received also count those carried in from last year."""
    return _included(values, "new_requests", "carried_in")


def _remedies(values: Values) -> list[CellKey]:
    return [c for c in values if c[0] == "t4"]


def block_right(values: Values, dice: Dice) -> Slipped | None:
    """Table 4 stands one channel too far to the right; its last channel is lost."""
    cells = _remedies(values)
    row = [values[c] for c in cells]
    if not any(row[:10]) or not any(row[10:]):
        return None
    blank = dict.fromkeys(cells[:5], "blank")
    moved = dict(zip(cells, [0] * 5 + row[:10], strict=True))
    differing = frozenset(c for c in cells if c in blank or moved[c] != values[c])
    return Slipped({**values, **moved}, differing, blank)


def cells_right(values: Values, dice: Dice) -> Slipped | None:
    """Table 4 stands one cell too far to the right; its last figure is lost."""
    cells = _remedies(values)
    row = [values[c] for c in cells]
    return _changed(values, dict(zip(cells, [0, *row[:-1]], strict=True)))


SEVERAL: Mapping[str, Injector] = {
    "wrong_column": wrong_column,
    "wrong_line": wrong_line,
    "swapped": swapped,
    "left_out": left_out,
    "two_cells": two_cells,
    "many_cells": many_cells,
    "carried_out_included": carried_out_included,
    "carried_in_included": carried_in_included,
}


def cells_left(values: Values, dice: Dice) -> Slipped | None:
    """Table 4 stands one cell too far to the left; its first figure is lost."""
    cells = _remedies(values)
    row = [values[c] for c in cells]
    return _changed(values, dict(zip(cells, [*row[1:], 0], strict=True)))


def cell_inserted(values: Values, dice: Dice) -> Slipped | None:
    """A cell too many stands in the midst of table 4; all behind it moved, the last is lost."""
    cells = _remedies(values)
    row = [values[c] for c in cells]
    at = dice.randrange(1, 10)
    if not any(row[at:10]):
        return None
    return _changed(values, dict(zip(cells, [*row[:at], 0, *row[at:-1]], strict=True)))


def _run(values: Values, dice: Dice, *, right: bool) -> Slipped | None:
    columns = column_codes("t3")
    lines = _lines(values, "t3")
    first = dice.randrange(len(lines) - 3)
    changes: dict[CellKey, int] = {}
    for line in lines[first : dice.choice((len(lines), dice.randrange(first + 3, len(lines))))]:
        row = [values["t3", line, c] for c in columns]
        moved = [0, *row[:-1]] if right else [*row[1:], 0]
        changes |= {("t3", line, c): v for c, v in zip(columns, moved, strict=True)}
    found = _changed(values, changes)
    return found if found and len({c[1] for c in found.cells}) > 2 else None


def run_right(values: Values, dice: Dice) -> Slipped | None:
    """Some lines of table 3, as below a page break, stand one cell too far to the right."""
    return _run(values, dice, right=True)


def run_left(values: Values, dice: Dice) -> Slipped | None:
    """Some lines of table 3, as below a page break, stand one cell too far to the left."""
    return _run(values, dice, right=False)


DISPLACED: Mapping[str, Injector] = {
    "line_right": line_right,
    "line_left": line_left,
    "lines_swapped": lines_swapped,
    "line_repeated": line_repeated,
    "block_right": block_right,
    "cells_right": cells_right,
    "cells_left": cells_left,
    "cell_inserted": cell_inserted,
    "run_right": run_right,
    "run_left": run_left,
}


def beside_blank(values: Values, dice: Dice) -> Slipped | None:
    """One digit is another, and a zero elsewhere is left blank."""
    found = digit(values, dice)
    zeros = [c for c in _summed(values) if values[c] == 0]
    if found is None or not zeros:
        return None
    cell = dice.choice(zeros)
    if cell in found.cells:
        return None
    return Slipped(found.values, found.cells, {cell: "blank"})


def unread_cell(values: Values, dice: Dice) -> Slipped | None:
    """One digit is another, and a cell of one of the sums that this breaks was not read."""
    found = digit(values, dice)
    if found is None:
        return None
    (wrong,) = found.cells
    near = [c for c in values if c[:2] == wrong[:2] and c != wrong and values[c] == 0]
    if not near:
        return None
    return Slipped(
        found.values, found.cells, {dice.choice(near): dice.choice(("missing", "doubtful"))}
    )


def doubtful_line(values: Values, dice: Dice) -> Slipped | None:
    """One digit is another, in a line whose cells may stand in other places than they were read."""
    found = digit(values, dice)
    if found is None:
        return None
    (wrong,) = found.cells
    return Slipped(found.values, found.cells, doubtful_line=wrong[1])


WITH_GAPS: Mapping[str, Injector] = {
    "beside_blank": beside_blank,
    "unread_cell": unread_cell,
    "doubtful_line": doubtful_line,
}
KINDS: Mapping[str, Injector] = {**SINGLE, **SEVERAL, **DISPLACED, **WITH_GAPS}
