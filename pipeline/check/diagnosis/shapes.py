"""Displacements: figures that are right but stand in the wrong cells.

Each function proposes what the figures were before one kind of displacement; whether that
balances is decided by the caller. A displacement explains many cells at once, so it is proposed
beside a smaller mend, never instead of it.

What must not go here: weights; digit slips.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.check.diagnosis.closed import split
from pipeline.check.diagnosis.model import Residuals, Table
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.shifts import (
    Shape,
    cells_shifted,
    run_shifted,
    steps_to,
    total_exchanged,
)
from pipeline.registry.diagnosis import included
from pipeline.registry.sums import CellKey

_FEWEST = 3  # cells: fewer are no displacement but slips
_FEWEST_BORNE_OUT = 2  # where a sum comes out by it that no lost figure was fitted to
_FEWEST_LINES = 6  # cells of several lines: one applicant and the total always move together


def _lines_exchanged(net: Network, table: Table, code: str) -> Iterator[Shape]:
    """Propose that two lines that stand in different sums changed places."""
    kind = {
        line: [(unit[0], sign) for unit, sign in net.touching[code, line, net.columns[0]]]
        for line in net.lines
    }
    rows = {line: [table.values[code, line, c] for c in net.columns] for line in net.lines}
    for at, one in enumerate(net.lines):
        for other in net.lines[at + 1 :]:
            if kind[one] != kind[other] and rows[one] != rows[other]:
                cells = [(code, line, c) for line in (one, other) for c in net.columns]
                yield Shape("lines_swapped", steps_to(cells, rows[other] + rows[one], table))


def _lines_included(net: Network, table: Table, code: str) -> Iterator[Shape]:
    """Propose that a line was counted into another, in every column."""
    for name, (line, other) in included().items():
        if line in net.lines and other in net.lines:
            right = {
                (code, line, c): table.values[code, line, c] - table.values[code, other, c]
                for c in net.columns
            }
            yield Shape(name, steps_to(right, right.values(), table))


def _lost(net: Network, residuals: Residuals, cell: CellKey, steps: dict[CellKey, int]) -> None:
    """Give the cell whose own figure was lost the change that its column needs."""
    left = net.after(residuals, steps)
    for unit, sign in net.touching[cell]:
        if unit in left and unit not in net.along_lines:
            steps[cell] = steps.get(cell, 0) - sign * left[unit]
            return


def _column_moved(
    net: Network, table: Table, residuals: Residuals, span: Sequence[CellKey]
) -> Iterator[Shape]:
    """Propose that the figures of these cells of a column stand one line too low or too high."""
    printed = [table.values[cell] for cell in span]
    for name, right, vacated, lost in (
        ("column_down", [*printed[1:], 0], printed[0], span[-1]),
        ("column_up", [0, *printed[:-1]], printed[-1], span[0]),
    ):
        if vacated:
            continue
        steps = dict(steps_to(span, right, table))
        left = net.after(residuals, steps)
        unit = net.of_line[lost[1]]
        if unit in left:
            sign = next(sign for u, sign in net.touching[lost] if u == unit)
            steps[lost] = steps.get(lost, 0) - sign * left[unit]
        yield Shape(name, {cell: step for cell, step in steps.items() if step})


def _columns_moved(net: Network, table: Table, residuals: Residuals, code: str) -> Iterator[Shape]:
    failing, _ = split(net, residuals)
    at = [n for n, line in enumerate(net.lines) if line in failing]
    if len(at) < _FEWEST:
        return
    first, last = at[0], at[-1]
    for column in net.columns:
        cells = [(code, line, column) for line in net.lines]
        for low in {first, max(first - 1, 0)}:
            for high in {last, min(last + 1, len(cells) - 1), len(cells) - 1}:
                yield from _column_moved(net, table, residuals, cells[low : high + 1])


def _lines_moved(net: Network, table: Table, residuals: Residuals, code: str) -> Iterator[Shape]:
    """Propose that all lines from one on stand one line too low or too high."""
    rows = [[table.values[code, line, c] for c in net.columns] for line in net.lines]
    blank = [0] * len(net.columns)
    for first in range(len(net.lines) - 1):
        cells = [(code, line, c) for line in net.lines[first:] for c in net.columns]
        for name, right, vacated, lost in (
            ("lines_down", [*rows[first + 1 :], blank], rows[first], net.lines[-1]),
            ("lines_up", [blank, *rows[first:-1]], rows[-1], net.lines[first]),
        ):
            if any(vacated):
                continue
            steps = dict(steps_to(cells, [value for row in right for value in row], table))
            for column in net.columns:
                _lost(net, residuals, (code, lost, column), steps)
            yield Shape(name, {cell: step for cell, step in steps.items() if step})


def displaced(net: Network, table: Table, residuals: Residuals) -> Iterator[Shape]:
    """Yield every displacement that would explain all the failing sums, each but once."""
    seen = set()
    for shape in _proposed(net, table, residuals):
        key = frozenset(shape.steps.items())
        if key not in seen and net.mends(residuals, shape.steps):
            seen.add(key)
            if shape.name in included() or _is_wide(net, table, residuals, shape):
                yield shape


def confirmed(net: Network, table: Table, residuals: Residuals, shape: Shape) -> int:
    """Return how many digits the failing sums have that come out without a figure fitted to them.

    A long figure that finds its place speaks for a displacement, a 1 may do so by chance. Where
    what was lost is a part of 0, as most parts are, nothing was fitted.
    """
    after = {c: table.values[c] + step for c, step in shape.steps.items()}
    fitted = {u for c in shape.lost if after.get(c, table.values[c]) for u, _ in net.touching[c]}
    sizes = (
        max(after.get(c, table.values[c]) for c in net.cells_of[unit])
        for unit in residuals.keys() - fitted
    )
    return sum(len(str(size)) for size in sizes if size)


def _is_wide(net: Network, table: Table, residuals: Residuals, shape: Shape) -> bool:
    """Return whether enough cells change for it to be a displacement and not some slips."""
    lines, _ = split(net, residuals)
    if net.is_one_line and confirmed(net, table, residuals, shape):
        return len(shape.steps) >= _FEWEST_BORNE_OUT
    few = len(lines) == 1 or net.is_one_line
    return len(shape.steps) >= (_FEWEST if few else _FEWEST_LINES)


def _proposed(net: Network, table: Table, residuals: Residuals) -> Iterator[Shape]:
    code = net.cells_of[next(iter(residuals))][0][0]
    lines, columns = split(net, residuals)
    if net.is_one_line:
        cells = [(code, line, c) for line in net.lines for c in net.columns]
        yield from cells_shifted(net, table, cells, ("cells_right", "cells_left"))
    elif len(lines) == 1:
        cells = [(code, line, c) for line in lines for c in net.columns]
        yield from cells_shifted(net, table, cells, ("line_right", "line_left"))
    elif lines:
        failing = [n for n, line in enumerate(net.lines) if line in lines]
        yield from run_shifted(net, table, code, net.lines[failing[0] : failing[-1] + 1])
        yield from total_exchanged(net, table, code)
        yield from _columns_moved(net, table, residuals, code)
    elif len(columns) > 1:
        yield from _lines_included(net, table, code)
        yield from _lines_exchanged(net, table, code)
        yield from _lines_moved(net, table, residuals, code)


def shifted_blocks(
    net: Network, table: Table, blank: Mapping[str, bool]
) -> Iterator[tuple[str, Mapping[CellKey, int], str]]:
    """Propose that all figures of a table of one line stand one channel too far to either side.

    Yields:
        The name, the right figures of the channels that are still there, and the channel whose
        figures are lost. Only a channel that is blank as a whole can have been vacated.
    """
    lines = net.lines
    code = next(iter(net.place))[0]
    for name, vacated, lost, onto in (
        ("block_right", lines[0], lines[-1], pairwise(lines)),
        ("block_left", lines[-1], lines[0], zip(lines[1:], lines[:-1], strict=True)),
    ):
        if blank.get(vacated):
            right = {
                (code, to, column): table.values[code, source, column]
                for to, source in onto
                for column in net.columns
            }
            if any(right.values()):
                yield name, right, lost
