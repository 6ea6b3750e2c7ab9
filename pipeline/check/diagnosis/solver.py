"""The smallest mend as an integer programme (error localisation of Fellegi and Holt), by HiGHS.

Each cell has a step up or down, allowed only where a binary says that the cell changes; the
weight of what changes is least. Alternatives follow by excluding what was found. Limits count
the solver's nodes and steps, so that the same report ends the same way on any machine.

What must not go here: which alternative looks likelier; anything that closed forms find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from pipeline.check.diagnosis.closed import split
from pipeline.check.diagnosis.model import Residuals, Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.weigh import cell_weight, is_possible
from pipeline.registry.diagnosis import limits, weights
from pipeline.registry.sums import CellKey

_HAIR = 1e-4  # of weight a unit of change: of two mends with the same cells, the smaller change
_SPARE = 2  # lines or columns of one kind that balance, to book through
_WIDEST = 1_000_000  # beyond this, the tolerances of floating point could hide a change


@dataclass(slots=True)
class _Budget:
    """Steps of the solver, which it takes in the same order on any machine, unlike seconds.

    It takes one wherever it looks whether to go on: within a node too, where most of the work is.
    """

    left: int

    def take(self, event: highspy.HighsCallbackEvent) -> None:
        """Count a step, and end the search where none is left."""
        self.left -= 1
        if self.left < 0:
            event.interrupt()


@dataclass(slots=True)
class _Rows:
    """The constraints, row by row."""

    start: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, terms: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """Add one row."""
        self.start.append(len(self.index))
        for index, value in terms:
            self.index.append(index)
            self.value.append(value)
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The variables: for each cell and claim a step up, a step down and a binary."""

    cells: tuple[CellKey, ...]
    claims: int
    up: list[float]
    down: list[float]
    weight: list[float]

    @property
    def size(self) -> int:
        return len(self.cells) + self.claims


def _kept(
    table: Table, cells: Sequence[CellKey], at: int, failing: set[str], kinds: Mapping[str, object]
) -> set[str]:
    """Return the lines (at 1) or columns (at 2) that fail, and the fullest of each other kind.

    Those that balance and stand in the same sums are alike: a mend through one of them is as small
    as through any other, and the fullest leaves the most room.
    """
    full: dict[str, int] = {}
    for cell in cells:
        full[cell[at]] = full.get(cell[at], 0) + table.values[cell]
    kept = set(failing)
    spare: dict[object, int] = {}
    for code in sorted(full, key=lambda code: (-full[code], code)):
        if code not in failing and spare.get(kinds[code], 0) < _SPARE:
            spare[kinds[code]] = spare.get(kinds[code], 0) + 1
            kept.add(code)
    return kept


def _cells(net: Network, table: Table, residuals: Residuals) -> tuple[CellKey, ...]:
    """Return the cells that a smallest mend may use."""
    cells = list(net.place)
    lines, columns = split(net, residuals)
    column, line = net.columns[0], net.lines[0]
    code = cells[0][0]
    of_line = {x: tuple((u[0], s) for u, s in net.touching[code, x, column]) for x in net.lines}
    of_column = {x: (code, line, x) in net.totals for x in net.columns}
    kept_lines = _kept(table, cells, 1, set(lines), of_line)
    kept_columns = _kept(table, cells, 2, set(columns), of_column) | {net.columns[-1]}
    return tuple(c for c in cells if c[1] in kept_lines and c[2] in kept_columns)


def _columns(net: Network, table: Table, residuals: Residuals, fixed: bool) -> _Columns:
    cells = _cells(net, table, residuals)
    reach = sum(abs(rest) for rest in residuals.values())
    for witness in table.witnesses:
        reach += abs(int(witness.value) - sum(table.values[c] for c in witness.cells))
    claims = 0 if fixed else len(table.witnesses)
    return _Columns(
        cells,
        claims,
        [float(reach)] * (len(cells) + claims),
        [float(max(0, min(reach, table.values[c]))) for c in cells] + [float(reach)] * claims,
        [float(cell_weight(net, table, c)) for c in cells]
        + [float(weights().cell["claim"])] * claims,
    )


def _rows(net: Network, table: Table, residuals: Residuals, columns: _Columns) -> _Rows:
    at = {cell: number for number, cell in enumerate(columns.cells)}
    size = columns.size
    rows = _Rows()
    for sum_ in net.sums:
        left, right = ([c for c in side if c in at] for side in (sum_.lhs, sum_.rhs))
        terms = [(at[c], 1.0) for c in left] + [(size + at[c], -1.0) for c in left]
        terms += [(at[c], -1.0) for c in right] + [(size + at[c], 1.0) for c in right]
        rest = -float(residuals.get(sum_.unit, 0))
        rows.add(terms, rest, rest)
    for number, witness in enumerate(table.witnesses):
        stated = [c for c in witness.cells if c in at]
        terms = [(at[c], 1.0) for c in stated] + [(size + at[c], -1.0) for c in stated]
        if columns.claims:
            claim = len(columns.cells) + number
            terms += [(claim, -1.0), (size + claim, 1.0)]
        rest = float(int(witness.value) - sum(table.values[c] for c in witness.cells))
        rows.add(terms, rest, rest)
    for number in range(size):
        binary = 2 * size + number
        rows.add([(number, 1.0), (binary, -columns.up[number])], -highspy.kHighsInf, 0.0)
        rows.add([(size + number, 1.0), (binary, -columns.down[number])], -highspy.kHighsInf, 0.0)
    return rows


def _model(columns: _Columns, rows: _Rows) -> highspy.HighsLp:
    size = columns.size
    model = highspy.HighsLp()
    model.num_col_ = 3 * size
    model.num_row_ = len(rows.start)
    model.col_cost_ = np.array([_HAIR] * (2 * size) + columns.weight)
    model.col_lower_ = np.zeros(3 * size)
    model.col_upper_ = np.array(columns.up + columns.down + [1.0] * size)
    model.row_lower_ = np.array(rows.low)
    model.row_upper_ = np.array(rows.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array([*rows.start, len(rows.index)])
    model.a_matrix_.index_ = np.array(rows.index)
    model.a_matrix_.value_ = np.array(rows.value)
    kinds = [highspy.HighsVarType.kContinuous] * (2 * size)
    model.integrality_ = kinds + [highspy.HighsVarType.kInteger] * size
    return model


def _solver(model: highspy.HighsLp) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # a compiled module
    options: Mapping[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,  # the same path on any machine
        "random_seed": 0,
        "mip_rel_gap": 0.0,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def _read(solver: highspy.Highs, columns: _Columns) -> tuple[Steps, list[int]]:
    """Return the changes of the solution, and the binaries that it set."""
    values = solver.getSolution().col_value
    size = columns.size
    steps = {
        cell: step
        for number, cell in enumerate(columns.cells)
        if (step := round(values[number]) - round(values[size + number]))
    }
    return steps, [2 * size + n for n in range(size) if values[2 * size + n] > 0.5]


def smallest(
    net: Network, table: Table, residuals: Residuals, *, most: int, prose_is_right: bool = False
) -> tuple[list[Steps], bool]:
    """Return mends of least weight, the smallest first, up to `most`; none where none is found.

    Args:
        net: the sums of the table.
        table: its figures.
        residuals: the sums to mend, with their differences.
        most: how many alternatives to look for; those much heavier than the first are left.
        prose_is_right: the numbers of the prose may not change.

    Returns:
        The mends, and whether the search was ended by itself and not by its limits.
    """
    columns = _columns(net, table, residuals, prose_is_right)
    if not columns.size or columns.up[0] > _WIDEST:
        return [], False
    solver = _solver(_model(columns, _rows(net, table, residuals, columns)))
    found: list[Steps] = []
    first = 0.0
    nodes = limits().nodes
    solver.cbMipInterrupt.subscribe(_Budget(limits().steps).take)
    for _ in range(most):
        solver.setOptionValue("mip_max_nodes", nodes)
        solver.run()
        nodes -= max(int(solver.getInfo().mip_node_count), 1)
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return found, True
        if nodes < 0 or solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return found, False
        weight = solver.getObjectiveValue()
        first = weight if not found else first
        if weight > first + weights().cell["cell"] / 2:
            return found, True
        steps, chosen = _read(solver, columns)
        if not net.mends(residuals, steps) or not is_possible(table, steps):
            return found, False  # tolerances of floating point: what does not balance is no mend
        found.append(steps)
        solver.addRow(
            -highspy.kHighsInf, len(chosen) - 1.0, len(chosen), chosen, [1.0] * len(chosen)
        )
    return found, True
