"""Figures that stand one cell too far to a side: in one line, in a run of lines, in table 4.

A shift leaves a cell vacant where it begins and loses a figure where it ends; what was lost
is what the sum of its line needs. Where the vacated cell holds a figure, nothing was shifted.

What must not go here: weights; lines or columns that moved up or down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.diagnosis.model import Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.registry.sums import CellKey


@dataclass(frozen=True, slots=True)
class Shape:
    """A displacement undone: its name, the change of each cell, the cells whose own was lost."""

    name: str
    steps: Steps
    lost: frozenset[CellKey] = frozenset()


def steps_to(cells: Iterable[CellKey], right: Iterable[int], table: Table) -> dict[CellKey, int]:
    """Return the changes that put the right figures into the cells."""
    return {
        cell: step
        for cell, value in zip(cells, right, strict=True)
        if (step := value - table.values[cell])
    }


def _needed(net: Network, cell: CellKey, right: dict[CellKey, int]) -> int:
    """Return the figure of a cell that makes the sum of its line come out."""
    unit = net.of_line[cell[1]]
    sign = {c: s for c in net.cells_of[unit] for u, s in net.touching[c] if u == unit}
    rest = sum(sign[c] * right[c] for c in net.cells_of[unit] if c != cell)
    return -sign[cell] * rest


def _undone(
    net: Network, table: Table, cells: Sequence[CellKey], start: int, *, is_right: bool
) -> tuple[dict[CellKey, int], CellKey] | None:
    """Return the figures before the cells from `start` on moved, and the cell whose own was lost.

    None where the cell that a shift would have left vacant holds a figure.
    """
    printed = [table.values[cell] for cell in cells]
    vacated = start if is_right else len(cells) - 1
    if printed[vacated]:
        return None
    lost = cells[-1] if is_right else cells[start]
    moved = printed[:vacated] + printed[vacated + 1 :]
    at = len(cells) - 1 if is_right else start
    right = dict(zip(cells, [*moved[:at], 0, *moved[at:]], strict=True))
    right[lost] = _needed(net, lost, right)
    return right, lost


def _shape(name: str, right: dict[CellKey, int], lost: Iterable[CellKey], table: Table) -> Shape:
    return Shape(name, steps_to(right, right.values(), table), frozenset(lost))


def cells_shifted(
    net: Network, table: Table, cells: Sequence[CellKey], whole: tuple[str, str]
) -> Iterator[Shape]:
    """Propose that the cells from one on stand one cell too far to either side.

    Args:
        net: the sums of the table.
        table: its figures.
        cells: the cells of a line, or of all lines printed side by side, in order.
        whole: the names of a shift of all of them, to the right and to the left.
    """
    seen = set()
    for start in range(len(cells) - 1):
        for is_right, name in zip((True, False), whole, strict=True):
            if undone := _undone(net, table, cells, start, is_right=is_right):
                right, lost = undone
                shape = _shape(name if not start else f"{name}_from", right, [lost], table)
                key = frozenset(shape.steps.items())
                if key not in seen:
                    seen.add(key)
                    yield shape


def run_shifted(net: Network, table: Table, code: str, lines: Sequence[str]) -> Iterator[Shape]:
    """Propose that all lines of a run stand one cell too far to either side.

    A page break does this: below it a cell that spanned lines is repeated, or is gone.
    """
    for is_right, name in ((True, "run_right"), (False, "run_left")):
        right: dict[CellKey, int] = {}
        lost = []
        for line in lines:
            cells = [(code, line, column) for column in net.columns]
            if not any(table.values[cell] for cell in cells):
                continue
            undone = _undone(net, table, cells, 0, is_right=is_right)
            if undone is None:
                break
            right |= undone[0]
            lost.append(undone[1])
        else:
            yield _shape(name, right, lost, table)


def total_exchanged(net: Network, table: Table, code: str) -> Iterator[Shape]:
    """Propose that the column of totals changed places with another."""
    *parts, total = net.columns
    for part in parts:
        right: dict[CellKey, int] = {}
        for line in net.lines:
            right[code, line, part] = table.values[code, line, total]
            right[code, line, total] = table.values[code, line, part]
        yield _shape("columns_swapped", right, (), table)
