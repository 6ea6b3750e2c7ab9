"""The causes of the failing sums of one table, each with the changes that would mend it.

Closed forms first; the solver only for what they leave. What must not go here: findings, words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.check.diagnosis.closed import Part, by_one_line_or_column, by_single_cells
from pipeline.check.diagnosis.model import Cause, Mend, Residuals, Steps, Table
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.shapes import displaced
from pipeline.check.diagnosis.stars import by_stars
from pipeline.check.diagnosis.weigh import is_possible, ranked, weighed
from pipeline.registry.diagnosis import limits
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


def _solved(net: Network, table: Table, residuals: Residuals) -> list[Steps]:
    if len(residuals) > limits().sums:
        return []
    # not at the top: loading the solver takes longer than most nights need it
    from pipeline.check.diagnosis.solver import smallest

    return list(smallest(net, table, residuals, most=limits().solved))


def _of_rest(net: Network, table: Table, residuals: Residuals) -> list[Cause]:
    found = (
        by_one_line_or_column(net, table, residuals)
        or by_stars(net, table, residuals)
        or _solved(net, table, residuals)
    )
    if not found:
        return [Cause(tuple(residuals), "not_solved")]
    return _apart(net, table, residuals, ranked(net, [weighed(net, table, s) for s in found]))


def _with_shapes(
    net: Network, table: Table, residuals: Residuals, causes: list[Cause]
) -> list[Cause]:
    """Put a displacement that explains all beside the changes that it competes with."""
    shapes = [
        weighed(net, table, shape.steps, shape.name)
        for shape in displaced(net, table, residuals)
        if is_possible(table, shape.steps)
    ]
    if not shapes:
        return causes
    others: list[Mend] = []
    if all(cause.mends for cause in causes):
        steps = {c: s for cause in causes for c, s in _steps_of(cause.mends[0]).items()}
        others = list(causes[0].mends) if len(causes) == 1 else [weighed(net, table, steps)]
    best = ranked(net, shapes)
    least = sum(cause.mends[0].weight for cause in causes if cause.mends)
    if others and best[0].weight >= least:
        if len(causes) > 1:
            return causes
        return [_cause(residuals, [*others[: limits().proposals - 1], best[0]])]
    return [_cause(residuals, [best[0], *ranked(net, [*best[1:], *others])])]


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
    if rest:
        causes += _of_rest(net, table, rest)
    if len(causes) > 1 or not causes[0].mends or len(causes[0].cells) > 1:
        causes = _with_shapes(net, table, residuals, causes)
    return causes
