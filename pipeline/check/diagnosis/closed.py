"""Mends that need no solver: single cells, and cells of one line or one column.

Every cell of a table is in one sum along its line, so no mend has fewer cells than there are
failing lines, nor than there are columns with a failing sum. What is found here reaches that
bound; where a search here finds nothing, the solver has to.

What must not go here: which mend is likelier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.check.diagnosis.model import Residuals, Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.registry.diagnosis import limits
from pipeline.registry.sums import CellKey, UnitKey


@dataclass(frozen=True, slots=True)
class Single:
    """A cell whose change mends every sum it is part of, all of which fail."""

    cell: CellKey
    step: int
    units: tuple[UnitKey, ...]


def _singles(net: Network, values: Table, residuals: Residuals, unit: UnitKey) -> list[Single]:
    """Return the single cells that mend a sum along a line."""
    found = []
    for cell in net.cells_of[unit]:
        if not net.units[cell] <= residuals.keys():
            continue  # as most cells are: one of their sums comes out
        touches = net.touching[cell]
        step = next(-sign * residuals[u] for u, sign in touches if u == unit)
        if values.values[cell] + step < 0:
            continue
        if all(residuals.get(u) == -sign * step for u, sign in touches):
            found.append(Single(cell, step, tuple(u for u, _ in touches)))
    return found


def _components(candidates: dict[UnitKey, list[Single]]) -> list[list[UnitKey]]:
    """Group the failing lines whose candidates compete for a sum."""
    groups: list[tuple[set[UnitKey], list[UnitKey]]] = []
    for line, singles in candidates.items():
        units = {unit for single in singles for unit in single.units}
        lines = [line]
        apart = []
        for group in groups:
            if units.isdisjoint(group[0]):
                apart.append(group)
            else:
                units |= group[0]
                lines = [*group[1], *lines]
        groups = [*apart, (units, lines)]
    return [lines for _, lines in groups]


def _covers(
    lines: list[UnitKey], candidates: dict[UnitKey, list[Single]], used: frozenset[UnitKey]
) -> Iterator[tuple[Single, ...]]:
    if not lines:
        yield ()
        return
    for single in candidates[lines[0]]:
        if used.isdisjoint(single.units):
            for rest in _covers(lines[1:], candidates, used.union(single.units)):
                yield (single, *rest)


@dataclass(frozen=True, slots=True)
class Part:
    """Some failing sums that have nothing to do with the others, and all their smallest mends."""

    residuals: Residuals
    mends: tuple[Steps, ...]


def _part(
    lines: list[UnitKey], candidates: dict[UnitKey, list[Single]], residuals: Residuals
) -> Part | None:
    """Return a group of failing lines with its mends; None where single cells do not do."""
    units = {unit for line in lines for single in candidates[line] for unit in single.units}
    mends: list[Steps] = []
    for steps_looked_at, cover in enumerate(_covers(lines, candidates, frozenset())):
        if steps_looked_at == limits().covers:
            break
        if sum(len(single.units) for single in cover) == len(units):
            mends.append({single.cell: single.step for single in cover})
    if not mends:
        return None
    return Part({unit: residuals[unit] for unit in residuals if unit in units}, tuple(mends))


def by_single_cells(
    net: Network, table: Table, residuals: Residuals
) -> tuple[list[Part], Residuals]:
    """Return the parts that single cells mend, and the failing sums that are left."""
    failing = [unit for unit in residuals if unit in net.along_lines]
    candidates = {unit: _singles(net, table, residuals, unit) for unit in failing}
    candidates = {unit: singles for unit, singles in candidates.items() if singles}
    groups = [list(candidates)] if len(candidates) < 2 else _components(candidates)
    parts = []
    for lines in groups:
        if lines and (part := _part(lines, candidates, residuals)):
            parts.append(part)
    mended = {unit for part in parts for unit in part.residuals}
    return parts, {unit: rest for unit, rest in residuals.items() if unit not in mended}


def split(
    net: Network, residuals: Residuals
) -> tuple[dict[str, UnitKey], dict[str, list[UnitKey]]]:
    """Return the failing sum of each line, and the failing sums of each column."""
    lines: dict[str, UnitKey] = {}
    columns: dict[str, list[UnitKey]] = {}
    for unit in residuals:
        if unit in net.along_lines:
            lines[net.code[unit]] = unit
        else:
            columns.setdefault(net.code[unit], []).append(unit)
    return lines, columns


def _step(net: Network, cell: CellKey, unit: UnitKey, residuals: Residuals) -> int:
    """Return the change of the cell that mends the sum, 0 where it is no part of it."""
    return next((-sign * residuals[unit] for u, sign in net.touching[cell] if u == unit), 0)


def least_cells(net: Network, residuals: Residuals) -> int:
    """Return a number of cells below which no mend can be."""
    lines, columns = split(net, residuals)
    return max(len(lines), len(columns))


def _by_lines_apart(net: Network, table: Table, residuals: Residuals) -> list[Steps]:
    """Return mends of columns only, with one line for each of the rules that fail."""
    groups: dict[str, Residuals] = {}
    for unit, rest in residuals.items():
        groups.setdefault(unit[0], {})[unit] = rest
    if len(groups) < 2 or any(unit in net.along_lines for unit in residuals):
        return []
    found: list[dict[CellKey, int]] = [{}]
    for group in groups.values():
        own = by_one_line_or_column(net, table, group)
        found = [{**steps, **more} for steps in found for more in own][: limits().covers]
    return [*filter(partial(net.mends, residuals), found)]


def by_one_line_or_column(net: Network, table: Table, residuals: Residuals) -> list[Steps]:
    """Return every mend within one line, and every one within one column."""
    lines, columns = split(net, residuals)
    found: list[Steps] = []
    code = net.cells_of[next(iter(residuals))][0][0]
    if len(lines) <= 1 and columns:
        for line in lines or net.lines:
            steps = {
                (cell := (code, line, column)): _step(net, cell, units[0], residuals)
                for column, units in columns.items()
            }
            found.append(steps)
    if len(columns) <= 1 and lines:
        for column in columns or net.columns:
            steps = {
                (cell := (code, line, column)): _step(net, cell, unit, residuals)
                for line, unit in lines.items()
            }
            found.append(steps)
    values = table.values
    fitting = [
        steps
        for steps in found
        if all(step and values[cell] + step >= 0 for cell, step in steps.items())
        and net.mends(residuals, steps)
    ]
    return fitting or _by_lines_apart(net, table, residuals)
