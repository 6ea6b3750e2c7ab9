"""How likely a mend is: the weight of its cells, less what looks like a known slip.

What must not go here: any search; any word.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.check.diagnosis.model import Change, ClaimChange, Mend, Steps, Table, Witness
from pipeline.check.diagnosis.network import Network
from pipeline.check.diagnosis.slips import slip
from pipeline.registry.claims import claim_scope
from pipeline.registry.diagnosis import included, limits, weights
from pipeline.registry.sums import CellKey


def cell_weight(net: Network, table: Table, cell: CellKey) -> int:
    """Return what changing a cell weighs, whatever it is changed to."""
    weight = weights().cell
    if cell in table.unknown:
        return weight["unread" if cell in table.unread else "blank"]
    if cell in table.weak:
        return weight["weak"]
    return weight["total" if cell in net.totals else "cell"]


def is_possible(table: Table, steps: Steps) -> bool:
    """Return whether every cell stays a count."""
    largest = limits().largest
    return all(0 <= table.values[cell] + step <= largest for cell, step in steps.items())


def _follows_parts(net: Network, table: Table, change: Change) -> bool:
    """Return whether a total lacks, or has too much, exactly one of its parts."""
    if change.cell not in net.totals or change.old is None or change.new is None:
        return False
    step = abs(change.new - change.old)
    units = (unit for unit, sign in net.touching[change.cell] if sign > 0)
    return any(
        table.values[part] == step
        for unit in units
        for part in net.cells_of[unit]
        if part != change.cell
    )


def _slip_of(net: Network, table: Table, change: Change) -> str | None:
    if change.old is None:
        return "blank"
    if change.new is None:
        return None
    found = slip(change.old, change.new, is_total=change.cell in net.totals)
    if found in (None, "off_by_one") and _follows_parts(net, table, change):
        return "total_not_updated"
    return found


def _pair(one: Change, other: Change) -> str | None:
    """Return what two changes in one line or column have in common."""
    if None in (one.old, one.new, other.old, other.new):
        return None
    in_one = one.cell[1] == other.cell[1] or one.cell[2] == other.cell[2]
    first, second = one.new - one.old, other.new - other.old  # type: ignore[operator]  # none is None
    if not in_one or abs(first) != abs(second):
        return None
    if first == second:
        return "left_out"
    return "swapped" if (one.old, other.old) == (other.new, one.new) else "misbooked"


def _repeats(net: Network, table: Table, changes: tuple[Change, ...]) -> bool:
    """Return whether all changes are in one line, which is printed like the one above it."""
    lines = {change.cell[1] for change in changes}
    if len(lines) != 1:
        return False
    (line,) = lines
    at = net.lines.index(line)
    code = changes[0].cell[0]
    printed, neighbour = (
        [table.values[code, net.lines[i], column] for column in net.columns] for i in (at, at - 1)
    )
    return at > 0 and printed == neighbour and any(printed)


def _left_at_zero(net: Network, changes: tuple[Change, ...]) -> bool:
    """Return whether all changes fill in totals of one column that were left at 0."""
    return len({change.cell[2] for change in changes}) == 1 and all(
        change.cell in net.totals and not change.old for change in changes
    )


def _contradicted(table: Table, steps: Steps) -> tuple[int, tuple[ClaimChange, ...]]:
    """Return how many witnesses disagree after the changes, and what of the prose would change."""
    count = 0
    concerned = []
    figure = table.values.__getitem__
    for witness in table.witnesses:
        after = sum(map(figure, witness.cells))
        if is_touched := not steps.keys().isdisjoint(witness.cells):
            after += sum(steps.get(c, 0) for c in witness.cells)
        if after != witness.value:
            count += 1
            if is_touched and claim_scope(witness.code):
                concerned.append(ClaimChange(witness.code, witness.value, Decimal(after)))
    return count, tuple(concerned)


def _change(table: Table, cell: CellKey, step: int) -> Change:
    old = table.values[cell]
    return Change(cell, None if cell in table.unknown else old, old + step)


def unsatisfied(table: Table) -> list[Witness]:
    """Return the numbers of the prose that are not the sum of their cells as printed."""
    figure = table.values.__getitem__
    return [w for w in table.witnesses if sum(map(figure, w.cells)) != w.value]


def weighed(
    net: Network, table: Table, steps: Steps, shape: str | None = None, borne_out: int = 0
) -> Mend:
    """Return the changes as a mend, with its weight and what it looks like.

    Args:
        net: the sums of the table.
        table: its figures.
        steps: the change of each cell; every cell stays a count.
        shape: the displacement that these changes undo, if one explains them all.
        borne_out: how many digits of sums come out by it that no lost figure was fitted to.
    """
    ordered = sorted(steps, key=net.place.__getitem__)
    changes = tuple(_change(table, cell, steps[cell]) for cell in ordered)
    rates = weights()
    weight = sum(cell_weight(net, table, cell) for cell in ordered)
    pattern = shape
    is_moved = shape is not None and shape not in included()
    if shape is not None:
        digits = min(borne_out, limits().digits)
        least = rates.cell["shape" if is_moved else "included"]
        weight = min(weight, least) - digits * rates.cell["borne_out"]
        weight += rates.shape.get(shape, 0)
    elif len(changes) == 2 and (pair := _pair(*changes)):
        pattern, weight = pair, weight - rates.pair[pair]
    elif len(changes) > 2 and _left_at_zero(net, changes):
        pattern, weight = "totals_zero", min(weight, rates.cell["totals_zero"])
    elif len(changes) > 2 and _repeats(net, table, changes):
        pattern, weight = "repeated", weight - rates.pair["repeated"]
    else:
        slips = [_slip_of(net, table, change) for change in changes]
        weight -= sum(rates.slip.get(code, 0) for code in slips if code)
        pattern = slips[0] if len(set(slips)) == 1 else None
    against, claims = _contradicted(table, steps) if table.witnesses else (0, ())
    amount = abs(next(iter(steps.values()), 0))
    against *= rates.cell["claim"]
    return Mend(changes, weight + against, pattern, claims, amount, against, is_moved)


def ranked(net: Network, mends: list[Mend]) -> list[Mend]:
    """Return the mends likeliest first; ties go to fewer cells, then to the order of the form."""
    return sorted(
        mends, key=lambda m: (m.weight, len(m.changes), [net.place[c.cell] for c in m.changes])
    )
