"""Several independent slips at once, without a solver: stars of cells around one line or column.

A star is some cells of one line (or column) whose changes mend one failing sum of each column (or
line) they stand in, and the sum of their own line (or column) as well. Where stars cover every
failing sum with as few cells as `least_cells` allows, nothing smaller exists.

What must not go here: which mend is likelier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.check.diagnosis.closed import least_cells
from pipeline.check.diagnosis.model import Residuals, Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.registry.diagnosis import limits
from pipeline.registry.sums import CellKey, UnitKey

_WIDEST = 4  # cells of a star
_MOST_STARS = 400
_MOST_VISITS = 4_000


@dataclass(frozen=True, slots=True)
class _Ray:
    """One cell of a star: its change mends the sums across, and moves the sum at the centre."""

    cell: CellKey
    step: int
    across: frozenset[UnitKey]


@dataclass(frozen=True, slots=True)
class _Star:
    steps: tuple[tuple[CellKey, int], ...]
    units: frozenset[UnitKey]


def _ray(
    net: Network, table: Table, residuals: Residuals, cell: CellKey, *, along_line: bool
) -> _Ray | None:
    """Return the cell as part of a star around its line, or around its column."""
    across = [(u, s) for u, s in net.touching[cell] if (u in net.along_lines) != along_line]
    steps = {-sign * residuals.get(unit, 0) for unit, sign in across}
    if len(steps) != 1:
        return None
    (step,) = steps
    if not step or table.values[cell] + step < 0:
        return None
    return _Ray(cell, step, frozenset(unit for unit, _ in across))


def _star(net: Network, residuals: Residuals, rays: Sequence[_Ray]) -> _Star | None:
    """Return the cells as a star where their changes leave nothing of what they touch."""
    steps = {ray.cell: ray.step for ray in rays}
    touched = {unit for cell in steps for unit, _ in net.touching[cell]}
    mine = {unit: rest for unit, rest in residuals.items() if unit in touched}
    return None if net.after(mine, steps) else _Star(tuple(steps.items()), frozenset(mine))


def _around(
    net: Network, table: Table, residuals: Residuals, cells: Sequence[CellKey], *, along_line: bool
) -> Iterator[_Star]:
    rays = [
        ray
        for cell in cells
        if (ray := _ray(net, table, residuals, cell, along_line=along_line)) is not None
    ]
    for size in range(1 if along_line else 2, min(_WIDEST, len(rays)) + 1):
        for chosen in combinations(rays, size):
            if len(frozenset().union(*(r.across for r in chosen))) == sum(
                len(r.across) for r in chosen
            ) and (star := _star(net, residuals, chosen)):
                yield star


def _stars(net: Network, table: Table, residuals: Residuals) -> list[_Star]:
    code = next(iter(net.place))[0]
    found: list[_Star] = []
    lines = [net.code[unit] for unit in residuals if unit in net.along_lines]
    for line in lines or net.lines:
        cells = [(code, line, column) for column in net.columns]
        found.extend(_around(net, table, residuals, cells, along_line=True))
    for column in net.columns:
        cells = [(code, line, column) for line in lines]
        found.extend(_around(net, table, residuals, cells, along_line=False))
    return found[:_MOST_STARS]


@dataclass(slots=True)
class _Search:
    """An exact cover of the failing sums with no more cells than the bound."""

    by_unit: dict[UnitKey, list[_Star]]
    visits: int = 0

    def covers(self, open_units: frozenset[UnitKey], cells: int) -> Iterator[tuple[_Star, ...]]:
        self.visits += 1
        if not open_units:
            yield ()
            return
        if self.visits > _MOST_VISITS:
            return
        unit = min(open_units, key=lambda u: (len(self.by_unit.get(u, ())), u))
        for star in self.by_unit.get(unit, ()):
            if star.units <= open_units and len(star.steps) <= cells:
                rest = open_units - star.units
                for more in self.covers(rest, cells - len(star.steps)):
                    yield (star, *more)


def by_stars(net: Network, table: Table, residuals: Residuals) -> list[Steps]:
    """Return mends made of stars that have as few cells as any mend can have."""
    by_unit: dict[UnitKey, list[_Star]] = {}
    for star in _stars(net, table, residuals):
        for unit in star.units:
            by_unit.setdefault(unit, []).append(star)
    search = _Search(by_unit)
    found: dict[frozenset[tuple[CellKey, int]], Steps] = {}
    for cover in search.covers(frozenset(residuals), least_cells(net, residuals)):
        steps = {cell: step for star in cover for cell, step in star.steps}
        if len(steps) == sum(len(star.steps) for star in cover):
            found.setdefault(frozenset(steps.items()), steps)
        if len(found) == limits().covers:
            break
    return list(found.values())
