"""The causes of the failing sums of one table, each with the changes that would mend it.

Closed forms first; the solver only for what they leave. What must not go here: findings, words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.check.diagnosis.closed import Part, by_one_line_or_column, by_single_cells
from pipeline.check.diagnosis.model import Cause, Mend, Residuals, Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.shapes import confirmed, displaced
from pipeline.check.diagnosis.stars import by_stars
from pipeline.check.diagnosis.weigh import is_possible, ranked, weighed
from pipeline.registry.diagnosis import included, limits
from pipeline.registry.sums import CellKey, UnitKey


def _cause(residuals: Iterable[UnitKey], mends: Sequence[Mend]) -> Cause:
    return Cause(tuple(residuals), "mended", tuple(mends[: limits().proposals]), len(mends))


def _steps_of(mend: Mend) -> dict[CellKey, int]:
    return {c.cell: (c.new or 0) - (c.old or 0) for c in mend.changes}


def _reached(net: Network, steps: Steps, units: Iterable[UnitKey]) -> dict[CellKey, int]:
    """Return those of the changes that hang together with some sums."""
    reached = set(units)
    left = dict(steps)
    found: dict[CellKey, int] = {}
    while True:
        near = [c for c in left if any(unit in reached for unit, _ in net.touching[c])]
        if not near:
            return found
        for cell in near:
            found[cell] = left.pop(cell)
            reached.update(unit for unit, _ in net.touching[cell])


def _pieces(net: Network, steps: Steps) -> list[dict[CellKey, int]]:
    """Take changes apart into those that have no sum in common."""
    left = dict(steps)
    found = []
    while left:
        first = next(iter(left))
        piece = _reached(net, left, [unit for unit, _ in net.touching[first]])
        found.append(piece)
        left = {cell: step for cell, step in left.items() if cell not in piece}
    return found


def _apart(net: Network, table: Table, residuals: Residuals, mends: Sequence[Mend]) -> list[Cause]:
    """Return one cause for each piece of the likeliest mend, with what else would mend it."""
    whole = [_steps_of(mend) for mend in mends]
    pieces = _pieces(net, whole[0])
    if len(pieces) == 1:
        return [_cause(residuals, mends)]
    causes = []
    for piece in pieces:
        touched = {unit for cell in piece for unit, _ in net.touching[cell]}
        units = [unit for unit in residuals if unit in touched]
        own = weighed(net, table, piece)
        others = {}
        for steps in whole[1:]:
            part = _reached(net, steps, units)
            if part and part != piece:
                others[frozenset(part.items())] = part
        rest = ranked(net, [weighed(net, table, part) for part in others.values()])
        causes.append(_cause(units, [own, *rest]))
    return causes


def _of_part(net: Network, table: Table, part: Part) -> list[Cause]:
    mends = ranked(net, [weighed(net, table, steps) for steps in part.mends])
    return _apart(net, table, part.residuals, mends)


def _solved(net: Network, table: Table, residuals: Residuals) -> tuple[list[Steps], bool]:
    """Return the mends that the solver finds, and whether it went through all of that size."""
    if len(residuals) > limits().sums:
        return [], False
    # not at the top: loading the solver takes longer than most nights need it
    from pipeline.check.diagnosis.solver import smallest

    return smallest(net, table, residuals, most=limits().solved)


def _of_rest(net: Network, table: Table, residuals: Residuals, *, solve: bool) -> list[Cause]:
    """Return the causes of what single cells do not mend; `solve` allows the costly search."""
    found = by_one_line_or_column(net, table, residuals) or by_stars(net, table, residuals)
    is_complete = True
    if not found and solve:
        found, is_complete = _solved(net, table, residuals)
    if not found:
        return [Cause(tuple(residuals), "not_solved")]
    mends = ranked(net, [weighed(net, table, steps) for steps in found])
    causes = _apart(net, table, residuals, mends)
    return causes if is_complete else [replace(c, is_complete=False) for c in causes]


def _shapes(net: Network, table: Table, residuals: Residuals) -> list[Mend]:
    """Return the displacements that explain all failing sums, likeliest first."""
    found = [
        weighed(net, table, shape.steps, shape.name, confirmed(net, table, residuals, shape))
        for shape in displaced(net, table, residuals)
        if is_possible(table, shape.steps)
    ]
    likeliest = ranked(net, found)
    if likeliest and likeliest[0].pattern in included():
        return likeliest[:1]  # lines of zeros that may be exchanged as well say nothing
    return likeliest


def _with_shapes(
    net: Network, table: Table, residuals: Residuals, causes: list[Cause], shapes: list[Mend]
) -> list[Cause]:
    """Put displacements that explain all beside the changes that they compete with."""
    others: list[Mend] = []
    least = 0
    if all(cause.mends for cause in causes):
        steps = {c: s for cause in causes for c, s in _steps_of(cause.mends[0]).items()}
        together = weighed(net, table, steps)
        others = list(causes[0].mends) if len(causes) == 1 else [together]
        apart = sum(c.mends[0].weight - c.mends[0].against for c in causes)
        least = apart + together.against
    if others and shapes[0].weight >= least:
        if len(causes) > 1:
            return causes
        return [_cause(residuals, [*others[: limits().proposals - 1], shapes[0]])]
    same = _steps_of(shapes[0])
    rest = [mend for mend in (*shapes[1:], *others) if _steps_of(mend) != same]
    return [_cause(residuals, [shapes[0], *ranked(net, rest)])]


def _is_settled(causes: Sequence[Cause]) -> bool:
    """Return whether one change of one cell explains all, and no witness speaks against it."""
    if len(causes) != 1 or not causes[0].mends:
        return False
    best = causes[0].mends[0]
    return len(best.changes) == 1 and not best.against


def causes_of(net: Network, table: Table) -> list[Cause]:
    """Return the causes of all sums of a table that do not balance.

    Args:
        net: the sums of the table.
        table: its figures; unknown cells count as 0, so that a sum without its total is one that
            does not balance and whose mend is to fill it in.

    Returns:
        Causes in no special order; nothing where the table balances, and one without a mend where
        too much of it is unknown or the search came to its limits.
    """
    residuals = net.residuals(table.values)
    if not residuals:
        return []
    if len(table.unknown) > limits().unknown:
        return [Cause(tuple(residuals), "unread")]
    parts, rest = by_single_cells(net, table, residuals)
    causes = [cause for part in parts for cause in _of_part(net, table, part)]
    if not rest and not net.is_one_line and _is_settled(causes):
        return causes
    shapes = _shapes(net, table, residuals)
    if rest:
        causes += _of_rest(net, table, rest, solve=not shapes)
    return _with_shapes(net, table, residuals, causes, shapes) if shapes else causes
